"""The journal of runs: one SQLite file, written before and after every edit.

A run is written down whole before its first edit goes out; each edit is marked as sent before it
is sent and as settled when the wiki has answered. Whatever is cut off in between is found there.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pfgraph.errors import RunError
from pfgraph.runs.book import NOTHING, Book
from pfgraph.runs.journalfile import FILE, FOLDER, JournalFile
from pfgraph.runs.model import Entry, Kind, RunInfo, State
from pfgraph.runs.rowtable import carry_further, write_book
from pfgraph.wikibase.changejson import change_from_json, change_to_json
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.results import Result

_RUN = "id, wiki, user, kind, started, ended, undoes, unchanged, ids, allowed"
_EDIT = "number, change, state, base, item, revision, code, reason, source, data"


class Journal(JournalFile):
    """All runs of a folder. May be used by several threads."""

    def begin(
        self,
        run: RunInfo,
        changes: Sequence[ItemChange],
        sources: Sequence[str] = (),
        data: Sequence[dict[str, Any]] = (),
        book: Book = NOTHING,
    ) -> None:
        """Write a run down with all that it intends, numbered from 1 in this order.

        `book` holds the rows of the records, those that no edit carries too.
        """
        told = [*sources, *[""] * (len(changes) - len(sources))]
        steps = [*map(_text, data), *[None] * (len(changes) - len(data))]
        with self.writing() as db:
            db.execute(
                f"INSERT INTO run ({_RUN}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (run.id, run.wiki, run.user, run.kind, run.started, run.ended, run.undoes,
                 run.unchanged, _text(run.ids), run.allowed),
            )  # fmt: skip
            db.executemany(
                "INSERT INTO edit (run, number, key, change, state, source, data) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (run.id, number, each.key, _text(change_to_json(each)), State.INTENDED, *rest)
                    for number, (each, *rest) in enumerate(
                        zip(changes, told, steps, strict=True), 1
                    )
                ],
            )
            numbers = {change.key: number for number, change in enumerate(changes, 1)}
            write_book(db, run.id, book, numbers)

    def end(self, run: str, when: str) -> None:
        """The run has come to its end; edits may have been refused, but none is open."""
        self.write("UPDATE run SET ended = ? WHERE id = ?", when, run)

    def runs(self, wiki: str | None = None) -> list[RunInfo]:
        """The runs on a wiki, or on all of them, newest first."""
        where = "" if wiki is None else "WHERE wiki = ? "
        values = () if wiki is None else (wiki,)
        found = self.select(
            f"SELECT {_RUN} FROM run {where}ORDER BY started DESC, rowid DESC", *values
        )
        return [_run(row) for row in found]

    def run(self, named: str) -> RunInfo:
        """A run by its id, the beginning of one, or `last`. Raises RunError where there is none.

        The last is the newest one with an edit, done or not, since there is nothing to go on with
        or to take back in others; the newest of all where there is none with an edit.
        """
        runs = self.runs()
        wrote = self.with_edits()
        writing = [each for each in runs if each.id in wrote] if named == "last" else []
        found = writing or [each for each in runs if named == "last" or each.id.startswith(named)]
        if not found:
            raise RunError(f"there is no run {named!r} in {self.path}; `pfgraph runs` lists them")
        if named != "last" and len(found) > 1 and found[0].id != named:
            ids = ", ".join(each.id for each in found)
            raise RunError(f"{named!r} is the beginning of several runs: {ids}; write more of it")
        return found[0]

    def with_edits(self) -> frozenset[str]:
        """The runs that had something to write."""
        return frozenset(run for (run,) in self.select("SELECT DISTINCT run FROM edit"))

    def entries(self, run: str) -> list[Entry]:
        """The edits of a run, in the order of their numbers."""
        query = f"SELECT {_EDIT} FROM edit WHERE run = ? ORDER BY number"
        return [_entry(row) for row in self.select(query, run)]

    def counts(self, run: str) -> dict[State, int]:
        """How many edits of a run are in each state."""
        query = "SELECT state, COUNT(*) FROM edit WHERE run = ? GROUP BY state"
        return {State(state): count for state, count in self.select(query, run)}

    def undone_by(self, run: str) -> list[str]:
        """The runs that take this one back, oldest first."""
        query = "SELECT id FROM run WHERE undoes = ? ORDER BY started, rowid"
        return [row[0] for row in self.select(query, run)]

    def undo_in_force(self, run: str) -> str:
        """The run that takes this one back and was not taken back itself; empty without one."""
        undoing = self.undone_by(run)
        return next((each for each in undoing if not self.undo_in_force(each)), "")

    def items(self, wiki: str) -> dict[str, str]:
        """The item of each record that was written on a wiki, by key; not those of runs undone."""
        query = (
            "SELECT edit.key, edit.item, edit.change, run.id, run.undoes FROM edit JOIN run "
            "ON run.id = edit.run WHERE run.wiki = ? AND edit.item != '' AND edit.state = ? "
            "ORDER BY run.started, run.id, edit.number"
        )
        found, made = dict[str, str](), dict[str, str]()
        for key, item, change, run, undoes in self.select(query, wiki, State.DONE):
            if undoes and made.get(key) == undoes:
                found.pop(key, None)
                continue
            found[key] = item
            if not json.loads(change)["id"]:
                made[key] = run
        return found

    def made(self, run: str) -> dict[str, str]:
        """The items of those records that a run has written, by key."""
        query = "SELECT key, item FROM edit WHERE run = ? AND item != '' AND state = ?"
        return dict(self.select(query, run, State.DONE))

    def log(self, run: str) -> "RunLog":
        """Where one run writes its edits down."""
        return RunLog(self, run)

    def update(self, run: str, number: int, *, at_once: bool = True, **values: object) -> None:
        """Set columns of one edit; `at_once` is whether power that fails may not lose that."""
        names = ", ".join(f"{name} = ?" for name in values)
        self.write(
            f"UPDATE edit SET {names} WHERE run = ? AND number = ?",
            *values.values(), run, number, at_once=at_once,
        )  # fmt: skip

    def drop(self, run: str, numbers: Iterable[int]) -> None:
        """These edits are intended no longer."""
        with self.writing() as db:
            for number in numbers:
                db.execute("DELETE FROM edit WHERE run = ? AND number = ?", (run, number))
                db.execute("DELETE FROM carrying WHERE run = ? AND edit = ?", (run, number))

    def done_before(self, wiki: str, change: ItemChange) -> tuple[str, int]:
        """Item and revision of the newest edit on a wiki that made the very same change."""
        query = (
            "SELECT item, revision FROM edit JOIN run ON run.id = edit.run WHERE run.wiki = ? "
            "AND key = ? AND change = ? AND state = ? ORDER BY revision DESC LIMIT 1"
        )
        text = _text(change_to_json(change))
        rows = self.select(query, wiki, change.key, text, State.DONE)
        return (rows[0][0], rows[0][1]) if rows else ("", 0)

    def add(self, run: str, change: ItemChange) -> int:
        """One more edit is intended; returns its number."""
        with self.writing() as db:
            number = db.execute("SELECT MAX(number) + 1 FROM edit WHERE run = ?", (run,))
            new = int(number.fetchone()[0] or 1)
            db.execute(
                "INSERT INTO edit (run, number, key, change, state) VALUES (?, ?, ?, ?, ?)",
                (run, new, change.key, _text(change_to_json(change)), State.INTENDED),
            )
            carry_further(db, run, new, change)
        return new


def known_items(wiki: str, folder: Path = FOLDER) -> dict[str, str]:
    """The items that a folder's journal remembers, by key; none where it has no journal."""
    if not (folder / FILE).exists():
        return {}
    journal = Journal(folder)
    try:
        return journal.items(wiki)
    finally:
        journal.close()


class RunLog:
    """One run's part of the journal: the port `Log`."""

    def __init__(self, journal: Journal, run: str) -> None:
        self.journal, self.run = journal, run

    def done_before(self, change: ItemChange) -> tuple[str, int]:
        """Item and revision of an edit of another run that made the very same change."""
        return self.journal.done_before(self.journal.run(self.run).wiki, change)

    def add(self, change: ItemChange) -> int:
        """One more edit is intended; returns its number."""
        return self.journal.add(self.run, change)

    def planned(self, number: int, data: dict[str, Any]) -> None:
        """A step of an undo was compared anew and is now this one."""
        self.journal.update(self.run, number, data=_text(data))

    def sent(self, number: int, base: int) -> None:
        """The edit is about to be sent; on disk when this returns."""
        self.journal.update(self.run, number, state=State.SENT, base=base)

    def settled(self, number: int, result: Result) -> None:
        """The wiki answered, or the edit was looked up."""
        state = State.DONE if not result.refusal else State.REFUSED
        state = State.CONFLICT if result.is_conflict else state
        self.journal.update(  # where power takes this away the edit is looked up again
            self.run, number, at_once=False, state=state, item=result.id, revision=result.revision,
            code=result.code, reason=result.refusal,
        )  # fmt: skip


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _run(row: tuple[Any, ...]) -> RunInfo:
    run, wiki, user, kind, started, ended, undoes, unchanged, ids, allowed = row
    return RunInfo(
        run, wiki, user, Kind(kind), started, ended, undoes, unchanged, json.loads(ids), allowed
    )


def _entry(row: tuple[Any, ...]) -> Entry:
    number, change, state, base, item, revision, code, reason, source, data = row
    return Entry(
        number, change_from_json(json.loads(change)), State(state), base, item, revision, code,
        reason, source, None if data is None else json.loads(data),
    )  # fmt: skip
