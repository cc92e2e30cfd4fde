"""efforts.csv and mechanisms_barriers.csv: efforts, how things are steered, what hinders."""

from pfgraph.bringover.actors import checked_id, clean_id, first_of_id, named
from pfgraph.bringover.crossing import Crossing
from pfgraph.bringover.draft import Draft
from pfgraph.bringover.ids import joined, opening, slug
from pfgraph.bringover.raw import RawRow
from pfgraph.findings import Severity

_BACKBONE = "backbone organisation"


def learn_efforts(crossing: Crossing) -> None:
    """Makes the ids of all efforts known before any table refers to them."""
    for row in crossing.rows("efforts"):
        crossing.names.learn("efforts", clean_id(row["effort_id"]), row["effort_id"])


def bring_efforts(crossing: Crossing) -> None:
    """One effort a row; its backbone takes part in it, its collaborations contribute to it."""
    seen: dict[str, RawRow] = {}
    for row in crossing.rows("efforts"):
        if not first_of_id(crossing, row, "effort_id", seen):
            continue
        draft = crossing.draft(row, "efforts", checked_id(crossing, row, "effort_id"))
        named(crossing, row, "label", draft)
        crossing.refer(row, "shared_goals", draft, "goals")
        kept = crossing.keep(row, draft)
        for name in crossing.parts(row, "partnerships"):
            collaboration = crossing.names.find("collaborations", name)
            there = crossing.drafts.find("collaborations", collaboration)
            if there is not None:
                there.put("effort", crossing.names.cell("collaborations", "effort", kept.id))
            else:
                crossing.unknown(row, "partnerships", name, kept)
        for name in crossing.parts(row, "backbone"):
            _backbone(crossing, row, kept, name)
        _means(crossing, row, kept)


def _backbone(crossing: Crossing, row: RawRow, effort: Draft, name: str) -> None:
    actor = crossing.names.find("actors", name)
    if not actor:
        crossing.unknown(row, "backbone", name, effort)
        return
    draft = crossing.draft(row, "participations", joined(effort.id, actor, "backbone"))
    draft.put("in", crossing.names.cell("participations", "in", effort.id))
    draft.put("participant", crossing.names.cell("participations", "participant", actor))
    draft.put("role", _BACKBONE)
    crossing.keep(row, draft)


def _means(crossing: Crossing, row: RawRow, effort: Draft) -> None:
    """A mechanism for each part whose words name a kind; the other parts are details."""
    rest: list[str] = []
    for part in crossing.parts(row, "mechanisms"):
        reading = crossing.word(row, "mechanisms", part)
        if not reading.concept:
            rest.append(part)
            continue
        row_id = joined(effort.id, reading.code, opening(part))
        draft = crossing.draft(row, "mechanisms", row_id, joined(effort.id, reading.code))
        draft.put("of", crossing.names.cell("mechanisms", "of", effort.id))
        draft.put("kind", reading.concept)
        draft.put("details", part)
        crossing.keep(row, draft)
    effort.put("details", "; ".join(rest))


_TYPES = {"governance mechanism": ("mechanisms", "of"), "barrier": ("barriers", "hinders")}
_SHORT = {"mechanism": "governance mechanism"}


def bring_mechanisms_and_barriers(crossing: Crossing) -> None:
    """One governance mechanism or one barrier a row, as its type says."""
    for row in crossing.rows("mechanisms_barriers"):
        kind_of = _SHORT.get(row["type"].casefold(), row["type"].casefold())
        table, column = _TYPES.get(kind_of, ("", ""))
        if not table:
            message = f"write {' or '.join(_TYPES)} as the type"
            crossing.leave_out(row, "type", message)
            continue
        subject = _subject(crossing, row, table, column)
        if not subject:
            crossing.unknown(row, "subject", row["subject"])
            crossing.left_out["mechanisms_barriers"] += 1
            continue
        stem = joined(slug(row["subject"]), slug(row["kind"]))
        row_id = joined(stem, opening(row["description"]))
        draft = crossing.draft(row, table, row_id, stem)
        draft.put(column, subject)
        key = f"mechanisms_barriers.{kind_of}"
        crossing.stated(row, "kind", draft, "kind", key)
        draft.put("details", row["description"])
        crossing.keep(row, draft)


def _subject(crossing: Crossing, row: RawRow, table: str, column: str) -> str:
    """What the row is about; a collaboration where the id is an actor's as well."""
    name = row["subject"]
    collaboration = crossing.names.find("collaborations", name)
    if collaboration and crossing.names.find("actors", name):
        message = "the id is an actor's and a collaboration's; taken for the collaboration"
        crossing.say(row, "subject", message, severity=Severity.INFO)
        return f"collaborations/{collaboration}"
    return crossing.names.cell(table, column, name) or _as_movement(crossing, name)


def _as_movement(crossing: Crossing, name: str) -> str:
    movement = crossing.names.find("movements", name)
    return f"movements/{movement}" if movement else ""
