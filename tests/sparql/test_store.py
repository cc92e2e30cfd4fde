"""The embedded store: named graphs that queries see as one."""

from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, XSD

from pfgraph.errors import QueryError
from pfgraph.namespaces import PF
from pfgraph.sparql.results import ResultTable
from pfgraph.sparql.store import DERIVED, ONTOLOGY, Store

A, B = URIRef("https://example.org/a"), URIRef("https://example.org/b")
FIRST, SECOND = URIRef("https://example.org/g1"), URIRef("https://example.org/g2")
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def graph(*triples: tuple[URIRef, URIRef, URIRef | Literal]) -> Graph:
    made = Graph()
    for triple in triples:
        made.add(triple)
    return made


def test_queries_see_all_graphs_and_count_a_triple_once() -> None:
    """The same fact in a pulled graph and in the ontology is one fact."""
    store = Store()
    store.add(graph((A, RDF.type, PF.Actor)))
    store.add(graph((A, RDF.type, PF.Actor), (B, RDF.type, PF.Actor)), FIRST)
    store.add(graph((B, RDF.type, PF.Actor)), SECOND)
    assert store.select(COUNT).rows == ((Literal(2),),)


def test_a_dropped_graph_is_gone() -> None:
    """Dropping takes the triples of that graph and no others."""
    store = Store()
    store.add(graph((A, RDF.type, PF.Actor)), FIRST)
    store.add(graph((B, RDF.type, PF.Actor)), SECOND)
    store.drop(FIRST)
    assert store.names() == (SECOND,)
    assert store.select(COUNT).rows == ((Literal(1),),)


def test_a_graph_comes_back_as_it_was() -> None:
    """Languages, partial dates and characters survive the store."""
    said = graph(
        (A, PF.details, Literal('a "quoted"\n text – ß', lang="de")),
        (A, PF.startDate, Literal("2017", datatype=XSD.gYear, normalize=False)),
        (A, PF.startDate, Literal("2017-03", datatype=XSD.gYearMonth, normalize=False)),
        (A, PF.measuredValue, Literal("1.5", datatype=XSD.decimal, normalize=False)),
    )
    store = Store()
    store.add(said, FIRST)
    assert isomorphic(store.graph(FIRST), said)


def test_forms_of_answers() -> None:
    """SELECT gives rows, ASK yes or no, CONSTRUCT a graph."""
    store = Store()
    store.add(graph((A, RDF.type, PF.Actor)))
    assert isinstance(store.query("SELECT * { ?s ?p ?o }"), ResultTable)
    assert store.query("ASK { ?s ?p ?o }") is True
    built = store.query("CONSTRUCT { ?s a <https://example.org/C> } WHERE { ?s ?p ?o }")
    assert isinstance(built, Graph) and len(built) == 1
    with pytest.raises(QueryError, match="has to be a SELECT"):
        store.select("ASK { ?s ?p ?o }")


@pytest.mark.parametrize(
    "text", ["SELECT ?s WHERE { ?s ?p", "", "DROP ALL", "SELECT ?s { SERVICE }"]
)
def test_what_is_no_query_is_one_message(text: str) -> None:
    """A syntax error is told in a line, not a traceback; updates are no queries."""
    with pytest.raises(QueryError, match="cannot be run") as caught:
        Store().query(text)
    assert "\n" not in str(caught.value)


def test_files_are_loaded_by_their_ending(tmp_path: Path) -> None:
    """Turtle and N-Triples go in without rdflib; what cannot be read is named."""
    good, bad, other = (tmp_path / name for name in ("good.ttl", "bad.nt", "other.xlsx"))
    good.write_text("<https://example.org/a> a <https://example.org/C> .", encoding="utf-8")
    bad.write_text("this is no triple", encoding="utf-8")
    other.write_bytes(b"")
    store = Store()
    store.load(good)
    assert len(store) == 1
    for path in (bad, other, tmp_path / "missing.ttl"):
        with pytest.raises(QueryError, match=path.name):
            store.load(path)


def test_the_ontology_is_loaded_once() -> None:
    """Criteria and concepts are there for rules and labels."""
    store = Store()
    store.load_ontology()
    size = len(store)
    store.load_ontology()
    assert len(store) == size > 1000
    assert ONTOLOGY in store.names()


def test_a_construct_keeps_an_empty_graph() -> None:
    """A rule that gives nothing has run all the same."""
    store = Store()
    name = URIRef(DERIVED + "rule")
    assert store.construct("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", {}, name) == 0
    assert name in store.names()
    with pytest.raises(QueryError, match="CONSTRUCT"):
        store.construct("SELECT * { ?s ?p ?o }", {}, name)
