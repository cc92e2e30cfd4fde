"""organisations.csv and affiliates.csv: actors, and the movements among them."""

import re

from pfgraph.bringover.belonging import belong, identify
from pfgraph.bringover.crossing import Crossing
from pfgraph.bringover.draft import Draft
from pfgraph.bringover.ids import slug
from pfgraph.bringover.raw import RawRow
from pfgraph.findings import Severity
from pfgraph.namespaces import PFV
from pfgraph.ontology.tables import tables
from pfgraph.records.cells import CellError, literal


def learn_actors(crossing: Crossing) -> None:
    """Makes the ids and names of all organisations known before any table refers to them."""
    for row in crossing.rows("organisations"):
        table = crossing.words.decided("organisations", row["id"], "table") or "actors"
        crossing.names.learn(table, clean_id(row["id"]), row["id"], row["name"])


def bring_organisations(crossing: Crossing) -> None:
    """One actor a row; a row that stands for a movement becomes a movement."""
    seen: dict[str, RawRow] = {}
    for row in crossing.rows("organisations"):
        if not first_of_id(crossing, row, "id", seen):
            continue
        table = crossing.words.decided("organisations", row["id"], "table") or "actors"
        draft = crossing.draft(row, table, checked_id(crossing, row, "id"))
        named(crossing, row, "name", draft)
        _common(crossing, row, draft)
        draft.put("note", row["note"])
        if table == "actors":
            _actor(crossing, row, draft)
        else:
            _not_for_movements(row, draft)
        kept = crossing.keep(row, draft)
        if row["self_identifies_with_free_knowledge_movement"].casefold() == "yes":
            identify(crossing, row, kept)
        elif row["self_identifies_with_free_knowledge_movement"].casefold() not in ("", "unknown"):
            column = "self_identifies_with_free_knowledge_movement"
            crossing.say(row, column, "write yes or unknown; kept as a note")
            kept.put("note", f"{column}: {row[column]}")


def _actor(crossing: Crossing, row: RawRow, draft: Draft) -> None:
    decided = crossing.words.decided("organisations", row["id"], "kind")
    if decided:
        kind = crossing.words.read("organisations.kind", decided).concept
        draft.put("kind", kind)
        draft.put("kind_as_stated", row["kind"])
        crossing.uses["organisations.kind", row["kind"], kind] += 1
    else:
        crossing.stated(row, "kind", draft, "kind")
    draft.put("class", class_of(crossing, row))
    _sectors(crossing, row, draft)
    _identifier(crossing, row, "ror_id", draft, "ror")
    by_kind = row["kind"].casefold() in crossing.words.listed("belonging", "kinds")
    if by_kind or crossing.words.decided("organisations", row["id"], "belongs"):
        belong(crossing, row, draft)


def class_of(crossing: Crossing, row: RawRow) -> str:
    """Organisation, Group or Individual, by the kind and by what the note says."""
    told = any(
        re.search(rf"\b{word}\b", row["note"], re.IGNORECASE)
        for word in crossing.words.listed("incorporated", "words")
    )
    return "Organisation" if told else crossing.words.choice("classes", row["kind"], "Organisation")


def _common(crossing: Crossing, row: RawRow, draft: Draft) -> None:
    draft.put("homepage", *crossing.urls(row, "website", draft))
    _identifier(crossing, row, "wikidata_qid", draft, "wikidata")
    country = row["country"]
    if country and draft.table == "actors":
        place = crossing.words.terms.concept(PFV.place, country)
        if place is not None and re.fullmatch("[A-Z]{2}", country):
            draft.put("based_in", country)
        else:
            message = "no country has this ISO 3166-1 code; kept as a note, write two letters"
            crossing.say(row, "country", message)
            draft.put("note", f"country: {country}")


def _identifier(crossing: Crossing, row: RawRow, column: str, draft: Draft, target: str) -> None:
    """Fills `target` with the identifier; one of another form is said and kept as a note."""
    text = row[column]
    said = text.upper() if re.fullmatch(r"q\d+", text) else text
    try:
        literal(tables()[draft.table].columns[target], said, "")
        draft.put(target, said)
    except CellError as problem:
        if text:
            crossing.say(row, column, f"{problem}; kept as a note")
            draft.put("note", f"{column}: {text}")


def _sectors(crossing: Crossing, row: RawRow, draft: Draft) -> None:
    for part in crossing.parts(row, "sector"):
        reading = crossing.word(row, "sector", part)
        draft.put("sector", reading.concept)
        if not reading.concept:
            draft.put("note", f"sector: {part}")


def _not_for_movements(row: RawRow, draft: Draft) -> None:
    for column in ("kind", "sector", "ror_id", "country"):
        if row[column]:
            draft.put("note", f"{column}: {row[column]}")


def bring_affiliates(crossing: Crossing) -> None:
    """One recognised affiliate a row: the actor of that name or website, or a new one."""
    websites = {
        _site(url): draft.id
        for draft in crossing.drafts.tables["actors"].values()
        for url in draft.cells.get("homepage", [])
    }
    for row in crossing.rows("affiliates"):
        bare = re.sub(r"\s*\(.*?\)", "", row["name"])
        names = crossing.names
        there = names.find("actors", row["name"]) or names.find("actors", bare)
        there = there or (websites.get(_site(row["website"]), "") if row["website"] else "")
        draft = crossing.draft(row, "actors", there or slug(bare))
        if there and (known := crossing.drafts.find("actors", there)):
            _joins(crossing, row, draft, known)
        else:
            _new_affiliate(crossing, row, draft)
        belong(crossing, row, draft)


def _new_affiliate(crossing: Crossing, row: RawRow, draft: Draft) -> None:
    named(crossing, row, "name", draft)
    crossing.stated(row, "kind", draft, "kind")
    draft.put("class", class_of(crossing, row))
    _common(crossing, row, draft)
    crossing.date(row, "founded_or_recognised", draft, "established")
    draft.put("note", row["note"])
    kept = crossing.keep(row, draft)
    crossing.names.learn("actors", kept.id, row["name"])


def _joins(crossing: Crossing, row: RawRow, draft: Draft, known: Draft) -> None:
    """Adds to an actor what the list of affiliates knows of it, and contradicts nothing."""
    _common(crossing, row, draft)
    crossing.date(row, "founded_or_recognised", draft, "established")
    for column in ("based_in", "homepage", "wikidata", "established"):
        values = draft.cells.get(column, [])
        if values and column in known.cells and known.cells[column] != values:
            if column != "homepage" or not {*map(_site, values)} <= {
                *map(_site, known.cells[column])
            }:
                message = f"organisations.csv says {known.cells[column][0]} here; that one holds"
                crossing.say(row, "", message, values[0], Severity.WARNING)
                known.put("note", f"affiliates.csv has {column} {values[0]}.")
        elif values:
            known.put(column, *values)
    if row["name"] != known.cells.get("label", [""])[0]:
        known.put("alias", row["name"])
    known.put("note", *draft.cells.get("note", []), row["note"])
    known.put("source", *draft.cells.get("source", []))
    crossing.uses["affiliates.kind", row["kind"], known.cells.get("kind", [""])[0]] += 1
    crossing.joined(row, "actors")


def _site(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url.casefold()).rstrip("/")


def named(crossing: Crossing, row: RawRow, column: str, draft: Draft) -> None:
    """The label of a row; one that is missing is said."""
    draft.put("label", row[column])
    if not row[column] and column in row.cells:  # a missing column is said once for all rows
        message = "the name is missing; write one, without it the record is not loaded"
        crossing.say(row, column, message, draft.id)


def clean_id(raw: str) -> str:
    """The id as records write it."""
    return raw if re.fullmatch(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", raw) else slug(raw)


def checked_id(crossing: Crossing, row: RawRow, column: str) -> str:
    """The id as records write it; one that has to be changed for that is said."""
    clean = clean_id(row[column])
    if clean != row[column]:
        message = f"an id has small letters, digits and hyphens alone; brought over as {clean}"
        crossing.say(row, column, message, severity=Severity.WARNING)
    return clean


def first_of_id(crossing: Crossing, row: RawRow, column: str, seen: dict[str, RawRow]) -> bool:
    """Whether no earlier row has the id; a later one is said and left out."""
    earlier = seen.setdefault(clean_id(row[column]), row)
    if earlier is row:
        return True
    same = "says the same" if earlier.cells == row.cells else "says something else"
    message = f"line {earlier.line} has this id already and {same}; give one of them another id"
    crossing.leave_out(row, column, message)
    return False
