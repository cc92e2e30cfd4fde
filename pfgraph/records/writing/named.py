"""The things of a graph that have a table, each under its record id."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from pfgraph.namespaces import PF, PFD, new_graph
from pfgraph.ontology import Ontology, Table
from pfgraph.records.cells import CellError
from pfgraph.records.index import checked_id
from pfgraph.records.writing.told import Unheld

_PAGE = re.compile(r".*/entity/(?P<item>Q[1-9]\d*)")
_STATEMENT = re.compile(r".*/entity/statement/(?P<item>[Qq][1-9]\d*)-(?P<guid>[0-9A-Za-z-]+)")
_BEGINNING = 8  # characters of a GUID that tell the statements of one item apart


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that a row stands for: its class, its table, its node in the graph as it came.

    `is_given` says that it had no record id: it has one from the wiki's own id instead.
    """

    record_id: str
    cls: URIRef
    table: Table
    node: URIRef
    is_given: bool


@dataclass(frozen=True, slots=True)
class Named:
    """The things by record id, the graph with nodes named after them, what has no table."""

    things: dict[str, Thing]
    graph: Graph
    unheld: list[Unheld]


def named(
    graph: Graph,
    terms: Ontology,
    tables: dict[str, Table],
    relations: Container[Node],
    given: Mapping[URIRef, str],
) -> Named:
    """Give each thing its record id; one without gets a lasting one from its wiki's id.

    `relations` are the properties that affiliations may state; `given` are ids that rows gave to
    things of the wiki which do not carry them yet. Otherwise an item becomes Q42, a
    statement Q42-1F0C8D2A, the beginning of its GUID.
    """
    things: dict[str, Thing] = {}
    unheld: list[Unheld] = []
    nodes = {node for node in graph.subjects(RDF.type) if isinstance(node, URIRef)}
    # what carries an id comes first: it keeps that
    for node in sorted(nodes, key=lambda each: (graph.value(each, PF.recordId) is None, each)):
        made = _thing(graph, node, terms, tables, relations, given)
        if isinstance(made, Unheld):
            unheld.append(made)
        elif made is not None and made.record_id in things:
            first = things[made.record_id].node
            reason = f"<{first}> carries the same record id; remove one of them on the wiki"
            unheld.append(Unheld(str(node), made.record_id, reason))
        elif made is not None:
            things[made.record_id] = made
    return Named(things, _renamed(graph, things), unheld)


def _thing(
    graph: Graph,
    node: URIRef,
    terms: Ontology,
    tables: dict[str, Table],
    relations: Container[Node],
    given: Mapping[URIRef, str],
) -> Thing | Unheld | None:
    classes = list(_exact(graph, node, terms))
    carried = graph.value(node, PF.recordId)
    if RDF.Statement in classes and carried is None and not _is_fact(graph, node, relations):
        return None  # a plain statement with more to say; that is told of its parts
    said = given.get(node, "") if carried is None else str(carried)
    fitting = [(cls, table) for cls in classes for table in _tables_of(cls, terms, tables)]
    if said:
        fitting = [each for each in fitting if each[1].name == said.partition("/")[0]]
    if not fitting:
        name = ", ".join(terms.label(cls) for cls in classes) or "something"
        return Unheld(said or str(node), name, "there is no table for this")
    cls, table = fitting[0]
    row_id = said.partition("/")[2] if said else _lasting_id(node)
    try:
        checked_id(row_id, table.name)
    except CellError as error:
        return Unheld(str(node), said or str(node), str(error))
    return Thing(f"{table.name}/{row_id}", cls, table, node, carried is None)


def _exact(graph: Graph, node: URIRef, terms: Ontology) -> Iterator[URIRef]:
    said = {cls for cls in graph.objects(node, RDF.type) if isinstance(cls, URIRef)}
    said -= terms.derived
    yield from (cls for cls in sorted(said) if not (terms.subclasses(cls) - {cls}) & said)


def _tables_of(cls: URIRef, terms: Ontology, tables: dict[str, Table]) -> Iterator[Table]:
    above = terms.superclasses(cls) | {cls}
    yield from (table for table in tables.values() if not above.isdisjoint(table.classes))


def _is_fact(graph: Graph, node: URIRef, relations: Container[Node]) -> bool:
    """Whether a statement node says what a row of affiliations can say: a fact of an actor."""
    subject, prop = graph.value(node, RDF.subject), graph.value(node, RDF.predicate)
    return (subject, RDF.type, PF.Actor) in graph and prop in relations


def _lasting_id(node: URIRef) -> str:
    if page := _PAGE.fullmatch(node):
        return page["item"]
    if statement := _STATEMENT.fullmatch(node):
        return f"{statement['item'].upper()}-{statement['guid'][:_BEGINNING].upper()}"
    return ""


def _renamed(graph: Graph, things: dict[str, Thing]) -> Graph:
    names: dict[Node, Node] = {each.node: PFD[each.record_id] for each in things.values()}
    made = new_graph()
    for subject, prop, value in graph:
        made.add((names.get(subject, subject), prop, names.get(value) or in_one_form(value)))
    return made


def in_one_form(value: Node) -> Node:
    """800 and 800.0 are one number; Turtle and Wikibase write it differently."""
    if isinstance(value, Literal) and value.datatype == XSD.decimal:
        return Literal(format(value.toPython().normalize(), "f"), datatype=XSD.decimal)
    return value
