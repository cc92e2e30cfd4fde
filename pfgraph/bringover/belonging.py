"""memberships.csv and what other tables say of belonging: affiliations."""

from pfgraph.bringover.crossing import Crossing
from pfgraph.bringover.draft import Draft
from pfgraph.bringover.ids import joined, slug
from pfgraph.bringover.raw import RawRow
from pfgraph.findings import Severity
from pfgraph.namespaces import PF
from pfgraph.ontology.terms import ontology


def belong(crossing: Crossing, row: RawRow, actor: Draft) -> None:
    """The actor belongs to the movement, as the row records; until when, its note may say."""
    movement = crossing.words.listed("belonging", "movement")[0]
    fact = state(crossing, row, actor.id, "belongsTo", movement)
    fact.put("end", "" if "end" in fact.cells else crossing.words.end_of_belonging(row["note"]))


def identify(crossing: Crossing, row: RawRow, actor: Draft) -> None:
    """The actor counts itself among the free knowledge movement, as the row records."""
    movement = crossing.words.listed("belonging", "identifies")[0]
    if actor.table == "actors":
        state(crossing, row, actor.id, "identifiesWith", movement)
    else:
        actor.put("note", "self_identifies_with_free_knowledge_movement: yes")


def state(crossing: Crossing, row: RawRow, actor: str, relation: str, to: str) -> Draft:
    """States the relation once, however many rows say it; each lends it its sources."""
    if relation != "isMemberOfNetwork":
        _movement(crossing, row, to)
    name = ontology().label(PF[relation])
    row_id = joined(actor, slug(name), to)
    there = crossing.drafts.find("affiliations", row_id)
    draft = crossing.draft(row, "affiliations", row_id)
    crossing.date(row, "start", draft, "start")
    since, known_since = (each and each.cells.get("start") for each in (draft, there))
    if there is not None and (not since or not known_since or since == known_since):
        there.put("start", *draft.cells.get("start", []))
        there.put("source", *draft.cells.get("source", []))
        crossing.joined(row, "affiliations")
        return there
    draft.put("actor", crossing.names.cell("affiliations", "actor", actor) or actor)
    draft.put("relation", name)
    draft.put("to", crossing.names.cell("affiliations", "to", to))
    return crossing.keep(row, draft)


def _movement(crossing: Crossing, row: RawRow, to: str) -> None:
    """Makes the movement that the raw tables speak of without a row of its own."""
    if crossing.names.find("movements", to):
        return
    movement = Draft("movements", to, to)
    movement.put("label", crossing.words.choice("movements", to, to))
    crossing.drafts.add(movement)
    crossing.names.learn("movements", to, movement.cells["label"][0])


def bring_memberships(crossing: Crossing) -> None:
    """One affiliation a row; a network or movement that is only a name gets a row of its own."""
    for row in crossing.rows("memberships"):
        actor = crossing.names.find("actors", row["organisation_id"])
        relation = crossing.words.choice("memberships", row["relation"])
        concept = ontology().label(PF[relation]) if relation else ""
        crossing.uses["memberships.relation", row["relation"], concept] += 1
        if not actor:
            crossing.unknown(row, "organisation_id", row["organisation_id"])
            crossing.left_out["memberships"] += 1
        elif not relation:
            crossing.leave_out(row, "relation", "no relation is called so")
        else:
            to = _network(crossing, row, relation)
            state(crossing, row, actor, relation, to)


def _network(crossing: Crossing, row: RawRow, relation: str) -> str:
    table = "actors" if relation == "isMemberOfNetwork" else "movements"
    name = row["network_or_movement"]
    found = crossing.names.find(table, name)
    if found:
        if name in crossing.made:
            crossing.dangling["memberships.network_or_movement", name] += 1
        return found
    apart = "network" if table == "actors" else "movement"
    draft = crossing.draft(row, table, crossing.names.free(slug(name), apart))
    draft.put("label", name)
    if table == "actors":
        draft.put("class", "Organisation")
        draft.put("kind", "network of actors")
    draft.put("note", "Known only by its name, from what its members say.")
    kept = crossing.keep(row, draft)
    crossing.names.learn(table, kept.id, name)
    crossing.made.add(name)
    crossing.dangling["memberships.network_or_movement", name] += 1
    message = f"no row has this id or name; a row was made from the name in {table}.csv"
    crossing.say(row, "network_or_movement", message, severity=Severity.INFO)
    return kept.id
