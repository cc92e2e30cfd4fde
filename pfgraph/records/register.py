"""The register of rows: each with its id and class, before any cell is read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import URIRef

from pfgraph.findings import Finding, Location, Severity
from pfgraph.records.addresses import normal_address
from pfgraph.records.cells import CellError
from pfgraph.records.columns import ON_WIKI
from pfgraph.records.index import RecordIndex, checked_id
from pfgraph.records.rows import Row
from pfgraph.records.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Registered:
    """A row with its record id (empty where it has none that can be read) and its class.

    A row that does not speak is checked but states nothing: it has no id, or another's.
    """

    row: Row
    record_id: str
    cls: URIRef
    speaks: bool


class Register:
    """Takes rows in the order in which they are read; the first row of an id has it."""

    def __init__(self, index: RecordIndex, vocabulary: Vocabulary) -> None:
        self.rows: list[Registered] = []
        self.findings: list[Finding] = []
        self._index = index
        self._vocabulary = vocabulary
        self._places: dict[str, Location] = {}
        self._on_wiki: dict[URIRef, Location] = {}

    def take(self, rows: Iterable[Row]) -> None:
        """Register rows and make their ids known."""
        for row in rows:
            record_id = self._record_id(row)
            cls = self._cls(row, record_id)
            first = bool(record_id) and self._is_first(row, record_id)
            self.rows.append(Registered(row, record_id, cls, first))
            if first:
                node = self._node(row, record_id)
                self._index.add(record_id, cls, node, row.text("label"))

    def take_node(self, record_id: str, cls: URIRef, node: URIRef, place: Location) -> None:
        """Make the id of a node in an RDF file known, unless a row has it already."""
        if record_id not in self._places:
            self._places[record_id] = place
            self._index.add(record_id, cls, node)

    def mute(self) -> Iterator[tuple[str, Location]]:
        """The rows that do not speak: their record id, where they have one, and place."""
        return ((each.record_id, each.row.place()) for each in self.rows if not each.speaks)

    def _record_id(self, row: Row) -> str:
        """The record id of a row; empty, with a finding, where it has none."""
        try:
            return f"{row.table.name}/{checked_id(row.text('id'), row.table.name)}"
        except CellError as error:
            self._fault(row, "id", str(error))
            return ""

    def _cls(self, row: Row, record_id: str) -> URIRef:
        try:
            return self._vocabulary.cls(row.table, row.text("class"))
        except CellError as error:
            self._fault(row, "class", str(error), record_id)
            return row.table.classes[0]

    def _node(self, row: Row, record_id: str) -> URIRef | None:
        """The item or statement of a wiki that the row says it stands for."""
        said = row.text(ON_WIKI.name)
        if not said:
            return None
        try:
            node = URIRef(normal_address(said))
        except ValueError as error:
            self._fault(row, ON_WIKI.name, f'"{said}" is no address: {error}', record_id)
            return None
        if node in self._on_wiki:
            message = f"{self._on_wiki[node]} has this address already; empty one of the cells"
            self._fault(row, ON_WIKI.name, message, record_id)
            return None
        self._on_wiki[node] = row.place()
        return node

    def _fault(self, row: Row, column: str, message: str, focus: str = "") -> None:
        place, value = row.place(column), row.text(column)
        self.findings.append(Finding(Severity.VIOLATION, message, place, value, focus))

    def _is_first(self, row: Row, record_id: str) -> bool:
        if record_id not in self._places:
            self._places[record_id] = row.place()
            return True
        message = (
            f'the id "{row.text("id")}" is there already, at {self._places[record_id]}; '
            "give one of the two rows another id, or make them one row"
        )
        self._fault(row, "id", message, record_id)
        return False
