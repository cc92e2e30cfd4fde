"""Search by what things are called."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox.pages.views.finding import find
from pfgraph.sandbox.store.storage import Edit, Storage
from tests.sandbox.pages.conftest import Small


def found(small: Small, text: str) -> list[str]:
    """The ids on the page of results, in order."""
    page = small.person.http.get("/wiki/Special:Search", params={"search": text}).text
    return re.findall(r'<span class="id">([QP]\d+)</span>', page)


@pytest.mark.parametrize(
    "text", ["Berlin", "berl", "BERLIN", "spree-athen", "the CITY", "a city", "city a"]
)
def test_an_item_is_found_by_what_it_is_called(small: Small, text: str) -> None:
    """By label, alias and description, by their beginning or their words, in any case."""
    assert small.berlin in found(small, text)


def test_a_name_comes_before_a_mention(small: Small) -> None:
    """The thing called so stands first, then what begins so, then what mentions it."""
    longer = small.person.make("Item", "Kilometre post", language="en")
    mention = small.person.make("Item", "post", language="de", description="at a kilometre")
    assert found(small, "kilometre") == [small.kilometre, longer, mention]


def test_an_id_is_found_and_the_button_leads_straight_to_it(small: Small) -> None:
    """As in a Wikibase, capital letters or not."""
    assert found(small, small.berlin.lower())[0] == small.berlin
    small.person.open("/").send("/wiki/Special:Search", "1", search=small.berlin.lower())
    assert small.person.address == f"/wiki/Item:{small.berlin}"


@pytest.mark.parametrize("text", ["%", "_", "100%", "\\", "'", "<script>alert(1)</script>"])
def test_signs_of_a_query_language_mean_themselves(small: Small, text: str) -> None:
    """Nothing is found by them that does not hold them, and nothing breaks."""
    assert found(small, text) == []


@given(text=st.text(min_size=1, max_size=30))
def test_no_text_breaks_the_search_and_a_whole_label_finds_its_item(text: str) -> None:
    """Whatever a label is, the item is found by the whole of it."""
    storage = Storage()
    try:
        entity = {
            "type": "item",
            "id": "Q1",
            "labels": {"en": {"language": "en", "value": " ".join(text.split())}},
            "descriptions": {},
            "aliases": {},
            "claims": {},
        }
        storage.save("Q1", entity, Edit("Admin", "", False))
        wanted = [each.entity_id for each in find(storage, text, "en", 10)]
        assert wanted == (["Q1"] if text.split() else [])
    finally:
        storage.close()
