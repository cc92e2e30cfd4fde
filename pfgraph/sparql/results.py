"""The rows that a query gives."""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import BNode, Literal, URIRef

Node = URIRef | Literal | BNode


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Rows of RDF terms under named columns, in the order that the query asked for.

    None stands where a variable has no value in a row.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Node | None, ...], ...]

    def iris(self) -> frozenset[URIRef]:
        """All IRIs that stand in a cell."""
        return frozenset(cell for row in self.rows for cell in row if isinstance(cell, URIRef))

    def with_labels(self, labels: Mapping[URIRef, Literal]) -> "ResultTable":
        """The same rows, with a column `xLabel` after each column `x` that holds labelled IRIs."""
        labelled = [
            any(isinstance(row[index], URIRef) and row[index] in labels for row in self.rows)
            for index in range(len(self.variables))
        ]
        names: list[str] = []
        for name, wanted in zip(self.variables, labelled, strict=True):
            names += [name, f"{name}Label"] if wanted else [name]
        return ResultTable(
            tuple(names), tuple(_labelled(row, labelled, labels) for row in self.rows)
        )


def _labelled(
    row: tuple[Node | None, ...], labelled: list[bool], labels: Mapping[URIRef, Literal]
) -> tuple[Node | None, ...]:
    cells: list[Node | None] = []
    for cell, wanted in zip(row, labelled, strict=True):
        cells.append(cell)
        if wanted:
            cells.append(labels.get(cell) if isinstance(cell, URIRef) else None)
    return tuple(cells)
