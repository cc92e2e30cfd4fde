"""Turtle: read in a tenth of the time that rdflib takes, and written in one form alone."""

from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD

Node = URIRef | BNode | Literal


def canonical(graph: Graph) -> str:
    """The graph as canonical Turtle; the same triples always give the same text.

    Only for the ontology's own files: it is slow on large graphs and keeps no comments.
    """
    text: bytes = graph.serialize(format="longturtle", canon=True, encoding="utf-8")
    return text.decode()


def add_turtle(path: Path, graph: Graph) -> Graph:
    """Add the triples and the prefixes of a file to a graph; gives that graph.

    For files that came with pfgraph: one that is no Turtle raises SyntaxError. Blank nodes of two
    files stay apart as long as they have no labels.
    """
    parser = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    for triple in parser:
        graph.add((node_of(triple.subject), node_of(triple.predicate), node_of(triple.object)))
    for prefix, namespace in parser.prefixes.items():
        graph.bind(prefix, namespace)
    return graph


def node_of(term: object) -> Node:
    """A term of Oxigraph as rdflib has it, letter by letter; TypeError for a quoted triple."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = URIRef(term.datatype.value)
        return Literal(
            term.value, datatype=None if datatype == XSD.string else datatype, normalize=False
        )
    raise TypeError(f"{term} is no plain RDF term")
