"""The conflicts that runs left and that still stand: each once, as the newest run knows it.

A conflict is gone when a later load looked at the row and met it no more, and when the wiki says
by now what the records wanted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pfgraph.runs.book import Left, in_words
from pfgraph.runs.journal import Journal
from pfgraph.runs.model import Kind, RunInfo, State
from pfgraph.runs.outcomes import compared_in, conflicts_of
from pfgraph.wikibase.changes import (
    REFERENCE,
    Action,
    Conflict,
    ItemChange,
    Reason,
    StatementEdit,
)
from pfgraph.wikibase.datamodel import Item, Statement
from pfgraph.wikibase.planview import side_text
from pfgraph.wikibase.state import WikiState


@dataclass(frozen=True, slots=True)
class Standing:
    """A conflict that a run kept: what the wiki says, what the records say, and why."""

    run: str
    key: str
    id: str
    what: str
    wiki: str
    records: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Known:
    """A conflict of a run, about a row; `gone` tells whether the wiki has settled it."""

    record: str
    standing: Standing
    gone: bool


def standing(
    journal: Journal, wiki: str, state: WikiState, labels: Mapping[str, str]
) -> Iterator[Standing]:
    """What still stands on a wiki, which is now as `state` has it, newest run first."""
    loads = [run for run in journal.runs(wiki) if run.kind is Kind.LOAD]
    known = {
        run.id: [*_planned(run, journal, state, labels), *_overtaken(run, journal, state, labels)]
        for run in loads
        if not journal.undo_in_force(run.id)
    }
    asked = {each.record for listed in known.values() for each in listed}
    for run in loads:
        mine = known.get(run.id, ())
        yield from (each.standing for each in mine if each.record in asked and not each.gone)
        asked -= {each.record for each in mine}
        if not asked:
            return
        if run.id in known:
            asked -= compared_in(journal, run.id)


def _planned(
    run: RunInfo, journal: Journal, state: WikiState, labels: Mapping[str, str]
) -> Iterator[_Known]:
    for each in conflicts_of(journal, run.id):
        told, where = in_words(each.conflict, labels), each.item or state.item_ids.get(each.key, "")
        told_of = (told.what, told.wiki, told.records, told.reason)
        gone = _is_gone(each, state)
        yield _Known(each.record, Standing(run.id, each.key, where, *told_of), gone)


def _is_gone(left: Left, state: WikiState) -> bool:
    conflict, item = left.conflict, state.items.get(left.key)
    if conflict.what == "item":
        if conflict.reason is Reason.TWINS:
            return left.key not in state.twins
        return conflict.reason is not Reason.MERGED and left.key in state.item_ids
    if item is None:
        return False
    kind, _, code = conflict.what.partition(" ")
    if kind == "label":
        return item.labels.get(code) == conflict.ours
    if kind == "alias":
        return conflict.ours in item.aliases.get(code, ())
    return _agrees(conflict, item)


def _agrees(conflict: Conflict, item: Item) -> bool:
    """Whether the statements of the item are as the records wanted the one in conflict."""
    ours, theirs = conflict.ours, conflict.theirs
    if isinstance(ours, Statement):
        if conflict.reason is Reason.TWIN:
            return sum(each.marker == ours.marker for each in item.statements) < 2
        return any(_says(each, ours, conflict.part) for each in item.statements)
    guid = theirs.guid if isinstance(theirs, Statement) else ""
    return all(each.guid != guid for each in item.statements)


def _says(live: Statement, ours: Statement, part: str) -> bool:
    if not part:
        return live.main == ours.main
    if live.marker != ours.marker:
        return False
    if part == REFERENCE:
        return ours.references <= live.references
    wanted, there = (
        {snak for snak in each.qualifiers if snak.prop == part} for each in (ours, live)
    )
    return wanted == there


def _overtaken(
    run: RunInfo, journal: Journal, state: WikiState, labels: Mapping[str, str]
) -> Iterator[_Known]:
    """What edits that came too late wanted to say, beside what the wiki says now."""
    query = "SELECT number FROM edit WHERE run = ? AND state = ?"
    late = {number for (number,) in journal.select(query, run.id, State.CONFLICT)}
    for entry in journal.entries(run.id) if late else ():
        if entry.number in late:
            change, where = entry.change, entry.item or entry.change.id
            item = state.items.get(change.key)
            for record, what, wiki, records, gone in _late(change, item, dict(labels)):
                told = Standing(run.id, change.key, where, what, wiki, records, entry.reason)
                yield _Known(record, told, gone)


def _late(
    change: ItemChange, item: Item | None, labels: dict[str, str]
) -> Iterator[tuple[str, str, str, str, bool]]:
    live = item.statements if item else ()
    for edit in change.edits:
        either = edit.after or edit.before
        if either is not None:
            theirs = next((s for s in live if edit.before and s.guid == edit.before.guid), None)
            what = labels.get(either.main.prop, either.main.prop)
            wiki, ours = (side_text(each, "", labels) for each in (theirs, edit.after))
            yield either.marker or change.key, what, wiki, ours, _is_made(edit, live)
    for code, (_, text) in change.labels.items():
        there = item.labels.get(code, "") if item else ""
        yield change.key, f"label {code}", there, text, there == text


def _is_made(edit: StatementEdit, live: Iterable[Statement]) -> bool:
    """Whether the wiki is by now as the edit would have made it."""
    before, after = edit.before, edit.after
    if after is not None:
        return any(
            each.main == after.main
            and after.qualifiers <= each.qualifiers
            and after.references <= each.references
            for each in live
        )
    return edit.action is Action.REMOVE and all(each.guid != before.guid for each in live if before)
