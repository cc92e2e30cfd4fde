"""The pages that show what the wiki holds."""

from __future__ import annotations

import re

import httpx
import pytest

from pfgraph.sandbox.model.entities import empty
from pfgraph.sandbox.store.storage import Edit
from tests.sandbox.pages.conftest import VALUES, Small

ADDRESSES = [
    "/",
    "/wiki/Main_Page",
    "/wiki/Special:AllPages",
    "/wiki/Special:Contributions/Admin",
    "/wiki/Special:Language",
    "/wiki/Special:ListProperties",
    "/wiki/Special:RecentChanges",
    "/wiki/Special:Search?search=thing",
    "/wiki/Special:SpecialPages",
    "/wiki/Special:UserLogin",
    "/query",
]
SHOWN = {
    "string": "plain words",
    "external-id": "n 79",
    "url": 'href="https://example.org/berlin" rel="nofollow noopener noreferrer"',
    "wikibase-item": ">kilometre</a>",
    "wikibase-property": ">a time</a>",
    "time": "17 May 2020",
    "quantity": "1,234.5±0.5",
    "globe-coordinate": "52°31&#39;0.1&#34;N, 13°22&#39;59.9&#34;E",
    "monolingualtext": '<span lang="de" dir="ltr">Berlin bleibt doch Berlin</span>',
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_says_that_it_is_a_sandbox(browser: httpx.Client, address: str) -> None:
    """Nobody takes it for a wiki to keep data on."""
    answer = browser.get(address)
    assert answer.status_code == 200
    assert "not a wiki to keep data on" in answer.text


@pytest.mark.parametrize("address", ["/nothing", "/wiki/Item:Q999", "/wiki/Nobody", "/w/index"])
def test_an_address_that_leads_nowhere_has_a_page(browser: httpx.Client, address: str) -> None:
    """404, in words, with a way back."""
    answer = browser.get(address)
    assert answer.status_code == 404
    assert "main page" in answer.text


@pytest.mark.parametrize("datatype", VALUES)
def test_a_value_is_shown_as_a_wikibase_shows_it(small: Small, datatype: str) -> None:
    """Dates in words, quantities with their margin, links that give nothing away."""
    assert SHOWN[datatype] in small.person.open(f"/wiki/Item:{small.berlin}").text


def test_labels_follow_the_reader_and_fall_back(small: Small) -> None:
    """The label asked for is shown without a mark, one of another language with its code."""
    address = f"/wiki/Special:SetLabelDescriptionAliases/{small.kilometre}/fr"
    small.person.open(address).send(address, label="kilomètre")
    french = small.person.open(f"/wiki/Item:{small.kilometre}?uselang=fr").text
    italian = small.person.open(f"/wiki/Item:{small.kilometre}?uselang=it").text
    assert '<h1><span lang="fr" dir="ltr">kilomètre</span> <span class="id">' in french
    assert 'kilometre<span class="badge" title="English">en</span>' in italian


def test_a_browsers_language_counts_where_none_is_asked_for(small: Small) -> None:
    """What the browser says it reads, its region aside."""
    headers = {"Accept-Language": "ar-EG, de;q=0.5"}
    page = small.person.http.get("/wiki/Special:Language", headers=headers).text
    assert '<option value="ar" lang="ar" selected>' in page


def test_the_choice_of_a_language_is_remembered(browser: httpx.Client) -> None:
    """Set at the foot of any page; back to that page afterwards."""
    sent = {"language": "he", "returnto": "/wiki/Special:AllPages"}
    answer = browser.post("/wiki/Special:Language", data=sent)
    assert answer.headers["location"] == "/wiki/Special:AllPages"
    assert '<option value="he" lang="he" selected>' in browser.get("/").text


def test_right_to_left_terms_say_so(small: Small) -> None:
    """A term carries its language and direction, whatever the page's own."""
    address = f"/wiki/Special:SetLabelDescriptionAliases/{small.berlin}/ar"
    small.person.open(address).send(address, label="برلين")
    page = small.person.open(f"/wiki/Item:{small.berlin}").text
    assert '<span lang="ar" dir="rtl">برلين</span>' in page


def test_an_identifier_leads_where_its_property_says(small: Small) -> None:
    """A statement of the property with `$1` in an address makes links of its values."""
    identifier, address = small.properties["external-id"], small.properties["url"]
    small.person.state(identifier, address, "https://example.org/id/$1")
    page = small.person.open(f"/wiki/Item:{small.berlin}").text
    assert 'href="https://example.org/id/n%2079"' in page


def test_an_old_revision_says_that_it_is_old(small: Small) -> None:
    """With a way to the page as it is now, and to what changed since."""
    page = small.person.open(f"/w/index.php?title=Item:{small.berlin}&action=history").text
    first = min(int(part.partition('"')[0]) for part in page.split('name="oldid" value="')[1:])
    old = small.person.open(f"/w/index.php?title=Item:{small.berlin}&oldid={first}").text
    assert "This is an old revision" in old
    assert "plain words" not in old


def test_a_revision_of_another_page_is_not_shown_as_one_of_this(small: Small) -> None:
    """A number that belongs elsewhere is no revision of this page."""
    page = small.person.open(f"/w/index.php?title=Item:{small.berlin}&oldid=2").page
    assert page is not None
    assert page.status_code == 404


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("title=Special:RecentChanges&limit=5", "/wiki/Special:RecentChanges?limit=5"),
        ("title=Main_Page", "/"),
        ("", "/"),
    ],
)
def test_the_long_form_of_an_address_leads_to_the_short_one(
    browser: httpx.Client, asked: str, led: str
) -> None:
    """`index.php` is what scripts and old links use; its other fields go along."""
    assert browser.get(f"/w/index.php?{asked}").headers["location"] == led


def test_a_redirect_shows_its_target_and_where_one_came_from(small: Small) -> None:
    """The target's page in the redirect's place, with a link back to the redirect itself."""
    source = small.person.make("Item", "doomed", language="en")
    address = f"/wiki/Special:SetLabelDescriptionAliases/{source}/en"
    small.person.open(address).send(address, label="")
    token = small.person.open(address).form(address).fields["wpEditToken"]
    sent = {"action": "wbcreateredirect", "from": source, "to": small.berlin, "token": token}
    answer = small.person.http.post("/w/api.php", data=sent | {"format": "json"}).json()
    assert "success" in answer, answer
    assert (
        f'Item:{source}?redirect=no">{source}</a>' in small.person.open(f"/wiki/Item:{source}").text
    )
    assert "is a redirect to" in small.person.open(f"/wiki/Item:{source}?redirect=no").text


@pytest.mark.parametrize(
    ("special", "led"),
    [
        ("EntityPage/q2", "/wiki/Item:Q2"),
        ("PermanentLink/7", "/w/index.php?oldid=7"),
        ("Redirect/revision/7", "/w/index.php?oldid=7"),
        ("PageHistory/Item:Q2", "/w/index.php?title=Item%3AQ2&action=history"),
        ("SetLabel/Q2/de", "/wiki/Special:SetLabelDescriptionAliases/Q2/de"),
        ("WhatLinksHere/Item:Q2", "/query?question=links-to&p.entity=Q2"),
    ],
)
def test_special_pages_of_other_wikis_lead_to_ours(
    browser: httpx.Client, special: str, led: str
) -> None:
    """Links that people have in their fingers, and in their documentation, work here too."""
    assert browser.get(f"/wiki/Special:{special}").headers["location"] == led


def test_long_lists_go_on_and_name_each_item_once(small: Small) -> None:
    """A page of a list leads to the next one, until all are shown."""
    storage = small.sandbox.wiki.storage
    with storage.editing():
        for _ in range(120):
            made = storage.new_id("item")
            storage.save(made, empty("item", made), Edit("Admin", "", False))
    seen: list[str] = []
    address = "/wiki/Special:AllPages"
    while address:
        page = small.person.open(address).text
        seen += re.findall(r'href="/wiki/Item:(Q\d+)"', page)
        following = re.search(r'href="(/wiki/Special:AllPages\?after=[^"]+)">Next page', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert seen == storage.entity_ids("item", 0, 1000)
