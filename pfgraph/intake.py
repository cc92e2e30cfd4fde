"""Records on their way to a wiki: read, checked, and parted from those that cannot be loaded."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from pfgraph.findings import Finding, Location, in_order
from pfgraph.namespaces import PF, PFD, new_graph
from pfgraph.records import read_records
from pfgraph.validation import Origins, blocked, check, located, with_what_hangs


@dataclass(frozen=True, slots=True)
class Intake:
    """What was taken in.

    `graph` holds the records that can be loaded, `left_out` the record ids of those that
    cannot, `findings` what the reader and the record shapes say, each with its place; `origins`
    tell where each node was written.
    """

    graph: Graph
    findings: tuple[Finding, ...]
    left_out: frozenset[str]
    records: int
    origins: Origins

    def places(self) -> Callable[[str], Location | None]:
        """What tells the file and row of a record by its id; None where it is not known."""
        pairs = self.graph.subject_objects(PF.recordId)
        nodes = {str(said): node for node, said in pairs if node != PFD[str(said)]}
        return lambda record: self.origins.locate(nodes.get(record, PFD[record]))


def take_in(
    paths: Sequence[Path],
    known: Mapping[str, URIRef],
    *,
    as_of: datetime.date,
    movement: URIRef,
    language: str = "en",
) -> Intake:
    """Read and check records; a record with a violation stays behind with all that hangs on it.

    What remains is checked again, until nothing in it is malformed: a collaboration whose
    second participant stayed behind stays behind as well, and its finding says why. `known`
    are records that the wiki holds already, by record id with their class. Raises RecordError
    only when a path leads to nothing that can be opened.
    """
    records = read_records(paths, known)
    graph, findings = records.graph, list(records.findings)
    waiting = with_what_hangs(graph, blocked(findings))
    left_out: frozenset[str] = frozenset()
    while True:
        found = check(graph, ("record",), as_of=as_of, movement=movement, language=language)
        findings += located(found, records.origins)
        newly = waiting | with_what_hangs(graph, blocked(found))
        if not newly:
            break
        left_out, waiting = left_out | newly, frozenset()
        graph = without(graph, newly)
    there = len(set(records.graph.subjects(PF.recordId)))
    return Intake(graph, in_order(findings), left_out, there, records.origins)


def without(graph: Graph, record_ids: Iterable[str]) -> Graph:
    """The graph without the nodes of these records, and without the facts that their rows state.

    It is the graph itself where there are no ids.
    """
    ids = set(record_ids)
    if not ids:
        return graph
    gone = {node for node, said in graph.subject_objects(PF.recordId) if str(said) in ids}
    facts = _facts(graph, gone) - _facts(graph, set(graph.subjects(RDF.subject)) - gone)
    kept = new_graph()
    for triple in graph:
        if triple[0] not in gone and triple not in facts:
            kept.add(triple)
    return kept


def _facts(graph: Graph, rows: Iterable[Node]) -> set[tuple[Node | None, ...]]:
    """The facts that these rows state."""
    parts = (RDF.subject, RDF.predicate, RDF.object)
    return {tuple(graph.value(row, part) for part in parts) for row in rows}
