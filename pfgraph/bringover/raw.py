"""Raw tables as they lie in a folder: bytes to rows, with everything odd about them named."""

import csv
import io
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pfgraph.bringover.encoding import decoded
from pfgraph.findings import Finding, Location, Severity

_LONGEST_RECORD = 50  # lines; a cell with more breaks is a quotation mark gone astray


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a raw table and those that every row of it needs."""

    columns: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: where it stands, its cells by column, and what stood under unknown columns."""

    table: str
    path: str
    line: int
    cells: dict[str, str]
    strange: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def at(self, column: str = "") -> Location:
        """The place of a cell, or of the row."""
        return Location(self.path, self.line, column)


@dataclass(frozen=True, slots=True)
class RawTable:
    """The rows that can be brought over, in their order; `count` also counts the others."""

    name: str
    rows: tuple[RawRow, ...]
    count: int
    findings: tuple[Finding, ...]


@cache
def layouts() -> dict[str, Layout]:
    """The raw tables that are known, by name, in the order in which they are brought over."""
    text = Path(__file__).with_name("layout.toml").read_text(encoding="utf-8")
    return {
        name: Layout(tuple(entry["columns"]), tuple(entry["needs"]))
        for name, entry in tomllib.loads(text).items()
    }


def read_table(name: str, layout: Layout, path: Path) -> RawTable:
    """The table in the file; never raises for what the file holds, but says it in findings."""
    text, findings = decoded(path)
    records, odd = _records(path, text) if text.strip() else ([], [])
    if not records:
        nothing = (*findings, *odd) or (_said(path, 1, "the file is empty"),)
        return RawTable(name, (), 0, nothing)
    lost = sum(finding.location is not None and finding.location.line > 1 for finding in odd)
    header, header_findings = _header(path, records[0][1], layout)
    rows: list[RawRow] = []
    found = [*findings, *odd, *header_findings]
    for line, cells in records[1:]:
        row, problems = _row(name, path, line, header, cells, layout)
        found += problems
        rows += [row] if row else []
    return RawTable(name, tuple(rows), len(records) - 1 + lost, tuple(found))


def _records(path: Path, text: str) -> tuple[list[tuple[int, list[str]]], list[Finding]]:
    """The records of the text with the line each begins on; a quotation mark that is never
    closed costs its own line alone."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    separator = max(",;\t", key=lines[0].count)
    found: list[Finding] = []
    if separator != ",":
        message = "the cells are not separated by commas; they are read as they are"
        found.append(_said(path, 1, message, severity=Severity.WARNING, value=separator))
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    records: list[tuple[int, list[str]]] = []
    at = 0
    while at < len(lines):
        end = _end_of_record(lines, at)
        cells = _cells("\n".join(lines[at:end]), separator) if end else []
        if not end or (end > at + 1 and records and len(cells) != len(records[0][1])):
            message = "a quotation mark is never closed; close it, the line is not brought over"
            found.append(_said(path, at + 1, message, value=_clean(lines[at])[:60]))
            end = at + 1
        elif any(cells):
            records.append((at + 1, cells))
        at = end
    return records, found


def _end_of_record(lines: list[str], at: int) -> int:
    """The line after the record that begins at line `at`; 0 where its quotes never close."""
    quotes = 0
    for end in range(at, min(at + _LONGEST_RECORD, len(lines))):
        quotes += lines[end].count('"')
        if quotes % 2 == 0:
            return end + 1
    return 0


def _cells(text: str, separator: str) -> list[str]:
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    return [_clean(cell) for cell in rows[0]] if rows else []


def _clean(cell: str) -> str:
    printable = (char if char.isprintable() else " " for char in cell)
    return " ".join("".join(printable).split())


def _header(path: Path, cells: list[str], layout: Layout) -> tuple[list[str], list[Finding]]:
    header = [cell.casefold().replace(" ", "_") for cell in cells]
    found: list[Finding] = []
    missing = [column for column in layout.columns if column not in header]
    for column in missing:
        grave = Severity.VIOLATION if column in layout.needs else Severity.WARNING
        so = "no row of the file can be" if column in layout.needs else "the rest is"
        found.append(
            _said(path, 1, f"the column {column} is missing; {so} brought over", column, grave)
        )
    for index, column in enumerate(header):
        if column and column in header[:index]:
            found.append(_said(path, 1, "the column stands twice; the first holds", column))
        elif column and column not in layout.columns:
            near = get_close_matches(column, missing, 1)
            hint = f"did you mean {near[0]}? " if near else ""
            found.append(
                _said(
                    path,
                    1,
                    f"the column is unknown; {hint}what stands there is kept as a note",
                    column,
                    Severity.WARNING,
                )
            )
    return header, found


def _row(
    name: str, path: Path, line: int, header: list[str], cells: list[str], layout: Layout
) -> tuple[RawRow | None, list[Finding]]:
    found: list[Finding] = []
    if any(cells[len(header) :]):
        more = ";".join(cells[len(header) :])
        advice = "put a cell that holds a comma in quotation marks; the row is not brought over"
        message = f"the row has {len(cells)} cells, its header {len(header)}; {advice}"
        return None, [_said(path, line, message, value=more)]
    if len(cells) < len(header):
        message = f"the row has {len(cells)} cells, its header {len(header)}; the rest is empty"
        found.append(_said(path, line, message, value=cells[-1]))
    pairs = [(column, cell) for column, cell in zip(header, cells, strict=False) if column]
    known: dict[str, str] = {}
    for column, cell in pairs:
        if column in layout.columns:
            known.setdefault(column, cell)
    strange = {column: cell for column, cell in pairs if column not in layout.columns and cell}
    for column in layout.needs:
        if column in header and not known.get(column):
            message = "the cell is empty and the row means nothing without it; not brought over"
            return None, [*found, _said(path, line, message, column)]
    if any(column not in header for column in layout.needs):
        return None, found
    return RawRow(name, str(path), line, known, strange), found


def _said(
    path: Path,
    line: int,
    message: str,
    column: str = "",
    severity: Severity = Severity.VIOLATION,
    value: str = "",
) -> Finding:
    return Finding(severity, message, Location(str(path), line, column), value or column)
