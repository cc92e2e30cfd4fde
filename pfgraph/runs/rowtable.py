"""The rows of runs in the journal's file: written once, and joined with the edits when read.

Nothing is written for a row when an edit is sent or settled: a row knows which edits carry it.
"""

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import Any, Protocol

from pfgraph.findings import Location
from pfgraph.runs.book import Book, Left, Told
from pfgraph.wikibase.changejson import conflict_from_json, conflict_to_json
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.plan import referred
from pfgraph.wikibase.rows import Fate, RowPlan

Select = Callable[..., list[tuple[Any, ...]]]
Numbered = tuple[int, RowPlan]  # its place among all rows of the run, from 1
_ROW = "number, record, file, line, key, item, fate, reason"


class Database(Protocol):
    """As much of a connection as is needed to write."""

    def execute(self, query: str, values: Sequence[Any] = ..., /) -> Any:
        """Carry out a statement."""

    def executemany(self, query: str, values: Iterable[Sequence[Any]], /) -> Any:
        """Carry out a statement for each of many rows."""


def write_book(db: Database, run: str, book: Book, numbers: Mapping[str, int]) -> None:
    """Write down the rows and conflicts of a run; `numbers` are its edits by the item's key."""
    rows = list(enumerate(book.rows, 1))
    same = [(number, row) for number, row in rows if row.fate is Fate.UNCHANGED]
    told = [(number, row) for number, row in rows if row.fate is not Fate.UNCHANGED]
    if same:
        packed = zlib.compress(_text([_columns(*each)[:-2] for each in same]).encode(), 1)
        db.execute("INSERT INTO unchanged VALUES (?, ?, ?)", (run, len(same), packed))
    db.executemany(
        f"INSERT INTO row (run, {_ROW}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((run, *_columns(*each)) for each in told),
    )
    db.executemany(
        "INSERT INTO carrying VALUES (?, ?, ?)",
        (
            (run, number, numbers[key])
            for number, row in told
            for key in row.carriers
            if key in numbers
        ),
    )
    db.executemany(
        "INSERT INTO conflict VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((run, number, *_conflict(each)) for number, each in enumerate(book.conflicts, 1)),
    )


def carry_further(db: Database, run: str, number: int, change: ItemChange) -> None:
    """One more edit of an item carries some of the rows that its first edit does."""
    statements = [each.after or each.before for each in change.edits]
    records = {each.marker for each in statements if each}
    records |= {key for each in statements if each for key in referred(each)}
    marks = ", ".join("?" * len(records))
    db.execute(
        "INSERT OR IGNORE INTO carrying SELECT DISTINCT row.run, row.number, ? FROM row "
        "JOIN carrying ON carrying.run = row.run AND carrying.row = row.number "
        "JOIN edit ON edit.run = row.run AND edit.number = carrying.edit "
        f"WHERE row.run = ? AND edit.key = ? AND row.record IN ({marks})",
        (number, run, change.key, *records),
    )


def rows_in(select: Select, run: str) -> list[Numbered]:
    """All rows of a run, in their order; none where it kept none."""
    found = [_row(each) for each in select(f"SELECT {_ROW} FROM row WHERE run = ?", run)]
    found += unchanged_in(select, run)
    return sorted(found, key=lambda each: each[0])


def has_rows(select: Select, run: str) -> bool:
    """Whether a run kept its rows, as those of older journals did not."""
    asked = "SELECT 1 FROM row WHERE run = ? UNION SELECT 1 FROM unchanged WHERE run = ?"
    return bool(select(f"{asked} LIMIT 1", run, run))


def records_in(select: Select, run: str, but: Collection[Fate] = ()) -> set[str]:
    """The record ids of the rows of a run, but those for which this was planned."""
    found = select("SELECT record, fate FROM row WHERE run = ?", run)
    return {record for record, fate in found if fate not in but} | {
        each[1] for each in _unpacked(select, run)
    }


def unchanged_in(select: Select, run: str) -> Iterator[Numbered]:
    """The rows of a run that were as the wiki has them."""
    return (_row((*each, Fate.UNCHANGED, "")) for each in _unpacked(select, run))


def _unpacked(select: Select, run: str) -> Iterator[list[Any]]:
    for (packed,) in select("SELECT rows FROM unchanged WHERE run = ?", run):
        yield from json.loads(zlib.decompress(packed))


def carriers_in(select: Select, run: str) -> dict[int, list[int]]:
    """The numbers of the edits that carry each row of a run."""
    found: dict[int, list[int]] = {}
    query = "SELECT row, edit FROM carrying WHERE run = ? ORDER BY row, edit"
    for row, edit in select(query, run):
        found.setdefault(row, []).append(edit)
    return found


def conflicts_in(select: Select, run: str) -> list[Left]:
    """The conflicts that a run left when it was planned."""
    query = "SELECT record, key, item, told, data FROM conflict WHERE run = ? ORDER BY number"
    return [
        Left(record, key, item, Told(*json.loads(told)), conflict_from_json(json.loads(data)))
        for record, key, item, told, data in select(query, run)
    ]


def _columns(number: int, row: RowPlan) -> tuple[Any, ...]:
    place = row.place or Location("")
    return (number, row.record, place.path, place.line, row.key, row.id, row.fate, row.reason)


def _row(columns: Sequence[Any]) -> Numbered:
    number, record, file, line, key, item, fate, reason = columns
    place = Location(file, line) if file else None
    return number, RowPlan(record, place, key, item, (), Fate(fate), reason)


def _conflict(left: Left) -> tuple[str, ...]:
    told, data = _text(astuple(left.told)), _text(conflict_to_json(left.conflict))
    return (left.record, left.key, left.item, told, data)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
