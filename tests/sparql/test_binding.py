"""Terms take the place of variables, and nothing that somebody types becomes syntax."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD

from pfgraph.errors import QueryError
from pfgraph.sparql.binding import bind, code, term_text, variables
from pfgraph.sparql.store import Store

THING = URIRef("https://example.org/thing")
LABEL = URIRef("https://example.org/label")
HOSTILE = [
    '" . ?s ?p ?o #',
    '"""',
    "\\",
    '\\" } DROP ALL #',
    "?x",
    "line\nbreak\r\ttab",
    "<https://example.org/>",
    "é – ﷽ 𝄞",
    "\x00\x0b",
]


def store_with(text: str) -> Store:
    graph = Graph()
    graph.add((THING, LABEL, Literal(text)))
    graph.add((THING, LABEL, Literal("another")))
    store = Store()
    store.add(graph)
    return store


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_ever_a_value(text: str) -> None:
    """A value that tries to close its string finds itself and nothing else."""
    found = store_with(text).select(
        "SELECT ?label WHERE { ?thing <https://example.org/label> ?label FILTER(?label = ?asked) }",
        {"asked": Literal(text)},
    )
    assert [str(label) for (label,) in found.rows] == [text]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_survives_a_query(text: str) -> None:
    """Whatever a literal holds comes back from the engine unchanged."""
    found = Store().select("SELECT ?x WHERE { BIND(?value AS ?x) }", {"value": Literal(text)})
    assert found.rows == ((Literal(text),),)


@pytest.mark.parametrize(
    "iri", ["https://example.org/> . ?s ?p ?o", "a b", "https://example.org/{x}", "", "a\nb", 'a"b']
)
def test_an_iri_that_could_end_early_is_refused(iri: str) -> None:
    """Characters that an IRI may not hold never reach a query."""
    with pytest.raises(QueryError, match="is no IRI"):
        bind("SELECT * { ?x ?y ?z }", {"x": URIRef(iri)})


def test_types_and_languages_are_kept() -> None:
    """A date stays a date and a German text stays German."""
    assert term_text(Literal("2017", datatype=XSD.gYear)) == f'"2017"^^<{XSD.gYear}>'
    assert term_text(Literal("Ziel", lang="de")) == '"Ziel"@de'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?x ?xy $x", "<https://example.org/thing> ?xy <https://example.org/thing>"),
        ('"?x" \'?x\' """?x" ?x""" # ?x', '"?x" \'?x\' """?x" ?x""" # ?x'),
        ("<https://e.org/?x> ?x", "<https://e.org/?x> <https://example.org/thing>"),
        ("BOUND(?x) && !bound( $x ) && BOUND(?y)", "true && !true && BOUND(?y)"),
        ("?a < ?x && ?b > 1", "?a < <https://example.org/thing> && ?b > 1"),
    ],
)
def test_only_variables_are_replaced(text: str, expected: str) -> None:
    """Strings, IRIs and comments keep their question marks; comparison signs are no IRIs."""
    assert bind(text, {"x": THING}) == expected


def test_a_bound_value_reaches_everywhere() -> None:
    """Sub-queries, OPTIONAL, MINUS, BIND, aggregates and HAVING all see the same value."""
    found = store_with("mine").select(
        """SELECT (COUNT(?label) AS ?n) (SAMPLE(?seen) AS ?same) WHERE {
          { SELECT ?label WHERE { ?t <https://example.org/label> ?label FILTER(?label = ?asked) } }
          OPTIONAL { BIND(?asked AS ?seen) }
          MINUS { ?t <https://example.org/label> ?label FILTER(?label != ?asked) }
        } HAVING (SAMPLE(?seen) = ?asked)""",
        {"asked": Literal("mine")},
    )
    assert [[str(cell) for cell in row] for row in found.rows] == [["1", "mine"]]


def test_names_are_read_without_strings_and_comments() -> None:
    """Tests over query files look at code, not at words about it."""
    text = 'SELECT ?a { ?a <x:?b> "?c" FILTER(BOUND(?d)) } # ?e'
    assert variables(text) == {"a", "d"}
    assert "?e" not in code(text) and "?c" not in code(text)
