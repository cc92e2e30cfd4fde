"""Each row has exactly one fate, whatever the edits come to and however often it is asked."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from pfgraph.findings import Location
from pfgraph.runs.book import Book, book_of
from pfgraph.runs.journal import Journal
from pfgraph.runs.model import OPEN, Kind, RunInfo, State
from pfgraph.runs.outcomes import counts, outcomes
from pfgraph.wikibase.changes import Action, Conflict, ItemChange, Reason, StatementEdit
from pfgraph.wikibase.datamodel import Snak, Statement
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.rows import Fate, RowPlan
from pfgraph.wikibase.values import StringValue

RUN = RunInfo("20261122T193000-3f9a", "http://wiki.example", "Bot", Kind.LOAD, "2026-11-22")
KEYS = ("actors/a", "actors/b", "actors/c")
ROWS = tuple(f"rows/{number}" for number in range(6))
WITHOUT_EDIT = (Fate.UNCHANGED, Fate.CONFLICT, Fate.LEFT_OUT, Fate.HELD_BACK)

carriers = st.lists(st.sampled_from(KEYS), unique=True, max_size=2).map(tuple)


def says(marker: str) -> StatementEdit:
    """An edit that adds what a row says."""
    said = Statement(Snak("http://p.example/", StringValue(marker)), marker=marker)
    return StatementEdit(Action.ADD, None, said)


def row(record: str, of: tuple[str, ...], fate: Fate) -> RowPlan:
    planned = fate if not of or fate is not Fate.UNCHANGED else Fate.DONE
    return RowPlan(record, Location("mine.csv", 2), KEYS[0], "Q1", of, planned, "why")


@contextmanager
def a_journal() -> Iterator[Journal]:
    with TemporaryDirectory() as folder:
        journal = Journal(Path(folder))
        yield journal
        journal.close()


def expected(planned: Fate, states: set[State]) -> Fate:
    """The rule in other words: what went wrong, then what is open, then what was planned."""
    if State.REFUSED in states:
        return Fate.REFUSED
    if states & OPEN:
        return Fate.OPEN
    return Fate.CONFLICT if State.CONFLICT in states else planned


@settings(max_examples=60)
@given(
    st.lists(st.tuples(carriers, st.sampled_from(WITHOUT_EDIT)), min_size=6, max_size=6),
    st.lists(st.sampled_from(State), min_size=4, max_size=4),
    st.sampled_from(ROWS),
)
def test_every_row_has_one_fate(
    planned: list[tuple[tuple[str, ...], Fate]], states: list[State], split: str
) -> None:
    """Three items of which one is sent in two parts; every edit ends in some state."""
    rows = tuple(row(name, *each) for name, each in zip(ROWS, planned, strict=True))
    with a_journal() as journal:
        journal.begin(RUN, [ItemChange(key) for key in KEYS], book=Book(rows))
        later = journal.add(RUN.id, ItemChange(KEYS[0], edits=(says(split),)))
        for number, state in enumerate(states, 1):
            journal.update(RUN.id, number, state=state, reason=f"{state}")
        found = outcomes(journal, RUN)
        assert [each.record for each in found] == list(ROWS)
        for plan, each in zip(rows, found, strict=True):
            numbers = {KEYS.index(key) + 1 for key in plan.carriers}
            numbers |= {later} if KEYS[0] in plan.carriers and plan.record == split else set()
            fates = {states[number - 1] for number in numbers}
            assert each.fate is expected(plan.fate, fates)
        assert counts(journal, RUN) == Counter(each.fate for each in found)


def test_a_plan_without_rows_tells_those_that_it_speaks_of() -> None:
    """What was kept before rows were: the item's own row and those whose statements change."""
    theirs = Statement(Snak("http://p.example/", StringValue("x")), marker="rows/2")
    conflict = Conflict("http://p.example/", Reason.CHANGED, None, theirs)
    change = ItemChange("actors/a", labels={"en": ("", "A")}, edits=(says("rows/1"),))
    with a_journal() as journal:
        alone = ItemChange("actors/b", "Q2", 7, conflicts=(conflict,))
        journal.begin(RUN, [change], book=book_of(Plan("", (change, alone))))
        journal.update(RUN.id, 1, state=State.DONE, item="Q9", revision=12)
        found = {each.record: each for each in outcomes(journal, RUN)}
    assert {name: str(each.fate) for name, each in found.items()} == {
        "actors/a": "done", "rows/1": "done", "rows/2": "conflict",
    }  # fmt: skip
    assert (found["rows/1"].item, found["rows/1"].revision) == ("Q9", 12)
    assert [each.wiki for each in found["rows/2"].conflicts] == ["x"]


def test_runs_of_older_journals_tell_their_rows_as_well(tmp_path: Path) -> None:
    """A journal from before rows is brought up to date; its edits tell what they carried."""
    change = ItemChange("actors/a", labels={"en": ("", "A")}, edits=(says("rows/1"),))
    journal = Journal(tmp_path)
    journal.begin(RUN, [change], ["mine.csv:7"])
    journal.update(RUN.id, 1, state=State.REFUSED, code="blocked", reason="no")
    journal.close()
    with sqlite3.connect(tmp_path / "journal.sqlite") as file:
        for table in ("carrying", "row", "unchanged", "conflict"):
            file.execute(f"DROP TABLE {table}")
    file.close()
    journal = Journal(tmp_path)
    found = {each.record: each for each in outcomes(journal, RUN)}
    assert {name: str(each.fate) for name, each in found.items()} == {
        "actors/a": "refused", "rows/1": "refused",
    }  # fmt: skip
    assert (found["actors/a"].file, found["actors/a"].line) == ("mine.csv", 7)
    assert counts(journal, RUN) == {Fate.REFUSED: 2}
    journal.close()
