"""A table in a CSV file, as a spreadsheet writes it: https://www.rfc-editor.org/rfc/rfc4180"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from pfgraph.findings import Finding, Location, Severity
from pfgraph.ontology import Table
from pfgraph.records.cells import shown
from pfgraph.records.columns import Columns, UnknownColumn, missing
from pfgraph.records.rows import Row

_CELL_LIMIT = 1_000_000  # characters; what is longer is an unclosed quotation mark


@dataclass(frozen=True, slots=True)
class CsvTable:
    """Reads the text of one CSV file; what is wrong with the file is added to `findings`."""

    table: Table
    path: str
    columns: Columns
    findings: list[Finding] = field(default_factory=list)

    def rows(self, text: str) -> Iterator[Row]:
        """The rows in the order of the file, without those that are empty."""
        csv.field_size_limit(_CELL_LIMIT)
        lines = self._lines(text)
        _, header = next(lines, (1, []))
        names = self._header(header)
        for line, cells in lines:
            filled = {
                name: cell
                for name, cell in zip(names, cells, strict=False)
                if name and cell and not cell.isspace()
            }
            self._check_width(line, names, cells)
            if filled:
                yield Row(self.table, self.path, line, filled)

    def _lines(self, text: str) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True
        )
        while True:
            line = reader.line_num + 1
            try:
                yield line, next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._report(line, _in_words(error, line, reader.line_num))

    def _header(self, header: list[str]) -> list[str]:
        names: list[str] = []
        for written in header:
            names.append(self._name(written, names) if written.strip() else "")
        for name in missing(self.table, {name for name in names if name}):
            self._report(
                1,
                f'column "{name}" is missing; add it to the first line of {self.table.name}',
                column=name,
            )
        return names

    def _name(self, written: str, names: list[str]) -> str:
        try:
            name = self.columns.find(self.table, written).name
        except UnknownColumn as error:
            self._report(1, str(error), column=shown(written.strip()), value=written.strip())
            return ""
        if name in names:
            self._report(
                1,
                f'column "{name}" is there twice; only the first is read: put both into one',
                column=name,
            )
            return ""
        return name

    def _check_width(self, line: int, names: list[str], cells: list[str]) -> None:
        for position, cell in enumerate(cells):
            beyond = position >= len(names)
            if beyond and cell.strip():
                self._report(
                    line,
                    f'"{shown(cell.strip())}" stands beyond the last column and is not read; '
                    "put texts that hold a comma between quotation marks",
                    value=cell,
                )

    def _report(self, line: int, message: str, column: str = "", value: str = "") -> None:
        place = Location(self.path, line, column)
        self.findings.append(Finding(Severity.VIOLATION, message, place, value=value))


def delimiter_of(text: str) -> str:
    """What divides the cells of a table, by its first line."""
    header = text.partition("\n")[0]
    counts = {delimiter: header.count(delimiter) for delimiter in ",;\t"}
    return "," if counts[","] else max(counts, key=lambda delimiter: counts[delimiter])


def _in_words(error: csv.Error, line: int, last: int) -> str:
    if "field larger" in str(error) and last == line:
        return (
            f"a cell has more than {_CELL_LIMIT:,} characters, so the row is not read; shorten it"
        )
    if "unexpected end" in str(error) or "field larger" in str(error):
        return (
            f"a quotation mark that opens here is never closed, so lines {line} to {last} are not"
            ' read; close it, or write it twice ("") where it belongs to the text'
        )
    return (
        f"the row cannot be split into cells ({error}) and is not read; put the whole cell between "
        'quotation marks and write those inside it twice ("")'
    )
