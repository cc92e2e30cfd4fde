"""What queries for Wikidata take for granted works here too: its label service, its hints."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.sparql.labels import with_labels
from tests.sandbox.conftest import log_in

DE_EN = 'SERVICE wikibase:label { bd:serviceParam wikibase:language "de,en" . }'
NAMED = (
    'SERVICE wikibase:label { bd:serviceParam wikibase:language "en" . '
    "?item rdfs:label ?name ; schema:description ?told }"
)


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    """A wiki with an item in two languages, one in English, and one without a name."""
    with Sandbox() as sandbox:
        bot = log_in(sandbox, sandbox.user, sandbox.password)
        terms = {
            "en": {"language": "en", "value": "one"},
            "de": {"language": "de", "value": "eins"},
        }
        aliases = {"de": [{"language": "de", "value": each} for each in ("a", "b")]}
        told = {"en": {"language": "en", "value": "first"}}
        bot.edit({"labels": terms, "aliases": aliases, "descriptions": told}, new="item")
        bot.make("item", "two")
        bot.edit({}, new="item")
        yield bot.http
        bot.http.close()


def rows(http: httpx.Client, query: str) -> list[dict[str, str]]:
    answer = http.get("/sparql", params={"query": query})
    assert answer.status_code == 200, answer.text
    found = answer.json()["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items() if name != "item"} for row in found]


def test_labels_come_in_the_first_language_that_has_one(http: httpx.Client) -> None:
    """German, else English, else the id."""
    query = f"SELECT ?item ?itemLabel {{ ?item a wikibase:Item . {DE_EN} }} ORDER BY ?item"
    assert [row["itemLabel"] for row in rows(http, query)] == ["eins", "two", "Q3"]


def test_descriptions_and_aliases_are_looked_up_too(http: httpx.Client) -> None:
    """By the endings of their variables; they have nothing to fall back to."""
    query = f"""SELECT ?item ?itemDescription ?itemAltLabel {{
      {DE_EN}
      ?item a wikibase:Item
    }} ORDER BY ?item"""
    first, second, _ = rows(http, query)
    assert first["itemDescription"] == "first"
    assert sorted(first["itemAltLabel"].split(", ")) == ["a", "b"]
    assert second == {}


def test_variables_may_be_named_in_the_service(http: httpx.Client) -> None:
    """The service's own block says which term goes where."""
    query = f"SELECT ?name ?told {{ ?item a wikibase:Item . {NAMED} }} ORDER BY ?name"
    assert rows(http, query)[1] == {"name": "one", "told": "first"}


def test_a_label_can_be_counted_by(http: httpx.Client) -> None:
    """Grouping and ordering see the variable."""
    query = f"""SELECT ?itemLabel (COUNT(*) AS ?n) {{ ?item a wikibase:Item . {DE_EN} }}
    GROUP BY ?itemLabel ORDER BY DESC(?itemLabel)"""
    assert rows(http, query)[0] == {"itemLabel": "two", "n": "1"}


def test_a_query_that_binds_a_label_itself_keeps_it(http: httpx.Client) -> None:
    """The service only fills what nobody else does."""
    query = f"SELECT ?itemLabel {{ ?item rdfs:label ?itemLabel . {DE_EN} FILTER(?item = wd:Q2) }}"
    assert rows(http, query) == [{"itemLabel": "two"}]


def test_lines_before_a_mistake_are_counted_as_written() -> None:
    """What the service becomes stands at the end of its group and adds no line."""
    query = f"SELECT ?xLabel {{\n{DE_EN}\n?x a wikibase:Item\n}}"
    assert with_labels(query).count("\n") == query.count("\n")
    assert with_labels("SELECT ?xLabel { ?x ?p ?o }") == "SELECT ?xLabel { ?x ?p ?o }"


def test_hints_to_another_engine_are_passed_over(http: httpx.Client) -> None:
    """They change how another engine works, not what is true."""
    query = """SELECT ?label {
      hint:Query hint:optimizer "None" .
      wd:Q2 rdfs:label ?label . hint:Prior hint:rangeSafe true
    }"""
    assert rows(http, query) == [{"label": "two"}]
