"""The journal as a file: older ones open, runs are found by name."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pfgraph.errors import RunError
from pfgraph.runs.journal import Journal
from pfgraph.runs.model import Kind, RunInfo
from pfgraph.runs.steps import Do, Step, step_of
from pfgraph.wikibase.changes import ItemChange

RUN = RunInfo("20261122T193000-3f9a", "http://wiki.example", "Bot", Kind.LOAD, "2026-11-22")


def older(folder: Path) -> None:
    """Make the journal one that was written before undos were kept in it."""
    with sqlite3.connect(folder / "journal.sqlite") as file:
        file.execute("ALTER TABLE edit DROP COLUMN data")
    file.close()


def test_a_journal_of_before_is_opened_and_written_on(tmp_path: Path) -> None:
    """Its edits are read as they were, and an undo is written beside them."""
    journal = Journal(tmp_path)
    journal.begin(RUN, [ItemChange("actors/a")])
    journal.close()
    older(tmp_path)
    journal = Journal(tmp_path)
    assert [(each.number, each.data) for each in journal.entries(RUN.id)] == [(1, None)]
    step = Step(Do.EDIT, "Q5", "actors/a", (7, 8), 9, {"labels": {}}, ("label en: …",), True)
    undo = RunInfo("20261122T193001-aaaa", RUN.wiki, "Bot", Kind.UNDO, "2026-11-22", undoes=RUN.id)
    journal.begin(undo, [step.change], data=[step.to_json()])
    assert step_of(journal.entries(undo.id)[0]) == step
    assert journal.undo_in_force(RUN.id) == undo.id
    journal.close()


def test_the_last_run_is_the_one_that_was_begun_last(tmp_path: Path) -> None:
    """Also where two began in one second, whatever their ids."""
    journal = Journal(tmp_path)
    for name in ("b", "c", "a"):
        journal.begin(RunInfo(name, RUN.wiki, "Bot", Kind.LOAD, "2026-11-22"), [])
    assert journal.run("last").id == "a"
    journal.close()


def test_an_undo_that_was_taken_back_is_not_in_force(tmp_path: Path) -> None:
    """Then the run itself stands again, and can be undone once more."""
    journal = Journal(tmp_path)
    for name, undoes in (("a", ""), ("b", "a"), ("c", "b")):
        journal.begin(RunInfo(name, RUN.wiki, "Bot", Kind.UNDO, "2026", undoes=undoes), [])
    assert journal.undo_in_force("a") == ""
    assert journal.undo_in_force("b") == "c"
    journal.close()


def test_a_journal_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    """It is said which file it is and what to do, and nothing in it is changed."""
    Journal(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(RunError, match="a later pfgraph has written this journal"):
        Journal(tmp_path)


def test_a_journal_that_is_none_is_told(tmp_path: Path) -> None:
    """A file that is damaged, or is something else, gives one line."""
    (tmp_path / "journal.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(RunError, match="move the file away"):
        Journal(tmp_path)
