"""The record tables of a folder: what an editor keeps there, and what is added to it."""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from pfgraph.bringover.draft import Draft, Drafts
from pfgraph.bringover.report import Written
from pfgraph.errors import RecordError
from pfgraph.findings import Finding, Location, Severity
from pfgraph.ontology.tables import Kind, tables

_FIRST = ("id", "label")
_LAST = ("source", "note")
_REFERENCES = (Kind.RECORD, Kind.RECORD_OR_CONCEPT)


@dataclass(slots=True)
class KeptTable:
    """One record table as it lies in the folder; rows by id, with the line each stands on."""

    name: str
    path: Path
    columns: list[str] = field(default_factory=list)
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def read_kept(out: Path) -> dict[str, KeptTable]:
    """The tables that lie in the folder; RecordError where one cannot be read, so that
    nothing of an editor's is written over."""
    return {name: _read(name, out / f"{name}.csv") for name in tables()}


def _read(name: str, path: Path) -> KeptTable:
    table = KeptTable(name, path)
    if not path.exists():
        return table
    try:
        text = path.read_text(encoding="utf-8-sig")
        csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
        reader = csv.DictReader(io.StringIO(text, newline=""))
        table.columns = list(reader.fieldnames or [])
        for row in reader:
            row_id = (row.get("id") or "").strip()
            if None in row or not row_id or row_id in table.rows:
                raise RecordError(
                    f"{path}:{reader.line_num}: the row has no id, the id of another row or too "
                    "many cells; put it right (pfgraph check says more), nothing was written"
                )
            table.rows[row_id] = {column: cell or "" for column, cell in row.items()}
            table.lines[row_id] = reader.line_num
    except (UnicodeDecodeError, csv.Error) as problem:
        raise RecordError(f"{path}: {problem}; save it as UTF-8, nothing was written") from problem
    return table


def settle(drafts: Drafts, kept: dict[str, KeptTable]) -> None:
    """Gives each row in the making the id that it has in the folder already.

    A row is the same as one of the folder when the ids are the same, or when it is the only new
    one of its stem and the folder holds one alone of that stem that no raw row accounts for.
    """
    renamed: dict[str, str] = {}
    for name, rows in drafts.tables.items():
        for draft in rows.values():
            draft.id = _with_new_beginning(draft.id, renamed)
        rows = {draft.id: draft for draft in rows.values()}
        for draft, old in _pairs(rows, kept[name]):
            renamed[draft.id] = old
            draft.id = old
        drafts.tables[name] = {draft.id: draft for draft in rows.values()}
    if renamed:
        _rename_references(drafts, renamed)


def _with_new_beginning(row_id: str, renamed: dict[str, str]) -> str:
    """The id, its beginning renamed where that is the id of a row that was renamed."""
    found = next((new for new in renamed if row_id.startswith(f"{new}.")), None)
    return row_id if found is None else renamed[found] + row_id.removeprefix(found)


def _pairs(rows: dict[str, Draft], table: KeptTable) -> list[tuple[Draft, str]]:
    unclaimed = [row_id for row_id in table.rows if row_id not in rows]
    fresh: defaultdict[str, list[Draft]] = defaultdict(list)
    for row_id, draft in rows.items():
        if row_id not in table.rows and draft.stem != row_id:
            fresh[draft.stem].append(draft)
    pairs: list[tuple[Draft, str]] = []
    for stem, drafts in fresh.items():
        old = [row_id for row_id in unclaimed if row_id.startswith(f"{stem}.")]
        if len(drafts) == len(old) == 1:
            pairs.append((drafts[0], old[0]))
    return pairs


def _rename_references(drafts: Drafts, renamed: dict[str, str]) -> None:
    for name, rows in drafts.tables.items():
        columns = tables()[name].columns
        for draft in rows.values():
            for column, values in draft.cells.items():
                if columns[column].kind in _REFERENCES:
                    draft.cells[column] = [renamed.get(value, value) for value in values]


def merge(rows: dict[str, Draft], table: KeptTable) -> tuple[Written, list[Finding]]:
    """Adds the new rows to the table; says where a row of the folder differs and leaves it."""
    found: list[Finding] = []
    added = unchanged = 0
    for draft in rows.values():
        row = draft.row()
        there = table.rows.get(draft.id)
        if there is None:
            added += 1
            table.rows[draft.id] = row
            continue
        differing = [name for name, cell in row.items() if there.get(name, "") != cell]
        unchanged += not differing
        found += [_differs(table, draft.id, name, row[name]) for name in differing]
    differing_rows = len(rows) - added - unchanged
    return Written(table.name, added, unchanged, differing_rows, len(table.rows)), found


def _differs(table: KeptTable, row_id: str, column: str, raw: str) -> Finding:
    message = "the raw tables say something else here; what stands in the records is kept"
    place = Location(str(table.path), table.lines[row_id], column)
    return Finding(Severity.INFO, message, place, raw, f"{table.name}/{row_id}")


def as_csv(table: KeptTable) -> str:
    """The table as CSV: the columns that were there, then those that hold something."""
    used = {column for row in table.rows.values() for column, cell in row.items() if cell}
    known = list(tables()[table.name].columns)
    must = {"id", *tables()[table.name].required}
    middle = [name for name in known if name not in (*_FIRST, *_LAST)]
    ordered = [name for name in (*_FIRST, *middle, *_LAST) if name in known]
    columns = table.columns + [
        name for name in ordered if name in used | must and name not in table.columns
    ]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(table.rows.values())
    return text.getvalue()
