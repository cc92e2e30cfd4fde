"""The endpoint keeps to the SPARQL 1.1 Protocol, https://www.w3.org/TR/sparql11-protocol/."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.sparql.tokens import asks_elsewhere, tokens
from tests.sandbox.conftest import log_in

SELECT = "SELECT ?label { ?item rdfs:label ?label }"
BUILD = "CONSTRUCT WHERE { ?item rdfs:label ?label }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
XML = "application/sparql-results+xml"
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    """A client of a wiki with one item, `thing`."""
    with Sandbox() as sandbox:
        bot = log_in(sandbox, sandbox.user, sandbox.password)
        bot.make("item", "thing")
        yield bot.http
        bot.http.close()


def post(http: httpx.Client, kind: str, body: str | bytes, address: str = "") -> httpx.Response:
    return http.post(f"/sparql{address}", content=body, headers={"Content-Type": kind})


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (
            SELECT,
            "text/csv;q=0.5, application/sparql-results+xml",
            "application/sparql-results+xml",
        ),
        (SELECT, "text/csv;q=0.9, application/sparql-results+xml;q=0.1", "text/csv"),
        (SELECT, "text/xml", "text/xml"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        ("ASK {}", "text/tab-separated-values", "text/tab-separated-values"),
        (BUILD, "*/*", "text/turtle"),
        (BUILD, "application/ld+json", "application/ld+json"),
        (BUILD, "application/rdf+xml, text/turtle;q=0.8", "application/rdf+xml"),
        (BUILD, "application/trig", "application/trig"),
        ("DESCRIBE wd:Q1", "application/n-quads", "application/n-quads"),
        ("DESCRIBE wd:Q1", "application/n-triples", "application/n-triples"),
    ],
)
def test_the_form_liked_best_is_given(
    http: httpx.Client, query: str, accept: str, kind: str
) -> None:
    """Weights decide, and each kind of query has its own forms."""
    answer = http.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert answer.text.strip()


@pytest.mark.parametrize("name", ["format", "output", "results"])
def test_short_names_go_before_the_header(http: httpx.Client, name: str) -> None:
    """For links and for clients that cannot set headers; a name nobody knows is passed over."""
    asked = {"query": SELECT, name: "csv"}
    assert http.get("/sparql", params=asked).headers["content-type"].startswith("text/csv")
    unknown = http.get("/sparql", params={"query": SELECT, name: "pdf"})
    assert unknown.headers["content-type"] == "application/sparql-results+json"


def test_a_form_that_is_not_given_out_is_refused(http: httpx.Client) -> None:
    """Status 406 and a list of what there is."""
    answer = http.get("/sparql", params={"query": SELECT}, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "application/sparql-results+json" in answer.text


@pytest.mark.parametrize(
    ("kind", "body", "address", "status"),
    [
        (FORM, urlencode({"query": SELECT}), "", 200),
        (f"{FORM}; charset=UTF-8", urlencode({"query": SELECT}), "", 200),
        (DIRECT, SELECT, "", 200),
        (DIRECT, SELECT, "?default-graph-uri=", 200),
        ("multipart/form-data", "", f"?{urlencode({'query': SELECT})}", 200),
        (FORM, urlencode([("query", "ASK {}"), ("query", SELECT)]), "", 400),
        (DIRECT, SELECT, f"?{urlencode({'query': SELECT})}", 400),
        (FORM, "", "", 400),
        (FORM, "query=%FF%FE", "", 400),
        (DIRECT, SELECT.encode("utf-16"), "", 400),
        (f"{DIRECT}; charset=utf-16", SELECT.encode("utf-16"), "", 415),
        ("text/plain", SELECT, "", 415),
    ],
)
def test_the_ways_of_posting(
    http: httpx.Client, kind: str, body: str | bytes, address: str, status: int
) -> None:
    """As a form or directly, one query, in UTF-8."""
    assert post(http, kind, body, address).status_code == status


@pytest.mark.parametrize(
    ("kind", "body", "address", "status"),
    [
        (FORM, "update=CLEAR+ALL", "", 403),
        ("application/sparql-update", "CLEAR ALL", "", 403),
        (FORM, "", "?update=CLEAR+ALL", 403),
        (DIRECT, "CLEAR ALL", "", 400),
        (FORM, urlencode({"query": "PREFIX x: <http://x/> INSERT DATA { x:a x:b x:c }"}), "", 400),
    ],
)
def test_an_update_is_refused_however_it_comes(
    http: httpx.Client, kind: str, body: str, address: str, status: int
) -> None:
    """In words that say how the graph is changed instead."""
    answer = post(http, kind, body, address)
    assert answer.status_code == status
    assert "change the wiki through its API" in answer.text


def test_other_methods_are_refused(http: httpx.Client) -> None:
    """The answer names the methods that are allowed."""
    for method in ("PUT", "DELETE", "PATCH"):
        answer = http.request(method, "/sparql")
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_pages_of_other_sites_may_ask(http: httpx.Client) -> None:
    """The preflight allows what the protocol needs, and every answer is open to all."""
    allowed = http.options("/sparql", headers={"Origin": "https://example.org"}).headers
    assert allowed["access-control-allow-origin"] == "*"
    assert "Content-Type" in allowed["access-control-allow-headers"]
    wrong = http.get("/sparql", params={"query": "wrong"})
    assert wrong.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * WHERE {\n  ?s ?p }", "line 2, column"),
        ("SELECT *\n{ ?s ex:p ?o }", "line 2, column 6: the prefix of ex:p is not declared"),
        ("SELECT ?o { ?s ?p 'open }", "line 1, column"),
    ],
)
def test_a_mistake_is_placed(http: httpx.Client, query: str, place: str) -> None:
    """Status 400, line and column, and what was expected."""
    answer = http.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    assert answer.text.startswith(f"The query is not SPARQL 1.1: {place}")


def test_a_body_without_end_is_not_read(http: httpx.Client) -> None:
    """Status 413, the limit in words, and open to pages of other sites as every answer."""
    answer = post(http, DIRECT, b" " * (10 * 1024 * 1024 + 1))
    assert (answer.status_code, "10 MB" in answer.text) == (413, True)
    assert answer.headers["access-control-allow-origin"] == "*"


def test_the_request_chooses_the_dataset(http: httpx.Client) -> None:
    """A graph that is not there is empty, and what the request says goes before the query."""
    asked = {"query": SELECT, "default-graph-uri": "http://example.org/none"}
    assert http.get("/sparql", params=asked).json()["results"]["bindings"] == []
    named = {"query": "SELECT * { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": "http://x.org/"}
    assert http.get("/sparql", params=named).json()["results"]["bindings"] == []
    wrong = http.get("/sparql", params={"query": SELECT, "default-graph-uri": "no iri"})
    assert (wrong.status_code, "no iri" in wrong.text) == (400, True)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_no_query_is_sent_on(http: httpx.Client, query: str) -> None:
    """SERVICE is refused in words, however it is written."""
    answer = http.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    assert answer.text.startswith("SERVICE is not supported")


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX service: <http://x/> ASK { ?service service:service 'SERVICE' } # SERVICE",
        'ASK { ?s <http://x/SERVICE> """a " SERVICE"""@service }',
    ],
)
def test_the_word_itself_is_no_service(query: str) -> None:
    """Variables, names, strings and comments may be called so."""
    assert not asks_elsewhere(query)


@given(st.text(alphabet="SERVICE<>?:'\"\\#{} \nabcu0053."))
def test_no_character_is_lost_between_tokens(query: str) -> None:
    """Whatever is typed, the tokens are its pieces in order."""
    found = list(tokens(query.replace("\\", "")))
    assert all(token.text for token in found)
    assert [token.start for token in found] == sorted({token.start for token in found})


def test_the_endpoint_describes_itself(http: httpx.Client) -> None:
    """Without a query programs get a service description, people the page with an editor."""
    answer = http.get("/sparql", headers={"Accept": "application/rdf+xml"})
    graph = rdflib.Graph().parse(data=answer.text, format="xml")
    service = graph.value(None, rdflib.RDF.type, SD.Service)
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
    assert graph.value(service, SD.endpoint) == service
    page = http.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page.headers["location"]) == (303, "/query")


def test_head_tells_the_form_alone(http: httpx.Client) -> None:
    """The headers of GET and no body."""
    answer = http.head("/sparql", params={"query": SELECT})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "application/sparql-results+json"
