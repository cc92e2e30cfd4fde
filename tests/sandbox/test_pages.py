"""The pages for people."""

from __future__ import annotations

import httpx
import pytest

from tests.sandbox.conftest import Bot

ADDRESSES = [
    "/",
    "/wiki/Special:AllPages",
    "/wiki/Special:ListProperties",
    "/wiki/Special:RecentChanges",
    "/wiki/Special:Search?search=thing",
    "/query",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_says_that_it_is_a_sandbox(browser: httpx.Client, address: str) -> None:
    """Nobody takes it for a wiki to keep data on."""
    answer = browser.get(address)
    assert answer.status_code == 200
    assert "not a wiki to keep data on" in answer.text


def test_an_item_is_shown_in_the_language_of_the_reader(bot: Bot) -> None:
    """Labels follow the language asked for and fall back to English."""
    string = bot.make("property", "motto", datatype="string")
    value = {"value": "per aspera", "type": "string"}
    snak = {"snaktype": "value", "property": string, "datavalue": value}
    made = bot.make("item", "a thing", claims=[{"type": "statement", "mainsnak": snak}])
    labels = {"labels": {"de": {"language": "de", "value": "ein Ding"}}}
    bot.edit(labels, id=made)
    page = bot.http.get(f"/wiki/Item:{made}?uselang=de").text
    assert "ein Ding" in page
    assert "motto" in page
    assert "per aspera" in page


def test_what_people_type_is_never_markup(bot: Bot) -> None:
    """A label that looks like HTML is shown as text."""
    made = bot.make("item", "<script>alert(1)</script>")
    page = bot.http.get(f"/wiki/Item:{made}").text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_query_typed_into_the_page_is_answered_as_a_table(bot: Bot) -> None:
    """Rows of the answer stand in the page, with the item linked."""
    made = bot.make("item", "asked for")
    query = "SELECT ?item ?label WHERE { ?item rdfs:label ?label }"
    page = bot.http.post("/query", data={"query": query}).text
    assert f'href="/wiki/Item:{made}"' in page
    assert "asked for" in page


@pytest.mark.parametrize("address", ["/nothing", "/wiki/Item:Q999", "/wiki/Nobody", "/w/index"])
def test_an_address_that_leads_nowhere_has_a_page(browser: httpx.Client, address: str) -> None:
    """404, in words, with a way back."""
    answer = browser.get(address)
    assert answer.status_code == 404
    assert "main page" in answer.text
