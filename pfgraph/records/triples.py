"""A row as triples: every good cell is stated, every bad one is a finding."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, SKOS

from pfgraph.findings import Finding, Severity
from pfgraph.namespaces import PF
from pfgraph.ontology import Column, Ontology
from pfgraph.ontology.tables import Kind
from pfgraph.records.cells import CellError, clean, literal, too_long, values
from pfgraph.records.columns import Columns, Use
from pfgraph.records.index import RecordIndex
from pfgraph.records.rows import Row
from pfgraph.records.vocabulary import Vocabulary

Term = URIRef | Literal
# named here because a namespace makes its terms anew each time they are asked for
_TYPE, _OBJECT, _STATEMENT = RDF.type, RDF.object, RDF.Statement
_RECORD_ID, _LABEL, _DETAILS = PF.recordId, SKOS.prefLabel, PF.details
Triple = tuple[URIRef, URIRef, Term]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one row gave."""

    triples: list[Triple] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads rows against the ontology and the records that are known."""

    terms: Ontology
    vocabulary: Vocabulary
    columns: Columns
    index: RecordIndex
    _types: dict[URIRef, list[URIRef]] = field(default_factory=dict)

    def read(self, row: Row, record_id: str, cls: URIRef) -> Reading:
        """The triples of a row whose id and class have been read, and what is wrong with it."""
        node, reading = self.index.node(record_id), Reading()
        reading.triples.append((node, _RECORD_ID, Literal(record_id)))
        reading.triples.extend((node, _TYPE, above) for above in self.types(cls))
        for name in row.cells:
            use = self.columns.find(row.table, name)
            if use.column.kind not in (Kind.ID, Kind.CLASS):
                self._read_cell(row, self.meant(row, use), node, record_id, reading)
        if cls == _STATEMENT:
            reading.triples.extend(_stated_fact(node, reading.triples))
        reading.findings.extend(_repeated_names(row, record_id, reading.triples))
        return reading

    def types(self, cls: URIRef) -> list[URIRef]:
        """The class and those above it that the ontology itself defines, the class first."""
        if cls not in self._types:
            above = self.terms.superclasses(cls) & self.terms.classes - {cls}
            self._types[cls] = [cls, *sorted(above)]
        return self._types[cls]

    def meant(self, row: Row, use: Use) -> Use:
        """The column as this row means it: what an affiliation leads to depends on its relation."""
        if use.column.prop != _OBJECT:
            return use
        try:
            relation = self.vocabulary.relation(row.text("relation"))
        except CellError:
            return use
        classes, scheme, closed = self.vocabulary.range_of(relation)
        kind = Kind.RECORD if scheme is None else Kind.RECORD_OR_CONCEPT
        kind = Kind.CONCEPT if closed and scheme is not None else kind
        return replace(use, column=replace(use.column, kind=kind, scheme=scheme, classes=classes))

    def _read_cell(
        self, row: Row, use: Use, node: URIRef, record_id: str, reading: Reading
    ) -> None:
        column = use.column
        try:
            texts = values(column, row.cells[use.name])
        except CellError as error:
            reading.findings.append(fault(row, use, record_id, str(error), row.text(use.name)))
            return
        for text in texts:
            try:
                value = self.value(use, clean(text))
            except CellError as error:
                reading.findings.append(fault(row, use, record_id, str(error), text))
                continue
            if column.inverse and isinstance(value, URIRef):
                reading.triples.append((value, column.prop, node))
            else:
                reading.triples.append((node, column.prop, value))
            if length := too_long(column, value):
                reading.findings.append(fault(row, use, record_id, length, text))

    def value(self, use: Use, text: str) -> Term:
        """The node that a cell's text stands for. Raises CellError."""
        column = use.column
        match column.kind:
            case Kind.RECORD:
                return self.index.resolve(text, column.classes)
            case Kind.CONCEPT if column.scheme is not None:
                return self.vocabulary.concept(column.scheme, text)
            case Kind.RELATION:
                return self.vocabulary.relation(text)
            case Kind.RECORD_OR_CONCEPT:
                return self._record_or_concept(column, text)
            case _:
                return literal(column, text, use.language)

    def _record_or_concept(self, column: Column, text: str) -> URIRef:
        try:
            return self.index.resolve(text, column.classes)
        except CellError as no_record:
            if column.scheme is None:
                raise
            try:
                return self.vocabulary.concept(column.scheme, text)
            except CellError as no_concept:
                raise CellError(f"{no_record}; as a concept: {no_concept}") from no_concept


def _stated_fact(node: URIRef, triples: list[Triple]) -> list[Triple]:
    parts = {predicate: value for subject, predicate, value in triples if subject == node}
    subject, predicate = parts.get(RDF.subject), parts.get(RDF.predicate)
    value = parts.get(RDF.object)
    if isinstance(subject, URIRef) and isinstance(predicate, URIRef) and value is not None:
        return [(subject, predicate, value)]
    return []


def fault(row: Row, use: Use, record_id: str, message: str, value: str) -> Finding:
    """A violation on a cell; the record it stands in is not loaded."""
    return Finding(
        Severity.VIOLATION,
        message,
        row.place(use.name),
        value=value,
        focus=record_id,
        path=str(use.column.prop),
    )


def _repeated_names(row: Row, record_id: str, triples: list[Triple]) -> Iterator[Finding]:
    names = {value for _, predicate, value in triples if predicate == _LABEL}
    for _, predicate, value in triples:
        if predicate == _DETAILS and value in names:
            yield Finding(
                Severity.WARNING,
                f'details repeats the label "{value}"; say what it is, or leave details empty',
                row.place("details"),
                value=str(value),
                focus=record_id,
                path=str(PF.details),
            )
