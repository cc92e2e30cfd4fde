"""Records in RDF files: made whole, and checked as cells of tables are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS, XSD
from rdflib.term import Node

from pfgraph.findings import Finding, Location, Severity
from pfgraph.namespaces import PF, PFD, PFV
from pfgraph.ontology import Column, Table
from pfgraph.ontology.tables import Kind
from pfgraph.records.cells import CellError, clean, literal, shown, too_long
from pfgraph.records.columns import Use
from pfgraph.records.index import checked_id
from pfgraph.records.languages import DEFAULT, languages
from pfgraph.records.triples import RowReader

_DATES = (XSD.gYear, XSD.gYearMonth, XSD.date)
# what IRIs may not hold, so that stores refuse it: https://www.rfc-editor.org/rfc/rfc3987#section-2.2
_FORBIDDEN = re.compile(
    r"[^!#$%&-;=?-Z_a-z~\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U000efffd]"
    r"|%(?![0-9A-Fa-f]{2})"
)
_FACT = (RDF.subject, RDF.predicate, RDF.object)
_READ = frozenset({*_DATES, XSD.decimal, XSD.integer, XSD.string, RDF.langString, None})


@dataclass(frozen=True, slots=True)
class GraphRecords:
    """The records in the graph of one file."""

    graph: Graph
    path: str
    lines: dict[URIRef, int]
    tables: dict[str, Table]
    reader: RowReader

    def place(self, node: Node) -> Location:
        """The line on which a node is described, as far as that is known."""
        line = self.lines.get(node, 0) if isinstance(node, URIRef) else 0
        return Location(self.path, line)

    def ids(self) -> dict[URIRef, str]:
        """The record ids of the file's nodes: as stated, else as their IRIs say."""
        found = {
            node: str(said)
            for node, said in self.graph.subject_objects(PF.recordId)
            if isinstance(node, URIRef) and not _FORBIDDEN.search(node)
        }
        for node in set(self.graph.subjects()) - found.keys():
            if isinstance(node, URIRef) and node.startswith(str(PFD)):
                said = node.removeprefix(str(PFD))
                if said.partition("/")[0] in self.tables:
                    found[node] = said
        return found

    def bad_ids(self, ids: dict[URIRef, str]) -> Iterator[Finding]:
        """Record ids that are not of the form table/id, or that another node has too."""
        first: dict[str, URIRef] = {}
        for node, said in ids.items():
            table, _, bare = said.partition("/")
            if table not in self.tables or not bare:
                advice = "; write it as table/id, such as actors/unesco"
                yield self._violation(node, f'"{said}" is no record id{advice}', said, said)
            elif message := _complaint(table, bare):
                yield self._violation(node, message, said, said)
            other = first.setdefault(said, node)
            if other != node:
                message = f'the id "{said}" is there already, on <{other}>; give one another id'
                yield self._violation(node, message, said, said)

    def cls(self, node: URIRef, record_id: str) -> URIRef:
        """The most exact class that a node is said to have; its table's where it says none."""
        terms, table = self.reader.terms, self.tables.get(record_id.partition("/")[0])
        said = {cls for cls in self.graph.objects(node, RDF.type) if isinstance(cls, URIRef)}
        said -= terms.derived
        exact = sorted(cls for cls in said if not (terms.subclasses(cls) - {cls}) & said)
        if exact:
            return exact[0]
        return table.classes[0] if table else SKOS.Concept

    def complete(self, ids: dict[URIRef, str]) -> None:
        """Add what the record form asks for and the file leaves to be understood."""
        for node, record_id in ids.items():
            self.graph.add((node, PF.recordId, Literal(record_id)))
            for cls in self.reader.types(self.cls(node, record_id)):
                self.graph.add((node, RDF.type, cls))
            parts = (self.graph.value(node, part) for part in _FACT)
            subject, predicate, value = parts
            if subject and predicate and value:
                self.graph.add((subject, predicate, value))

    def check(self, ids: dict[URIRef, str]) -> Iterator[Finding]:
        """Bring values into their one form; what cannot be is left out and reported."""
        columns = by_property(self.tables)
        for subject, predicate, value in list(self.graph):
            said, focus = str(value), ids.get(subject, "") if isinstance(subject, URIRef) else ""
            column = columns.get(predicate)
            try:
                _check_iris(subject, predicate)
                better = self._better(predicate, value, column)
            except CellError as error:
                self.graph.remove((subject, predicate, value))
                yield self._violation(subject, str(error), said, focus, str(predicate))
                continue
            if better != value:
                self.graph.remove((subject, predicate, value))
                self.graph.add((subject, predicate, better))
            if not column or not isinstance(better, Literal | URIRef):
                continue
            if length := too_long(column, better):
                yield self._violation(subject, length, said, focus, str(predicate))

    def _better(self, predicate: Node, value: Node, column: Column | None) -> Node:
        self.reader.vocabulary.check_term(predicate)
        if isinstance(value, Literal):
            return self._from_literal(column, value) if column else value
        if not isinstance(value, URIRef):
            return value
        if column is None or column.kind is not Kind.URL:
            _check_iris(value)
        self.reader.vocabulary.check_term(value)
        if value.startswith(str(PFD)) and value[len(PFD) :].partition("/")[0] in self.tables:
            return self.reader.index.resolve(value, column.classes if column else frozenset())
        return self._from_iri(column, value) if column else value

    def _from_literal(self, column: Column, value: Literal) -> Node:
        if value.datatype not in _READ:
            return value
        language = (value.language or DEFAULT).lower()
        if language not in languages():
            raise CellError(f'"{language}" is no language that a Wikibase knows; correct the tag')
        return self.reader.value(Use(column.name, column, language), clean(str(value)))

    def _from_iri(self, column: Column, value: URIRef) -> Node:
        if column.kind is Kind.URL:
            return literal(column, str(value), DEFAULT)
        if column.kind is Kind.CONCEPT and column.scheme:
            if value.startswith(str(PFV)):
                return self.reader.vocabulary.concept(column.scheme, str(value))
            if value.startswith(str(PFD)):  # a code that was taken for a relative IRI
                code = value.removeprefix(str(PFD))
                return self.reader.vocabulary.concept(column.scheme, code)
        return value

    def _violation(
        self, node: Node, message: str, value: str, focus: str, path: str = ""
    ) -> Finding:
        return Finding(Severity.VIOLATION, message, self.place(node), value, focus, path)


def by_property(tables: dict[str, Table]) -> dict[Node, Column]:
    """A column for each property that tables state forwards."""
    found: dict[Node, Column] = {}
    for table in tables.values():
        for column in table.columns.values():
            if not column.inverse and column.kind not in (Kind.ID, Kind.CLASS, Kind.RELATION):
                found.setdefault(column.prop, column)
    return found


def _check_iris(*nodes: Node) -> None:
    for node in nodes:
        if isinstance(node, URIRef) and (bad := _FORBIDDEN.search(node)):
            raise CellError(
                f'"{shown(node)}" is no IRI: it holds {bad[0]!r}; write {_escaped(bad[0])}'
            )


def _escaped(character: str) -> str:
    return "".join(f"%{octet:02X}" for octet in character.encode("utf-8", "replace"))


def _complaint(table: str, bare: str) -> str:
    try:
        checked_id(bare, table)
    except CellError as error:
        return str(error)
    return ""
