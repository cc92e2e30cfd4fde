"""Canonical Turtle: one text for one graph, a term a block, a value a line."""

from rdflib import Graph


def canonical(graph: Graph) -> str:
    """The graph as canonical Turtle; the same triples always give the same text.

    Only for the ontology's own files: it is slow on large graphs and keeps no comments.
    """
    text: bytes = graph.serialize(format="longturtle", canon=True, encoding="utf-8")
    return text.decode()
