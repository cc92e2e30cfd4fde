"""A row of a table as it was written, whatever file it was written in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pfgraph.findings import Location
from pfgraph.ontology import Table

Written = str | tuple[str, ...]  # one text, or the values of a list that the file itself marks


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what stands in its cells, by the name of the column; empty cells are left out.

    `lines` gives the lines of cells that do not stand on the row's own line.
    """

    table: Table
    path: str
    line: int
    cells: Mapping[str, Written]
    lines: dict[str, int] = field(default_factory=dict)

    def place(self, column: str = "") -> Location:
        """Where the row, or one of its cells, was written."""
        return Location(self.path, self.lines.get(column, self.line), column)

    def text(self, column: str) -> str:
        """The text of a cell that holds one value; empty where there is none."""
        written = self.cells.get(column, "")
        return (written if isinstance(written, str) else ";".join(written)).strip()
