"""An undo in words and as data: as a plan is shown, with labels and a line a change.

`+` comes back, `~` turns back, `-` is taken away, `!` stays because it was changed since.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pfgraph.runs.overlapping import Told, overlap_words
from pfgraph.runs.parts import Json
from pfgraph.runs.steps import Do
from pfgraph.runs.undo import Taken, Turn, Undo
from pfgraph.wikibase.changes import Action, ItemChange, StatementEdit
from pfgraph.wikibase.datamodel import Statement
from pfgraph.wikibase.entityjson import Names, statement_from_json
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.planview import Line, lines

_SIDES = (("wiki", "live"), ("the run left", "left"), ("before the run", "before"))


def undo_lines(undo: Undo) -> Iterator[Line]:
    """Every change of an undo, page by page, then what is left."""
    for each in undo.items:
        yield from _item(each, undo.labels)
    for entity_id, reason in undo.left:
        yield Line("!", 0, f"{entity_id}: {reason}")


def undo_summary(undo: Undo) -> str:
    """The counts in one line."""
    removed = sum(each.deletes or each.step.empties for each in undo.items)
    back = sum(each.step.do is Do.UNDELETE for each in undo.items)
    edited = sum(bool(each.step.data) and not each.step.empties for each in undo.items)
    parts = [
        f"- {removed} {'item' if removed == 1 else 'items'} emptied",
        f"~ {edited} changed",
        f"= {undo.unchanged} unchanged",
    ]
    parts[:0] = [f"+ {back} brought back"] if back else []
    overlapping = sum(bool(each.told) for each in undo.items) + len(undo.left)
    return ", ".join([*parts, f"! {overlapping} with parts that stay"] if overlapping else parts)


def missing_words(undo: Undo, known: bool) -> str:
    """What could not be found of the run, in one line; empty where all is known to be there."""
    numbers = ", ".join(map(str, undo.missing[:10])) + ("…" if len(undo.missing) > 10 else "")
    if known:
        said = f"edits {numbers} of the run are not on the wiki any more"
        return f"{said}; the rest is taken back" if undo.missing else ""
    lacking = f"; edits {numbers} are not among them" if undo.missing else ""
    return (
        "this folder's journal does not know the run: only the edits that the wiki lists are "
        f"taken back, none on pages that were deleted since{lacking}"
    )


def _item(taken: Taken, labels: Mapping[str, str]) -> Iterator[Line]:
    step = taken.step
    where = step.id if step.key == step.id else f"{step.id}, {step.key}"
    if step.do is Do.UNDELETE:
        yield Line("+", 0, f"{taken.label} ({where}): brought back, as it was before")
        return
    end = ": deleted" if taken.deletes else ": left empty, for deletion" if step.empties else ""
    sign = "-" if step.empties else "~" if step.data else "!"
    yield Line(sign, 0, f"{taken.label} ({where}){end}")
    for turn in taken.turns:
        yield from _turn(turn, labels)
    for told in taken.told:
        yield from _told(told, labels)


def _turn(turn: Turn, labels: Mapping[str, str]) -> Iterator[Line]:
    kind, name = turn.part[:2]
    sign = "+" if turn.live is None else "-" if turn.wanted is None else "~"
    if kind == "statement":
        yield from _statement_lines(turn.live, turn.wanted, labels)
    elif sign == "~":
        yield Line(sign, 1, f"{kind} {name}: {_text(turn.live)} → {_text(turn.wanted)}")
    else:
        yield Line(sign, 1, f"{kind} {name}: {_text(turn.live or turn.wanted)}")


def _statement_lines(
    live: Json | None, wanted: Json | None, labels: Mapping[str, str]
) -> Iterator[Line]:
    action = Action.ADD if live is None else Action.REMOVE if wanted is None else Action.CHANGE
    edit = StatementEdit(action, _statement(live), _statement(wanted))
    plan = Plan("", (ItemChange("", "Q0", edits=(edit,)),), labels=dict(labels))
    shown = list(lines(plan))[1:]
    yield from shown
    if live and wanted and live["rank"] != wanted["rank"]:
        yield Line("~", 2, f"rank: {live['rank']} → {wanted['rank']}")


def _told(told: Told, labels: Mapping[str, str]) -> Iterator[Line]:
    who = f" ({told.user}, {told.timestamp})" if told.user else ""
    other = f", run {told.run}" if told.run else ""
    yield Line("!", 1, f"{overlap_words(told.overlap, labels)}{who}{other}")
    for words, side in _SIDES:
        yield Line("!", 2, f"{words}: {_said(getattr(told.overlap, side), labels)}")


def _said(value: Any, labels: Mapping[str, str]) -> str:
    if not isinstance(value, dict) or "mainsnak" not in value:
        return "nothing" if value is None else _text(value)
    first, *rest = (line.text for line in _statement_lines(None, value, labels))
    return "; ".join([first, *rest])


def _text(value: Any) -> str:
    return f"“{value['title'] if isinstance(value, dict) else value}”"


_NAMES = Names(str, str, str, str, lambda iri: _no_datatype(iri))


def _no_datatype(iri: str) -> Any:
    raise LookupError(iri)  # only needed to write, and nothing is written from here


def _statement(value: Json | None) -> Statement | None:
    return statement_from_json(value, _NAMES) if value else None


def undo_to_json(undo: Undo, known: bool) -> dict[str, Any]:
    """An undo for a machine."""
    return {
        "undoes": undo.run,
        "items": [_item_json(each) for each in undo.items],
        "unchanged": undo.unchanged,
        "for_deletion": list(undo.for_deletion),
        "left": [{"id": entity_id, "reason": reason} for entity_id, reason in undo.left],
        "missing": list(undo.missing),
        "complete": known and not undo.missing,
    }


def _item_json(taken: Taken) -> dict[str, Any]:
    step = taken.step
    return {
        "id": step.id,
        "record": step.key,
        "label": taken.label,
        "do": "delete" if taken.deletes else str(step.do),
        "revision": step.base,
        "data": step.data,
        "empties": step.empties,
        "overlaps": [
            {
                "part": list(told.overlap.part),
                "aspect": told.overlap.aspect,
                "before": told.overlap.before,
                "left": told.overlap.left,
                "live": told.overlap.live,
                "user": told.user,
                "timestamp": told.timestamp,
                "run": told.run,
            }
            for told in taken.told
        ],
    }
