"""The bundled records, several times over: each copy has ids and labels of its own."""

import datetime

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from pfgraph.namespaces import PF, PFD, new_graph
from pfgraph.records import read_records
from pfgraph.resources import folder

AS_OF = datetime.date(2026, 11, 22)
MOVEMENT = PFD["movements/wikimedia-movement"]
_SHARED = ("movements/", "ecosystems/", "frameworks/")  # what all copies are about
_ONLY_ONCE = frozenset({PF.wikidataItem, PF.rorId})  # two records with one of these are twins


def bundled() -> Graph:
    """The graph of the bundled records."""
    return read_records([folder("records")]).graph


def copies(graph: Graph, times: int) -> Graph:
    """The records of `graph` and `times` - 1 copies of them, about the same movements."""
    made = new_graph()
    for number in range(times):
        for subject, prop, value in graph if number == 0 else _copied(graph, number):
            made.add((subject, prop, value))
    return made


def collaborations(graph: Graph) -> int:
    """How many collaborations a graph holds."""
    return len(set(graph.subjects(predicate=None, object=PF.Collaboration)))


def _copied(graph: Graph, number: int) -> list[tuple[Node, Node, Node]]:
    ending = f".copy-{number}"
    return [
        (_renamed(subject, ending), prop, _said(prop, value, ending, number))
        for subject, prop, value in graph
        if prop not in _ONLY_ONCE and not _is_shared(subject)
    ]


def _said(prop: Node, value: Node, ending: str, number: int) -> Node:
    if prop == PF.recordId:
        return Literal(f"{value}{ending}")
    if prop == SKOS.prefLabel and isinstance(value, Literal):
        return Literal(f"{value} ({number})", lang=value.language)
    return _renamed(value, ending)


def _renamed(node: Node, ending: str) -> Node:
    if isinstance(node, URIRef) and node.startswith(str(PFD)) and not _is_shared(node):
        return URIRef(f"{node}{ending}")
    return node


def _is_shared(node: Node) -> bool:
    return str(node).removeprefix(str(PFD)).startswith(_SHARED)
