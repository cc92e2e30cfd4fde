"""How far a change reaches: the part of a graph that the record shapes have to see again.

A record shape looks at its focus node, at what kind of thing its values are, and along a few
properties at the whole that something is within and at the objectives of that whole. So a change
can alter verdicts on few nodes, and these rest on few triples. `LOOKED_ALONG` and `LOOKED_AT`
say which; a test holds them to shapes/record.ttl.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

from pfgraph.namespaces import PF

Triple = tuple[Node, Node, Node]
LOOKED_ALONG = frozenset({PF.within, PF.hasObjective, PF.benefitOf})
LOOKED_AT = LOOKED_ALONG | {  # what shapes ask of other nodes than their own
    PF.participant, PF.onBehalfOf, PF.alsoNamed, PF.beneficiary, PF.recordId, RDF.type,
}  # fmt: skip
_KINDS = (RDF.type, SKOS.inScheme, PF.recordId)  # what shapes and findings ask of values
_FARTHEST = 3  # from a benefit to its objective, the collaboration and the participations there


@dataclass(frozen=True, slots=True)
class Reach:
    """The nodes whose verdicts may differ, and all triples that these verdicts rest on."""

    nodes: frozenset[Node]
    triples: frozenset[Triple]


def reach(graph: Graph, changed: Collection[Triple]) -> Reach:
    """What the record shapes have to see again where the triples of `changed` come or go.

    `graph` holds the triples of both states: those that come and those that go.
    """
    start = {subject for subject, _, _ in changed}
    start |= {
        user
        for subject, prop, _ in changed
        if prop in _KINDS
        for user in graph.subjects(None, subject)
    }
    start |= set(_namesakes(graph, changed))
    nodes = _around(graph, start)
    return Reach(frozenset(nodes), frozenset(_triples(graph, _around(graph, nodes))))


def _namesakes(graph: Graph, triples: Iterable[Triple]) -> Iterator[Node]:
    for _, prop, value in triples:
        if prop == PF.recordId:
            yield from graph.subjects(PF.recordId, value)


def _around(graph: Graph, start: Iterable[Node]) -> set[Node]:
    found, edge = set(start), set(start)
    for _ in range(_FARTHEST):
        edge = {near for node in edge for near in _neighbours(graph, node)} - found
        found |= edge
    return found


def _neighbours(graph: Graph, node: Node) -> Iterator[Node]:
    for prop in LOOKED_ALONG:
        yield from graph.objects(node, prop)
        yield from graph.subjects(prop, node)


def _triples(graph: Graph, nodes: Iterable[Node]) -> Iterator[Triple]:
    values: set[Node] = set()
    for node in nodes:
        for triple in graph.triples((node, None, None)):
            yield triple
            values.add(triple[2])
    own = set(nodes)
    for value in values - own:
        if isinstance(value, URIRef):
            for prop in _KINDS:
                yield from graph.triples((value, prop, None))
        else:
            yield from graph.triples((None, PF.recordId, value))
