"""`Special:EntityData` over HTTP: formats, ways to them, and what is refused."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from pfgraph.sandbox.model.phpserial import php_serialised
from pfgraph.sandbox.rdf.calendars import xsd_date_time
from tests.sandbox.conftest import Bot

DATA = "/wiki/Special:EntityData/"
JULIAN = "http://www.wikidata.org/entity/Q1985786"
GREGORIAN = "http://www.wikidata.org/entity/Q1985727"


def ask(bot: Bot, name: str, **headers: str) -> httpx.Response:
    return bot.http.get(DATA + name, headers=headers)


def claim(property_id: str, value: Any, kind: str = "string") -> dict[str, Any]:
    snak = {"snaktype": "value", "property": property_id}
    return {
        "mainsnak": {**snak, "datavalue": {"value": value, "type": kind}},
        "type": "statement",
    }


@pytest.fixture
def item(bot: Bot) -> str:
    """An item with a text that every syntax must escape, and labels in wiki codes."""
    made = bot.make("property", "text", datatype="string")
    labels = {code: {"language": code, "value": "x"} for code in ("pt-br", "zh-hans", "sr-ec")}
    sent = {"labels": labels, "claims": [claim(made, 'a "b" \\ <c> & ]]> é')]}
    return str(bot.edit(sent, new="item")["entity"]["id"])


FORMS = {
    "ttl": ox.RdfFormat.TURTLE,
    "n3": ox.RdfFormat.TURTLE,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@pytest.mark.parametrize("ending", FORMS)
def test_every_syntax_says_the_same(bot: Bot, item: str, ending: str) -> None:
    """The graph is that of the N-Triples, escaped texts included."""
    graphs = []
    for form, syntax in ((ending, FORMS[ending]), ("nt", ox.RdfFormat.N_TRIPLES)):
        graph = ox.Dataset(ox.parse(ask(bot, f"{item}.{form}").text, syntax))
        graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        graphs.append(set(map(str, graph)))
    assert graphs[0] == graphs[1]


def test_labels_have_language_tags(bot: Bot, item: str) -> None:
    """RDF has the tags of BCP 47 where a wiki has codes of its own."""
    text = ask(bot, f"{item}.nt?flavor=simple").text
    assert set(re.findall(r'"x"@(\S+)', text)) == {"pt-BR", "zh-Hans", "sr-Cyrl"}


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/turtle", ".ttl"),
        ("application/x-turtle", ".ttl"),
        ("text/plain", ".nt"),
        ("application/ld+json", ".jsonld"),
        ("application/vnd.php.serialized", ".php"),
        ("text/html;q=0.4, application/rdf+xml;q=0.5", ".rdf"),
        ("application/*", ".json"),
    ],
)
def test_a_client_says_what_it_likes(bot: Bot, item: str, accept: str, ending: str) -> None:
    """The address without an ending leads to the best format."""
    answer = ask(bot, item, accept=accept)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"{DATA}{item}{ending}")


def test_what_is_refused(bot: Bot, item: str) -> None:
    """Each in a short page, open to other sites as the data are."""
    for name, status in {
        f"{item}.png": 415,
        "Q0.json": 400,
        "Q99.ttl": 404,
        f"{item}.ttl?flavor=sweet": 400,
        f"{item}.json?revision=1": 404,
        f"{item}.json?revision=x": 404,
    }.items():
        answer = ask(bot, name)
        assert answer.status_code == status, name
        assert answer.headers["access-control-allow-origin"] == "*"
    assert ask(bot, item, accept="image/png").status_code == 406


def test_an_unchanged_entity_is_not_sent_again(bot: Bot, item: str) -> None:
    """By its date; a date that cannot be read is no condition."""
    changed = ask(bot, f"{item}.json").headers["last-modified"]
    headers = {"if-modified-since": changed}
    assert ask(bot, f"{item}.json", **headers).status_code == 304
    headers = {"if-modified-since": "yesterday"}
    assert ask(bot, f"{item}.json", **headers).status_code == 200


def test_redirects(bot: Bot, item: str) -> None:
    """A redirect gives its target's data and says so; `redirect=force` leads on."""
    source = bot.edit({}, new="item")["entity"]["id"]
    bot.post(action="wbcreateredirect", **{"from": source, "to": item})
    assert list(ask(bot, f"{source}.json").json()["entities"]) == [item]
    assert f"wd:{source} owl:sameAs wd:{item} ." in ask(bot, f"{source}.ttl").text
    assert ask(bot, f"{source}.ttl?redirect=force").status_code == 303
    assert ask(bot, f"{source.lower()}.ttl").status_code == 301


def test_addresses_of_things(bot: Bot, item: str) -> None:
    """Concepts lead to their data; predicates and values have no page."""
    answer = bot.http.get(f"/entity/{item}")
    assert (answer.status_code, answer.headers["location"][-len(DATA + item) :]) == (
        303,
        DATA + item,
    )
    assert bot.http.get("/prop/direct/P1").status_code == 404
    assert bot.http.get(DATA.rstrip("/")).status_code == 200


@pytest.mark.parametrize(
    ("time", "precision", "calendar", "expected"),
    [
        ("-0500-00-00", 9, GREGORIAN, "-0499-01-01"),
        ("-0500-00-00", 7, GREGORIAN, "-0500-01-01"),
        ("-0001-00-00", 9, GREGORIAN, "0000-01-01"),
        ("-0044-03-15", 11, JULIAN, "-0043-03-13"),
        ("-5000-01-01", 11, JULIAN, None),
        ("+2023-02-30", 11, GREGORIAN, "2023-02-28"),
        ("+12345-06-07", 10, JULIAN, "12345-06-01"),
    ],
)
def test_points_in_time(time: str, precision: int, calendar: str, expected: str | None) -> None:
    """Years before Christ move by one from a year's precision on; Julian days are converted."""
    value = {"time": f"{time}T00:00:00Z", "precision": precision, "calendarmodel": calendar}
    written = xsd_date_time(value)
    assert written == (f"{expected}T00:00:00Z" if expected else None)


def test_php_has_one_kind_of_array() -> None:
    """Lists count from 0, keys that are numbers are numbers, texts are measured in bytes."""
    assert php_serialised({"é": [1, 0.5, True, None], "7": {}, "07": 1.0}) == (
        'a:3:{s:2:"é";a:4:{i:0;i:1;i:1;d:0.5;i:2;b:1;i:3;N;}i:7;a:0:{}s:2:"07";d:1;}'
    )
