"""What became of each row of a run: what its plan had for it, joined with how its edits fared."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from pfgraph.findings import Location
from pfgraph.ontology import declaration
from pfgraph.runs.book import Left, Told, left
from pfgraph.runs.journal import Journal
from pfgraph.runs.model import OPEN, Kind, RunInfo, State
from pfgraph.runs.rowtable import (
    Numbered,
    carriers_in,
    conflicts_in,
    has_rows,
    records_in,
    rows_in,
)
from pfgraph.wikibase.bookkeeping import rows_of
from pfgraph.wikibase.changejson import change_from_json
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.planview import value_text
from pfgraph.wikibase.rows import Fate, RowPlan

_EDITS = (
    "SELECT number, key, state, item, revision, code, reason FROM edit WHERE run = ? "
    "ORDER BY number"
)
_STATES = (
    "SELECT row.number, row.fate, edit.state FROM row LEFT JOIN carrying "
    "ON carrying.run = row.run AND carrying.row = row.number LEFT JOIN edit "
    "ON edit.run = row.run AND edit.number = carrying.edit WHERE row.run = ?"
)
_OVERTAKEN = "SELECT number, reason, change FROM edit WHERE run = ? AND state = ?"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row of a run and what became of it; `code` and `reason` are those of the edit."""

    number: int
    record: str
    file: str
    line: int
    item: str
    revision: int
    fate: Fate
    code: str = ""
    reason: str = ""
    conflicts: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class _Edit:
    number: int
    key: str
    state: State
    item: str
    revision: int
    code: str
    reason: str


def fate_of(planned: Fate, states: Collection[State]) -> Fate:
    """What became of a row for which this was planned, and whose edits are in these states."""
    if State.REFUSED in states:
        return Fate.REFUSED
    if OPEN & set(states):
        return Fate.OPEN
    return Fate.CONFLICT if State.CONFLICT in states else planned


def outcomes(journal: Journal, run: RunInfo) -> tuple[RowOutcome, ...]:
    """Every row of a run, in the order of the records; every page of an undo or of a schema."""
    edits = {each.number: each for each in _edits(journal, run.id)}
    if run.kind is not Kind.LOAD:
        return tuple(_of_page(each) for each in edits.values())
    rows, carriers, conflicts = _kept(journal, run.id)
    told: dict[str, list[Told]] = {}
    for each in conflicts:
        told.setdefault(each.record, []).append(each.told)
    overtaken = _overtaken(journal, run.id)
    found: list[RowOutcome] = []
    for number, row in rows:
        mine = [edits[one] for one in carriers.get(number, ())]
        also = [each for edit in mine for each in overtaken.get((edit.number, row.record), ())]
        found.append(_joined(number, row, mine, (*told.get(row.record, ()), *also)))
    return tuple(found)


def counts(journal: Journal, run: RunInfo) -> dict[Fate, int]:
    """How many rows of a run ended how, the gravest first."""
    states: dict[int, tuple[Fate, set[State]]] = {}
    for number, fate, state in journal.select(_STATES, run.id):
        mine = states.setdefault(number, (Fate(fate), set()))[1]
        mine |= {State(state)} if state else set()
    same = journal.select("SELECT count FROM unchanged WHERE run = ?", run.id)
    found = Counter(fate_of(*each) for each in states.values())
    found[Fate.UNCHANGED] += sum(count for (count,) in same)
    if not states and not same:
        found = Counter(each.fate for each in outcomes(journal, run))
    return {fate: found[fate] for fate in Fate if found[fate]}


def property_labels() -> dict[str, str]:
    """What to call properties where no plan says it."""
    declared = declaration().properties.values()
    return {str(each.iri): each.labels.get("en", str(each.iri)) for each in declared}


def conflicts_of(journal: Journal, run: str) -> list[Left]:
    """The conflicts that a run left when it was planned."""
    if has_rows(journal.select, run):
        return conflicts_in(journal.select, run)
    return _derived(journal, run)[2]


def compared_in(journal: Journal, run: str) -> set[str]:
    """The record ids of the rows that a load compared with the wiki."""
    if has_rows(journal.select, run):
        return records_in(journal.select, run, (Fate.LEFT_OUT, Fate.HELD_BACK))
    return {row.record for _, row in _derived(journal, run)[0]}


def _kept(journal: Journal, run: str) -> tuple[list[Numbered], dict[int, list[int]], list[Left]]:
    if rows := rows_in(journal.select, run):
        return rows, carriers_in(journal.select, run), conflicts_in(journal.select, run)
    return _derived(journal, run)


def _derived(journal: Journal, run: str) -> tuple[list[Numbered], dict[int, list[int]], list[Left]]:
    """Rows, their edits and conflicts of a run that kept none, as its edits tell them."""
    entries = journal.entries(run)
    changes = {entry.change.key: entry.change for entry in reversed(entries)}
    sources = {entry.change.key: entry.source for entry in entries}
    rows = list(enumerate(map(_placed(sources), rows_of(Plan("", tuple(changes.values())))), 1))
    numbers = {key: [e.number for e in entries if e.change.key == key] for key in changes}
    carriers = {number: [n for key in row.carriers for n in numbers[key]] for number, row in rows}
    return rows, carriers, list(left(changes.values(), property_labels()))


def _placed(sources: Mapping[str, str]) -> Callable[[RowPlan], RowPlan]:
    """Gives rows their place where older journals know it: of an item's own record."""

    def placed(row: RowPlan) -> RowPlan:
        file, _, line = sources.get(row.record, "").rpartition(":")
        return replace(row, place=Location(file, int(line))) if line.isdigit() and file else row

    return placed


def _edits(journal: Journal, run: str) -> Iterator[_Edit]:
    for number, key, state, *rest in journal.select(_EDITS, run):
        yield _Edit(number, key, State(state), *rest)


def _joined(
    number: int, row: RowPlan, edits: list[_Edit], conflicts: tuple[Told, ...]
) -> RowOutcome:
    fate = fate_of(row.fate, {each.state for each in edits})
    decided = {Fate.REFUSED: State.REFUSED, Fate.CONFLICT: State.CONFLICT}.get(fate)
    code, reason = "", "" if fate is Fate.OPEN else row.reason
    for each in edits:
        if each.state is decided:
            code, reason = each.code, each.reason
    done = [each for each in edits if each.item]
    place = row.place or Location("")
    return RowOutcome(
        number, row.record, place.path, place.line, done[-1].item if done else row.id,
        max((each.revision for each in edits if each.state is State.DONE), default=0),
        fate, code, reason, conflicts,
    )  # fmt: skip


def _of_page(edit: _Edit) -> RowOutcome:
    fate = fate_of(Fate.DONE, {edit.state})
    return RowOutcome(
        edit.number, edit.key, "", 0, edit.item, edit.revision, fate, edit.code, edit.reason
    )


def _overtaken(journal: Journal, run: str) -> dict[tuple[int, str], list[Told]]:
    """What edits that came too late wanted to say, by the edit and the row; the wiki's side of it
    is known to the wiki alone."""
    found: dict[tuple[int, str], list[Told]] = {}
    labels = property_labels()
    for number, reason, text in journal.select(_OVERTAKEN, run, State.CONFLICT):
        for record, told in wanted(change_from_json(json.loads(text)), reason, labels):
            found.setdefault((number, record), []).append(told)
    return found


def wanted(
    change: ItemChange, reason: str, labels: Mapping[str, str]
) -> Iterator[tuple[str, Told]]:
    """What a change wanted to say, in words: the row, and what the records say."""
    named = dict(labels)
    for edit in change.edits:
        either = edit.after or edit.before
        if either is not None:
            says = value_text(edit.after.main.value, named) if edit.after else ""
            what = named.get(either.main.prop, either.main.prop)
            yield either.marker or change.key, Told(what, "", says, reason)
    for code, (_, text) in change.labels.items():
        yield change.key, Told(f"label {code}", "", text, reason)
