"""SPARQLWrapper and rdflib's SPARQLStore, as published, against a running wiki."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from pfgraph.sandbox import Sandbox
from tests.sandbox.conftest import log_in

SELECT = 'SELECT ?label { ?item rdfs:label ?label FILTER(LANG(?label) = "en") }'
BUILD = "CONSTRUCT { ?item rdfs:label ?label } WHERE { ?item a wikibase:Item ; rdfs:label ?label }"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """A wiki with one item, `thing`."""
    with Sandbox() as sandbox:
        bot = log_in(sandbox, sandbox.user, sandbox.password)
        bot.make("item", "thing")
        bot.http.close()
        yield sandbox


@pytest.fixture
def wrapper(sandbox: Sandbox) -> SPARQLWrapper:
    return SPARQLWrapper(sandbox.sparql)


@contextmanager
def graph(sandbox: Sandbox) -> Iterator[rdflib.Graph]:
    """rdflib's view of the wiki, each call a query over HTTP."""
    yield rdflib.Graph(store=SPARQLStore(sandbox.sparql))


@pytest.mark.parametrize(
    ("method", "way"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
)
def test_sparqlwrapper_asks_in_three_ways(wrapper: SPARQLWrapper, method: str, way: str) -> None:
    """In the address, as a form, and as the body itself."""
    wrapper.setMethod(method)
    wrapper.setRequestMethod(way)
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(SELECT)
    (row,) = wrapper.query().convert()["results"]["bindings"]
    assert row["label"] == {"type": "literal", "xml:lang": "en", "value": "thing"}


@pytest.mark.parametrize("form", [XML, JSON, CSV, TSV])
def test_sparqlwrapper_reads_each_form_of_results(wrapper: SPARQLWrapper, form: str) -> None:
    """Whichever form is asked for arrives under its own media type."""
    wrapper.setReturnFormat(form)
    wrapper.setQuery(SELECT)
    answer = wrapper.query()
    assert form in answer.info()["content-type"].replace("tab-separated-values", "tsv")
    assert b"thing" in answer.response.read()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper's own
@pytest.mark.parametrize("form", [XML, RDFXML, TURTLE, N3, JSONLD])
def test_sparqlwrapper_reads_each_form_of_triples(wrapper: SPARQLWrapper, form: str) -> None:
    """What CONSTRUCT gives is read again as a graph, or as text in that form."""
    wrapper.setReturnFormat(form)
    wrapper.setQuery(BUILD)
    found = wrapper.query().convert()
    if isinstance(found, bytes):
        found = rdflib.Graph().parse(data=found, format="turtle")
    assert [str(label) for label in found.objects()] == ["thing"]


def test_sparqlwrapper_knows_a_wrong_query(wrapper: SPARQLWrapper) -> None:
    """Its own exception, with the endpoint's words in it."""
    wrapper.setQuery("SELECT nothing")
    wrapper.setReturnFormat(JSON)
    with pytest.raises(QueryBadFormed, match="line 1, column"):
        wrapper.query()


def test_rdflib_asks_all_kinds_of_queries(sandbox: Sandbox) -> None:
    """SELECT, ASK and CONSTRUCT through a graph on the endpoint."""
    with graph(sandbox) as there:
        assert [str(row.label) for row in there.query(SELECT)] == ["thing"]
        assert there.query('ASK { ?item rdfs:label "thing"@en }').askAnswer is True
        built = there.query(BUILD).graph
        assert built is not None
        assert [str(label) for label in built.objects()] == ["thing"]


def test_rdflib_walks_the_triples(sandbox: Sandbox) -> None:
    """Patterns, membership and length, as of a graph that is here."""
    with graph(sandbox) as there:
        label = (rdflib.RDFS.label, rdflib.Literal("thing", lang="en"))
        (item,) = there.subjects(*label)
        assert (item, *label) in there
        assert len(there) == len(list(there.triples((None, None, None)))) > 5


def test_rdflib_by_its_plugin_name(sandbox: Sandbox) -> None:
    """As most programs open it."""
    there = rdflib.Graph(store="SPARQLStore")
    there.open(sandbox.sparql)
    assert [str(row.label) for row in there.query(SELECT)] == ["thing"]
