"""partnerships.csv and roles.csv: collaborations and who takes part in them."""

from pfgraph.bringover.actors import checked_id, clean_id, first_of_id, named
from pfgraph.bringover.crossing import Crossing
from pfgraph.bringover.draft import Draft
from pfgraph.bringover.ids import joined, slug
from pfgraph.bringover.raw import RawRow


def learn_collaborations(crossing: Crossing) -> None:
    """Makes the ids of all collaborations known before any table refers to them."""
    for row in crossing.rows("partnerships"):
        crossing.names.learn("collaborations", clean_id(row["id"]), row["id"], row["label"])


def bring_partnerships(crossing: Crossing) -> None:
    """One collaboration a row; the objective of the row is its details."""
    seen: dict[str, RawRow] = {}
    for row in crossing.rows("partnerships"):
        if not first_of_id(crossing, row, "id", seen):
            continue
        draft = crossing.draft(row, "collaborations", checked_id(crossing, row, "id"))
        named(crossing, row, "label", draft)
        draft.put("details", row["objective"])
        reading = crossing.stated(row, "status", draft, "status")
        draft.put("status_date", reading.date)
        crossing.dates(row, draft)
        draft.put("goals_as_stated", *crossing.parts(row, "goals"))
        activities = crossing.parts(row, "activities")
        crossing.text(row, "activities", draft, "activities_as_stated", *activities)
        crossing.text(row, "agreement_type", draft, "agreement_as_stated", row["agreement_type"])
        draft.put("documented_at", *crossing.urls(row, "agreement_url", draft))
        draft.put("note", row["note"])
        kept = crossing.keep(row, draft)
        for name in crossing.parts(row, "participants"):
            if not crossing.names.find("actors", name):
                crossing.unknown(row, "participants", name, kept)


def bring_roles(crossing: Crossing) -> None:
    """One participation a row, and one without a role for each participant who has no row."""
    for row in crossing.rows("roles"):
        collaboration = crossing.collaboration(row)
        if not collaboration:
            continue
        actor = crossing.names.find("actors", row["organisation_id"])
        if not actor:
            _unknown_participant(crossing, row, collaboration)
            continue
        stem = joined(collaboration, actor, slug(row["role"]))
        draft = crossing.draft(row, "participations", joined(stem, slug(row["start"])), stem)
        _place(crossing, draft, collaboration, actor)
        _roles(crossing, row, draft)
        crossing.dates(row, draft)
        crossing.keep(row, draft)
    _without_role(crossing)


def _roles(crossing: Crossing, row: RawRow, draft: Draft) -> None:
    """The concept of each role; the words where one of them says something else."""
    parts = crossing.parts(row, "role")
    if len(parts) < 2:
        crossing.stated(row, "role", draft, "role")
        return
    concepts = [crossing.word(row, "role", part).concept for part in parts]
    draft.put("role", *concepts)
    if [part.casefold() for part in parts] != [concept.casefold() for concept in concepts]:
        draft.put("role_as_stated", row["role"])


def _unknown_participant(crossing: Crossing, row: RawRow, collaboration: str) -> None:
    holder = crossing.drafts.find("collaborations", collaboration)
    crossing.unknown(row, "organisation_id", row["organisation_id"], holder)
    crossing.left_out["roles"] += 1
    if holder is not None:
        holder.put("note", f"{row['organisation_id']}: {row['role']}" if row["role"] else "")
        holder.put("source", *crossing.urls(row, "source_url", holder))


def _without_role(crossing: Crossing) -> None:
    takes_part = {
        (draft.cells["in"][0], draft.cells["participant"][0])
        for draft in crossing.drafts.tables["participations"].values()
    }
    first = {clean_id(row["id"]): row for row in reversed(list(crossing.rows("partnerships")))}
    for collaboration, row in reversed(first.items()):
        for name in crossing.parts(row, "participants"):
            actor = crossing.names.find("actors", name)
            row_id = joined(collaboration, actor)
            draft = crossing.draft(row, "participations", row_id)
            if actor:
                _place(crossing, draft, collaboration, actor)
                if (draft.cells["in"][0], draft.cells["participant"][0]) not in takes_part:
                    crossing.keep(row, draft)


def _place(crossing: Crossing, draft: Draft, collaboration: str, actor: str) -> None:
    draft.put("in", crossing.names.cell("participations", "in", collaboration))
    draft.put("participant", crossing.names.cell("participations", "participant", actor))
