"""Nodes of the graph as the texts of cells, each proved by reading it again."""

from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.term import Node

from pfgraph.namespaces import PFD
from pfgraph.ontology import Ontology
from pfgraph.ontology.tables import Kind
from pfgraph.ontology.terms import local_name
from pfgraph.records.cells import CellError, clean, too_long, values
from pfgraph.records.columns import Use
from pfgraph.records.rows import Written
from pfgraph.records.triples import RowReader
from pfgraph.records.vocabulary import code


class CellWords:
    """Finds the text of a cell that is read as a given node."""

    def __init__(self, reader: RowReader, terms: Ontology) -> None:
        self._reader, self._terms = reader, terms

    def text(self, use: Use, node: Node, listed: bool) -> str:
        """The text that stands for a node in a column. Raises CellError where none does.

        `listed` says that the file marks the values of a list itself, as YAML does.
        """
        reason = "no text in this column is read as it"
        for text in self._proposed(use, node):
            if not listed and values(use.column, text) != (text,):
                reason = "it holds a semicolon, which divides the values of a cell"
                continue
            try:
                if clean(text) == text and self._reader.value(use, text) == node:
                    return self._short(use, text, node)
            except CellError as error:
                reason = str(error)
        raise CellError(reason)

    def _short(self, use: Use, text: str, node: Node) -> str:
        if isinstance(node, URIRef | Literal) and (long := too_long(use.column, node)):
            raise CellError(long)
        return text

    def nodes(self, use: Use, written: Written) -> tuple[Node, ...] | None:
        """What a cell says; None where some of it cannot be read."""
        try:
            found = values(use.column, written)
            return tuple(self._reader.value(use, clean(text)) for text in found)
        except CellError:
            return None

    def _proposed(self, use: Use, node: Node) -> Iterator[str]:
        """Texts that may be read as the node, the shortest first."""
        said = str(node)
        if said.startswith(PFD):
            record_id = said.removeprefix(PFD)
            yield record_id.partition("/")[2]
            yield record_id
        elif use.column.kind is Kind.RELATION:
            yield local_name(URIRef(said))
        elif isinstance(node, URIRef) and use.column.scheme is not None:
            yield code(self._terms, node)
            yield self._terms.label(node)
            yield said
        else:
            yield said
