"""Which file, row and column each triple came from."""

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Literal, Node

from pfgraph.findings import Location
from pfgraph.records.columns import Use
from pfgraph.records.languages import DEFAULT
from pfgraph.records.rows import Row


class Origins:
    """Keeps two numbers for each row: its sheet and its line.

    A sheet is a file, a table and the columns that the row fills, so the columns of all rows
    that fill the same ones are kept once, and nothing is kept for a triple.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._sheets: list[_Sheet] = []
        self._numbers: dict[object, int] = {}
        self._rows: dict[Node, tuple[int, int]] = {}

    def add_row(self, node: URIRef, row: Row, uses: tuple[Use, ...]) -> None:
        """Note where a row stands; `uses` are the columns of its cells, in their order."""
        offsets = tuple(row.lines.get(use.name, row.line) - row.line for use in uses)
        offsets = offsets if any(offsets) else ()
        key = (row.path, row.table.name, tuple(row.cells), offsets)
        self._add(node, key, (row.path, uses, offsets), row.line)

    def add_node(self, node: Node, path: str, line: int) -> None:
        """Note in which RDF file, and on which line (0: not known), a node is described."""
        self._add(node, path, (path, (), ()), line)

    def _add(self, node: Node, key: object, sheet: "_Sheet", line: int) -> None:
        if node in self._rows:  # the first place counts
            return
        if key not in self._numbers:
            self._numbers[key] = len(self._sheets)
            self._sheets.append(sheet)
        self._rows[node] = (self._numbers[key], line)

    def locate(
        self, subject: Node, predicate: Node | None = None, object: Node | None = None
    ) -> Location | None:
        """Where a triple was written: its cell, else the row of its subject; None if unknown.

        A fact from an affiliation is at the affiliation's row, a fact from a column that is
        read backwards at the row that holds that column.
        """
        if predicate is not None:
            found = (
                self._cell(subject, predicate, object, inverse=False)
                or self._cell(object, predicate, subject, inverse=True)
                or self._affiliation(subject, predicate, object)
            )
            if found is not None:
                return found
        return self._row(subject)

    def speaker(self, subject: Node, predicate: Node, object: Node) -> Node:
        """Whose row states a triple: its subject's, or its object's in a column read backwards."""
        forwards = self._cell(subject, predicate, object, inverse=False)
        backwards = self._cell(object, predicate, subject, inverse=True)
        return object if backwards and not forwards else subject

    def _row(self, node: Node) -> Location | None:
        if node not in self._rows:
            return None
        number, line = self._rows[node]
        return Location(self._sheets[number][0], line)

    def _cell(
        self, node: Node | None, predicate: Node, other: Node | None, *, inverse: bool
    ) -> Location | None:
        if node not in self._rows:
            return None
        number, line = self._rows[node]
        path, uses, offsets = self._sheets[number]
        for position, use in enumerate(uses):
            column = use.column
            if column.prop == predicate and column.inverse == inverse and _speaks(use, other):
                return Location(path, line + (offsets[position] if offsets else 0), use.name)
        return None

    def _affiliation(self, subject: Node, predicate: Node, object: Node | None) -> Location | None:
        for fact in self._graph.subjects(RDF.subject, subject):
            if (fact, RDF.predicate, predicate) in self._graph and (
                object is None or (fact, RDF.object, object) in self._graph
            ):
                return self._row(fact)
        return None


_Sheet = tuple[str, tuple[Use, ...], tuple[int, ...]]


def _speaks(use: Use, other: Node | None) -> bool:
    if isinstance(other, Literal) and other.language:
        return use.language == other.language
    return use.language == DEFAULT or other is None
