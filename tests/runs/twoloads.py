"""Two loads, one after the other: the second one makes, changes and takes away."""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from pfgraph.namespaces import PF, PFD
from tests.runs.loading import actors


def first() -> Graph:
    """Three actors, one of them with a note, two of them in a collaboration."""
    graph = actors(3)
    _item(graph, "collaborations/c", PF.Collaboration, "Joint work")
    _participation(graph, 0, "they scan")
    _participation(graph, 1, "they describe")
    graph.add((PFD["actors/a1"], PF.note, Literal("see to that", lang="en")))
    return graph


def second() -> Graph:
    """Two new actors and a goal that stands in a circle with one of them; of what was there a
    changed source, a note that is gone, a changed and a new participation."""
    graph = actors(5)
    _item(graph, "collaborations/c", PF.Collaboration, "Joint work")
    _participation(graph, 0, "they scan and describe")
    _participation(graph, 1, "they describe")
    _participation(graph, 4, "they pay")
    graph.set((PFD["actors/a0"], PF.evidence, URIRef("https://example.org/elsewhere")))
    _item(graph, "goals/g", PF.Goal, "free maps")
    graph.add((PFD["actors/a4"], PF.pursues, PFD["goals/g"]))
    graph.add((PFD["goals/g"], PF.agreedBy, PFD["actors/a4"]))
    return graph


def _item(graph: Graph, record: str, cls: URIRef, label: str) -> None:
    node = _record(graph, record, cls)
    graph.add((node, SKOS.prefLabel, Literal(label, lang="en")))


def _participation(graph: Graph, actor: int, details: str) -> None:
    node = _record(graph, f"participations/p{actor}", PF.Participation)
    graph.add((node, PF.within, PFD["collaborations/c"]))
    graph.add((node, PF.participant, PFD[f"actors/a{actor}"]))
    graph.add((node, PF.details, Literal(details, lang="en")))


def _record(graph: Graph, record: str, cls: URIRef) -> URIRef:
    node = PFD[record]
    graph.add((node, RDF.type, cls))
    graph.add((node, PF.recordId, Literal(record)))
    return node
