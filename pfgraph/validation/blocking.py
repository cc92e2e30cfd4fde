"""Which records are not loaded: those that are malformed, and what hangs on them."""

from collections.abc import Iterable, Iterator

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from pfgraph.findings import Finding, Severity
from pfgraph.namespaces import PF
from pfgraph.ontology import declaration
from pfgraph.validation.profiles import texts


def blocked(findings: Iterable[Finding]) -> frozenset[str]:
    """The record ids that a violation of the record profile, or of the reader, is about.

    What the framework or the criteria ask for never blocks.
    """
    shapes = {str(iri) for iri in texts("record")} | {""}
    return frozenset(
        finding.focus
        for finding in findings
        if finding.severity is Severity.VIOLATION and finding.focus and finding.shape in shapes
    )


def with_what_hangs(graph: Graph, ids: Iterable[str]) -> frozenset[str]:
    """The record ids and those of the rows that cannot be loaded without them.

    A row hangs on the item that it is a statement of, and on the item that is its main
    value: a participation on the collaboration and on the participant.
    """
    return frozenset(what_hangs(graph, ids))


def what_hangs(graph: Graph, ids: Iterable[str]) -> dict[str, str]:
    """The same, each with the record id of what it hangs on; empty for `ids` themselves."""
    carriers = _carriers()
    nodes = {str(said): node for node, said in graph.subject_objects(PF.recordId)}
    found: dict[str, str] = {}
    waiting = dict.fromkeys(ids, "")
    while waiting:
        found |= waiting
        items = [(each, nodes[each]) for each in sorted(waiting) if each in nodes]
        hanging = {row: item for item, node in items for row in _rows_on(graph, node, carriers)}
        waiting = {row: item for row, item in hanging.items() if row not in found}
    return found


def _carriers() -> dict[URIRef, frozenset[URIRef]]:
    """For each class of statements the properties that lead to items it cannot do without."""
    carriers = {
        cls: frozenset(prop for prop in (said.on_item, said.main) if prop)
        for cls, said in declaration().statements.items()
    }
    return {**carriers, RDF.Statement: frozenset({RDF.subject, RDF.object})}


def _rows_on(graph: Graph, node: Node, carriers: dict[URIRef, frozenset[URIRef]]) -> Iterator[str]:
    for row, prop in graph.subject_predicates(node):
        if any(prop in carriers.get(URIRef(str(cls)), ()) for cls in graph.objects(row, RDF.type)):
            for record_id in graph.objects(row, PF.recordId):
                yield str(record_id)
