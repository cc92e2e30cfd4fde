"""The SPARQL endpoint speaks the protocol and knows every edit."""

from __future__ import annotations

import httpx
import pytest

from tests.sandbox.conftest import Bot

LABELS = "SELECT ?label WHERE { ?item a wikibase:Item ; rdfs:label ?label } ORDER BY ?label"


def asked(http: httpx.Client, query: str = LABELS) -> list[str]:
    answer = http.get("/sparql", params={"query": query})
    return [row["label"]["value"] for row in answer.json()["results"]["bindings"]]


def test_an_edit_is_seen_by_the_next_query(bot: Bot) -> None:
    """A label changed through the API is found under its new text and no longer under the old."""
    item = bot.make("item", "before")
    assert asked(bot.http) == ["before"]
    bot.edit({"labels": {"en": {"language": "en", "value": "after"}}}, id=item)
    assert asked(bot.http) == ["after"]


def test_a_reference_that_is_no_longer_used_is_gone(bot: Bot) -> None:
    """Shared nodes stay as long as somebody uses them, and no longer."""
    string = bot.make("property", "text", datatype="string")
    snak = {"snaktype": "value", "property": string}
    said = snak | {"datavalue": {"value": "said", "type": "string"}}
    statement = {"type": "statement", "mainsnak": said, "references": [{"snaks": {string: [said]}}]}
    first = bot.make("item", "one", claims=[statement])
    second = bot.make("item", "two", claims=[statement])
    count = "SELECT (COUNT(DISTINCT ?r) AS ?label) WHERE { ?r a wikibase:Reference }"
    assert asked(bot.http, count) == ["1"]
    bot.edit({}, id=first, clear="1")
    assert asked(bot.http, count) == ["1"]
    bot.edit({}, id=second, clear="1")
    assert asked(bot.http, count) == ["0"]


@pytest.mark.parametrize(
    ("accept", "beginning"),
    [
        ("application/sparql-results+json", '{"head"'),
        ("application/sparql-results+xml", "<?xml"),
        ("text/csv", "label"),
        ("text/tab-separated-values", "?label"),
    ],
)
def test_results_come_in_the_form_asked_for(
    browser: httpx.Client, accept: str, beginning: str
) -> None:
    """JSON, XML, CSV and TSV by content negotiation."""
    answer = browser.get("/sparql", params={"query": LABELS}, headers={"Accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    assert answer.text.startswith(beginning)


def test_both_ways_of_posting_a_query_work(bot: Bot) -> None:
    """As a form and as application/sparql-query."""
    bot.make("item", "posted")
    form = bot.http.post("/sparql", data={"query": LABELS})
    kind = {"Content-Type": "application/sparql-query"}
    direct = bot.http.post("/sparql", content=LABELS, headers=kind)
    assert form.json() == direct.json()
    assert form.json()["results"]["bindings"][0]["label"]["value"] == "posted"


def test_construct_gives_turtle(bot: Bot) -> None:
    """Triples come as Turtle unless something else is asked for."""
    bot.make("item", "built")
    query = "CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s rdfs:label ?o }"
    answer = bot.http.get("/sparql", params={"query": query})
    assert answer.headers["content-type"].startswith("text/turtle")
    assert '"built"@en' in answer.text


def test_a_mistake_is_told_in_plain_text(browser: httpx.Client) -> None:
    """Status 400, and words instead of a traceback."""
    answer = browser.get("/sparql", params={"query": "SELECT nothing"})
    assert answer.status_code == 400
    assert answer.text.startswith("The query is not SPARQL 1.1:")
    assert "Traceback" not in answer.text


def test_updates_are_refused(browser: httpx.Client) -> None:
    """The graph is changed by editing the wiki and in no other way."""
    answer = browser.post("/sparql", data={"update": "CLEAR ALL"})
    assert answer.status_code == 403
