"""Findings and the rows that they come from."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from rdflib import Graph, URIRef
from rdflib.term import Node

from pfgraph.findings import Finding, Location, in_order
from pfgraph.namespaces import PF, PFD


class Origins(Protocol):
    """Where triples came from."""

    def locate(
        self, subject: Node, predicate: Node | None = None, object: Node | None = None
    ) -> Location | None:
        """The place of a triple, else of the row that its subject is; None where unknown."""

    def speaker(self, subject: Node, predicate: Node, object: Node) -> Node:
        """Whose row states a triple: its subject's, or its object's in a column read backwards."""


def located(
    findings: Iterable[Finding], origins: Origins, graph: Graph | None = None
) -> tuple[Finding, ...]:
    """The findings with their file, line and column, in order; unknown places stay empty.

    `graph` is the one that the findings are about. It is needed only where nodes have other
    IRIs than `pfd:` and their record id, as in Turtle or after a pull.
    """
    pairs = graph.subject_objects(PF.recordId) if graph is not None else ()
    nodes = {str(said): node for node, said in pairs}
    return in_order(_placed(finding, origins, nodes) for finding in findings)


def _placed(finding: Finding, origins: Origins, nodes: dict[str, Node]) -> Finding:
    if finding.location is not None or not finding.focus:
        return finding
    path = URIRef(finding.path) if finding.path else None
    place = origins.locate(_node(finding.focus, nodes), path)
    return replace(finding, location=place)


def _node(name: str, nodes: dict[str, Node]) -> Node:
    return nodes.get(name) or (URIRef(name) if "://" in name else PFD[name])
