"""The reference movement: whose inside and outside the rules and shapes read."""

from rdflib import Graph, Literal, URIRef

from pfgraph.namespaces import PF, PFD


def movement_in(graph: Graph, named: str) -> URIRef:
    """The node of the movement that is named by record id (`movements/` may be left out) or IRI.

    A pulled graph keeps the wiki's own IRIs; where the graph does not hold the record, the
    IRI is the one that records give it.
    """
    if "://" in named:
        return URIRef(named)
    record_id = named if "/" in named else f"movements/{named}"
    node = next(graph.subjects(PF.recordId, Literal(record_id)), PFD[record_id])
    return URIRef(str(node))
