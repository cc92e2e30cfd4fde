"""Records on their way to a wiki: read, checked, and parted from those that cannot be loaded."""

import datetime
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from pfgraph.findings import Finding, Location, Severity, in_order
from pfgraph.namespaces import PF, PFD, new_graph
from pfgraph.records import Records, read_records
from pfgraph.validation import Origins, blocked, check, located, what_hangs
from pfgraph.wikibase.bookkeeping import Teller, by_marker
from pfgraph.wikibase.datamodel import Statement
from pfgraph.wikibase.rows import Fate, RowPlan
from pfgraph.wikibase.values import ItemValue


@dataclass(frozen=True, slots=True)
class Intake:
    """What was taken in.

    `graph` holds the records that can be loaded, `left_out` the record ids of those that
    cannot, `findings` what the reader and the record shapes say, each with its place; `origins`
    tell where each node was written. `rows` are all rows, those left out with the reason.
    """

    graph: Graph
    findings: tuple[Finding, ...]
    left_out: frozenset[str]
    records: int
    origins: Origins
    rows: tuple[RowPlan, ...] = ()

    def places(self) -> Callable[[str], Location | None]:
        """What tells the file and row of a record by its id; None where it is not known."""
        pairs = self.graph.subject_objects(PF.recordId)
        nodes = {str(said): node for node, said in pairs if node != PFD[str(said)]}
        return lambda record: self.origins.locate(nodes.get(record, PFD[record]))

    def teller(self) -> Teller:
        """What tells the row that says a statement, also where it is not the item's own."""
        pairs = self.graph.subject_objects(PF.recordId)
        nodes = {str(said): node for node, said in pairs}

        def row(key: str, statement: Statement) -> str:
            other, prop = statement.main.value, URIRef(statement.main.prop)
            own = statement.marker in ("", key) and key in nodes
            if own and isinstance(other, ItemValue) and other.key in nodes:
                speaks = self.origins.speaker(nodes[key], prop, nodes[other.key])
                return key if speaks == nodes[key] else other.key
            return by_marker(key, statement)

        return row


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
    waiting = what_hangs(graph, blocked(findings))
    left_out: dict[str, str] = {}  # each with what it hangs on
    while True:
        found = check(graph, ("record",), as_of=as_of, movement=movement, language=language)
        findings += located(found, records.origins)
        newly = what_hangs(graph, blocked(found)) | waiting
        if not newly:
            break
        left_out, waiting = newly | left_out, {}
        graph = without(graph, newly)
    there = len(set(records.graph.subjects(PF.recordId)))
    listed, rows = in_order(findings), tuple(_rows(records, left_out, findings))
    return Intake(graph, listed, frozenset(left_out), there, records.origins, rows)


def _rows(
    records: Records, left_out: Mapping[str, str], findings: Iterable[Finding]
) -> Iterator[RowPlan]:
    """Every row once, in the order of the files."""
    grave = [each for each in findings if each.severity is Severity.VIOLATION]
    about = _messages((each.focus, each) for each in grave)
    at = _messages(
        ((each.location.path, each.location.line), each) for each in grave if each.location
    )
    found: list[RowPlan] = []
    for node, said in records.graph.subject_objects(PF.recordId):
        row = RowPlan(str(said), records.origins.locate(node))
        if row.record in left_out:
            hangs = f"it hangs on {left_out[row.record]}, which is left out"
            row = replace(row, fate=Fate.LEFT_OUT, reason=about.get(row.record, hangs))
        found.append(row)
    for record, place in records.mute:
        reason = at.get((place.path, place.line), "") or about.get(record, "")
        found.append(RowPlan(record, place, fate=Fate.LEFT_OUT, reason=reason))
    yield from sorted(found, key=lambda row: (row.place or Location(""), row.record))


def _messages(findings: Iterable[tuple[Hashable, Finding]]) -> dict[Any, str]:
    """What is said of each thing, the same words once."""
    said: dict[Hashable, dict[str, None]] = {}
    for name, finding in findings:
        said.setdefault(name, {})[finding.message] = None
    return {name: "; ".join(messages) for name, messages in said.items()}


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
