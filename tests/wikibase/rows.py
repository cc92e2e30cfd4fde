"""Any records at all: rows of every table with any cells, as the ontology graph."""

from dataclasses import dataclass
from functools import cache

from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS, XSD
from rdflib.term import Node

from pfgraph.namespaces import PF, PFD, new_graph
from pfgraph.ontology import Column, Table, ontology, tables
from pfgraph.ontology.tables import Kind
from tests.wikibase.strategies import dates, words

_TABLES = tables()
_ITEM_TABLES = {
    cls: name for name, table in _TABLES.items() for cls in table.classes if cls != RDF.Statement
}


@dataclass(frozen=True)
class Drawn:
    """A row: its table, its number, and its cells by column."""

    table: Table
    number: int
    cells: dict[str, list[Node]]


@cache
def _target(column: Column) -> st.SearchStrategy[Node]:
    """A node of a class that the column takes; each class has two of them."""
    classes = [cls for cls in sorted(column.classes) for cls in sorted(ontology().subclasses(cls))]
    known = [cls for cls in classes if cls in _ITEM_TABLES] or [PF.Organisation]
    ids = [f"{_ITEM_TABLES[cls]}/end-{number}" for cls in known for number in (0, 1)]
    return st.sampled_from([PFD[each] for each in ids])


@cache
def _cell(column: Column) -> st.SearchStrategy[Node]:
    texts = words.map(lambda text: text[:80])
    made: dict[Kind, st.SearchStrategy[Node]] = {
        Kind.DATE: dates.map(lambda date: date.literal()),
        Kind.TEXT: texts.map(lambda text: Literal(text, lang="en")),
        Kind.STRING: texts.map(Literal),
        Kind.URL: st.integers(0, 99).map(lambda n: URIRef(f"https://example.org/{n}")),
        Kind.NUMBER: st.integers(-9999, 9999).map(lambda n: Literal(str(n), datatype=XSD.decimal)),
        Kind.RECORD: _target(column),
    }
    if column.scheme is not None:
        return st.sampled_from(ontology().concepts(column.scheme))
    return made.get(column.kind, _target(column))


_SKIPPED = frozenset({PF.recordId, RDF.type, SKOS.prefLabel, SKOS.altLabel, RDF.predicate})


@st.composite
def row(draw: st.DrawFn) -> Drawn:
    """One row of any table but affiliations, with some of its cells filled."""
    table = draw(st.sampled_from([t for n, t in _TABLES.items() if n != "affiliations"]))
    cells: dict[str, list[Node]] = {}
    for name, column in table.columns.items():
        if column.prop in _SKIPPED:
            continue
        most = 3 if column.many else 1
        least = 1 if name in table.required else 0
        cells[name] = draw(st.lists(_cell(column), min_size=least, max_size=max(most, least)))
    return Drawn(table, draw(st.integers(0, 5)), cells)


def graph_of(rows: list[Drawn]) -> Graph:
    """The ontology graph of these rows and of everything that they refer to."""
    graph = new_graph()
    for drawn in rows:
        node = _thing(graph, drawn.table.classes[0], f"{drawn.table.name}/row-{drawn.number}")
        if (node, PF.evidence, None) in graph:
            continue  # the first row of an id speaks
        graph.add((node, PF.evidence, URIRef("https://example.org/source")))
        for name, values in drawn.cells.items():
            column = drawn.table.columns[name]
            for value in values[: None if column.many else 1]:
                ends = (value, node) if column.inverse else (node, value)
                graph.add((ends[0], column.prop, ends[1]))
                _mention(graph, value)
    return graph


def _mention(graph: Graph, value: Node) -> None:
    if isinstance(value, URIRef) and value.startswith(PFD):
        record_id = value.removeprefix(PFD)
        _thing(graph, _TABLES[record_id.split("/")[0]].classes[0], record_id)


@cache
def _above(cls: URIRef) -> frozenset[URIRef]:
    return ontology().superclasses(cls) & ontology().classes


def _thing(graph: Graph, cls: URIRef, record_id: str) -> URIRef:
    node = PFD[record_id]
    graph.add((node, PF.recordId, Literal(record_id)))
    for above in _above(cls):
        graph.add((node, RDF.type, above))
    if cls in _ITEM_TABLES and record_id.split("/")[0] in _named():
        graph.set((node, SKOS.prefLabel, Literal(f"label of {record_id}", lang="en")))
    return node


@cache
def _named() -> frozenset[str]:
    return frozenset(name for name, table in _TABLES.items() if "label" in table.columns)
