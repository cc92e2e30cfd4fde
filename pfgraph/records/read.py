"""Files of records, read into one ontology graph."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from rdflib import Graph, URIRef

from pfgraph.findings import Finding, Location, Severity, in_order
from pfgraph.namespaces import new_graph
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.records.columns import Columns
from pfgraph.records.csv_tables import CsvTable
from pfgraph.records.documents import DocumentError, json_nodes, yaml_nodes
from pfgraph.records.files import (
    TABLES,
    YAML,
    Text,
    damaged,
    no_text,
    passed_over,
    read_text,
    readable,
    record_files,
)
from pfgraph.records.index import RecordIndex
from pfgraph.records.jsonld import id_lines, is_jsonld, jsonld_graph, refused
from pfgraph.records.origins import Origins
from pfgraph.records.rdf_files import Problem, ntriples_graph, subject_lines, turtle_graph
from pfgraph.records.rdf_records import GraphRecords
from pfgraph.records.register import Register
from pfgraph.records.suggestions import Suggestions, did_you_mean
from pfgraph.records.triples import RowReader
from pfgraph.records.vocabulary import Vocabulary
from pfgraph.records.yaml_tables import YamlTables


@dataclass(frozen=True, slots=True)
class Records:
    """What files of records say: their graph, where each triple came from, what is wrong.

    A finding whose focus is a record id concerns that record; records with a violation are not
    to be loaded, though all that could be read of them is in the graph. `mute` are rows that state
    nothing, with their record id: they have none (empty), or that of another row.
    """

    graph: Graph
    origins: Origins
    findings: tuple[Finding, ...]
    mute: tuple[tuple[str, Location], ...] = ()


def read_records(paths: Sequence[Path], known: Mapping[str, URIRef] | None = None) -> Records:
    """Read folders and files (CSV, YAML, JSON, JSON-LD, Turtle, N-Triples) as one set of records.

    Ids are looked up among all of `paths`, and among `known`: records that are kept elsewhere,
    such as on a wiki, by record id (`actors/unesco`) with their class. Nothing is ever fetched.
    Raises RecordError only when a path leads to nothing that can be opened.
    """
    reading = Intake()
    reading.index.add_all(known or {})
    for path in record_files(paths):
        reading.take(read_text(path))
    reading.state()
    findings = [*reading.findings, *passed_over(paths)]
    found = in_order(map(_readable, findings))
    return Records(reading.graph, reading.origins, found, tuple(reading.register.mute()))


def _readable(finding: Finding) -> Finding:
    """The finding without octets of damaged files, which nothing could print."""
    if finding.value.isascii() and finding.message.isascii():
        return finding
    place = finding.location
    if place is not None:
        place = replace(place, column=readable(place.column))
    message, value = readable(finding.message), readable(finding.value)
    return replace(finding, message=message, value=value, location=place)


class Intake:
    """One set of files: first all ids are taken in, then rows become triples."""

    def __init__(self) -> None:
        self.suggestions = Suggestions()
        self.columns = Columns(self.suggestions)
        self.vocabulary = Vocabulary(ontology(), declaration(), self.suggestions)
        self.index = RecordIndex(ontology(), self.suggestions)
        self.reader = RowReader(ontology(), self.vocabulary, self.columns, self.index)
        self.graphs: list[tuple[GraphRecords, dict[URIRef, str]]] = []
        self.graph = new_graph()
        self.origins = Origins(self.graph)
        self.findings: list[Finding] = []
        self.register = Register(self.index, self.vocabulary)

    def take(self, text: Text) -> None:
        """Take in the ids of a file."""
        self.findings.extend(text.findings)
        if said := no_text(text):
            self._report(text, 1, said)
            return
        if text.suffix in TABLES:
            self._take_csv(text)
            return
        self.findings.extend(damaged(text))
        whole = readable(text.text)
        if text.suffix == ".ttl":
            self._take_graph(text, *turtle_graph(whole))
        elif text.suffix == ".nt":
            self._take_graph(text, *ntriples_graph(whole))
        else:
            self._take_documents(text, whole)

    def _take_csv(self, text: Text) -> None:
        table = tables().get(text.stem.casefold())
        if table is None:
            near = self.suggestions.near("tables", tables(), text.stem)
            advice = did_you_mean(near) or "; tables are " + ", ".join(tables())
            message = f'the file is not read: "{text.stem}" is no table{advice}'
            self._report(text, 1, message, text.stem)
            return
        source = CsvTable(table, text.path, self.columns, self.findings)
        self.register.take(source.rows(text.text))

    def _take_documents(self, text: Text, whole: str) -> None:
        try:
            documents = yaml_nodes(whole) if text.suffix in YAML else json_nodes(whole)
        except DocumentError as error:
            self._report(text, error.line, str(error))
            return
        source = YamlTables(
            text.path, tables(), ontology(), self.columns, self.suggestions, self.findings
        )
        for document in documents:
            if is_jsonld(document) or text.suffix == ".jsonld":
                self._take_jsonld(text, document)
            else:
                self.register.take(source.rows(document))

    def _take_jsonld(self, text: Text, document: yaml.Node) -> None:
        refusals = list(refused(document))
        for line, address, message in refusals:
            self._report(text, line, message, address)
        if refusals:
            return
        try:
            graph = jsonld_graph(document)
        except ValueError as error:
            self._report(text, 1, str(error))
            return
        self._take_nodes(text, graph, dict(id_lines(document)))

    def _take_graph(self, text: Text, graph: Graph, problems: list[Problem]) -> None:
        for line, message in problems:
            self._report(text, line, message)
        lines: dict[URIRef, int] = {}
        for subject, line in subject_lines(text.text, graph):
            lines.setdefault(subject, line)
        self._take_nodes(text, graph, lines)

    def _take_nodes(self, text: Text, graph: Graph, lines: dict[URIRef, int]) -> None:
        source = GraphRecords(graph, text.path, lines, tables(), self.reader)
        ids = source.ids()
        self.graphs.append((source, ids))
        self.findings.extend(source.bad_ids(ids))
        for node, record_id in ids.items():
            cls = source.cls(node, record_id)
            self.register.take_node(record_id, cls, node, source.place(node))

    def _report(self, text: Text, line: int, message: str, value: str = "") -> None:
        place = Location(text.path, line)
        self.findings.append(Finding(Severity.VIOLATION, message, place, value))

    def state(self) -> None:
        """Turn all rows into triples, and add the graphs of files that hold triples."""
        self._state_rows()
        for source, ids in self.graphs:
            self.findings.extend(source.check(ids))
            source.complete(ids)
            for triple in source.graph:
                self.graph.add(triple)
            for node in set(source.graph.subjects()):
                place = source.place(node)
                self.origins.add_node(node, place.path, place.line)

    def _state_rows(self) -> None:
        self.findings.extend(self.register.findings)
        for each in self.register.rows:
            reading = self.reader.read(each.row, each.record_id, each.cls)
            self.findings.extend(reading.findings)
            if each.speaks:
                for triple in reading.triples:
                    self.graph.add(triple)
                uses = tuple(self.columns.find(each.row.table, name) for name in each.row.cells)
                self.origins.add_row(self.index.node(each.record_id), each.row, uses)
