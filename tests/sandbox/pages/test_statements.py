"""Statements, edited in a browser."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sandbox.pages.conftest import VALUES, Small
from tests.sandbox.pages.person import Person


def statement(who: Person, guid: str) -> Any:
    """A statement as the wiki holds it, None where it is gone."""
    entity_id = guid.partition("$")[0]
    answer = who.http.get(f"/wiki/Special:EntityData/{entity_id}.json").json()
    claims = answer["entities"][entity_id]["claims"]
    found = [each for group in claims.values() for each in group if each["id"] == guid]
    return found[0] if found else None


def revision(who: Person, entity_id: str) -> Any:
    answer = who.http.get(f"/wiki/Special:EntityData/{entity_id}.json").json()
    return answer["entities"][entity_id]["lastrevid"]


def form_of(who: Person, guid: str) -> str:
    address = f"/wiki/Special:EditStatement/{guid}"
    who.open(address)
    return address


def status(who: Person) -> int:
    assert who.page is not None
    return who.page.status_code


EXPECTED = {
    "string": "plain words",
    "external-id": "n 79",
    "url": "https://example.org/berlin",
    "time": {"time": "+2020-05-17T00:00:00Z", "precision": 11},
    "quantity": {"amount": "+1234.5", "upperBound": "+1235.0", "lowerBound": "+1234.0"},
    "globe-coordinate": {"latitude": 52.5167, "longitude": 13.3833, "precision": 0.0001},
    "monolingualtext": {"text": "Berlin bleibt doch Berlin", "language": "de"},
}


@pytest.mark.parametrize("datatype", EXPECTED)
def test_a_value_as_people_write_it_becomes_one_of_its_datatype(
    small: Small, datatype: str
) -> None:
    """What was typed when the small wiki was filled is a value of the data model now."""
    value = statement(small.person, small.guids[datatype])["mainsnak"]["datavalue"]["value"]
    expected = EXPECTED[datatype]
    if isinstance(expected, dict):
        value = {name: value[name] for name in expected}
    assert value == expected


def test_items_and_units_are_found_by_their_labels(small: Small) -> None:
    """Nobody has to know a number."""
    item = statement(small.person, small.guids["wikibase-item"])
    quantity = statement(small.person, small.guids["quantity"])
    assert item["mainsnak"]["datavalue"]["value"]["id"] == small.kilometre
    unit = quantity["mainsnak"]["datavalue"]["value"]["unit"]
    assert unit == f"{small.sandbox.url}/entity/{small.kilometre}"


@pytest.mark.parametrize("datatype", VALUES)
def test_a_statement_opened_and_saved_as_it_is_stays_as_it_is(small: Small, datatype: str) -> None:
    """No value loses anything on its way through the form, and no revision is made."""
    before = revision(small.person, small.berlin)
    address = form_of(small.person, small.guids[datatype])
    small.person.send(address, "save")
    assert status(small.person) == 200
    assert revision(small.person, small.berlin) == before


def test_what_a_text_can_not_say_survives_an_edit_beside_it(small: Small) -> None:
    """Uneven bounds have no place in the field, and are kept while a rank is changed."""
    guid = f"{small.kilometre}$11111111-2222-4333-8444-555555555555"
    value = {"amount": "+5", "unit": "1", "upperBound": "+9", "lowerBound": "+4"}
    snak = {
        "snaktype": "value",
        "property": small.properties["quantity"],
        "datavalue": {"value": value, "type": "quantity"},
    }
    claim = {"type": "statement", "id": guid, "mainsnak": snak}
    address = form_of(small.person, small.kilometre) + f"?property={small.properties['quantity']}"
    token = small.person.open(address).form("/wiki/Special:Edit").fields["wpEditToken"]
    sent = {"action": "wbsetclaim", "claim": json.dumps(claim), "token": token}
    assert small.person.http.post("/w/api.php", data=sent).status_code == 200
    small.person.send(form_of(small.person, guid), "save", rank="deprecated")
    kept = statement(small.person, guid)
    assert kept["rank"] == "deprecated"
    assert kept["mainsnak"]["datavalue"]["value"] == value


def test_qualifiers_and_references_are_added_row_by_row(admin: Person) -> None:
    """A button gives the next row and saves nothing; Save saves all of it at once."""
    text = admin.make("Property", "motto", language="en", datatype="string")
    when = admin.make("Property", "year", language="en", datatype="time")
    item = admin.make("Item", "thing", language="en")
    guid = admin.state(item, text, "per aspera")
    before = revision(admin, item)
    address = form_of(admin, guid)
    admin.send(address, "add:q", add__q="YEAR")
    admin.send(address, "add:r", q0__text="1999", add__r="motto")
    admin.send(address, "add:r0", r0__0__text="a book", add__r0=when)
    assert revision(admin, item) == before
    admin.send(address, "save", r0__1__text="2001", rank="preferred")
    kept = statement(admin, guid)
    assert revision(admin, item) == before + 1
    assert kept["rank"] == "preferred"
    assert kept["qualifiers"][when][0]["datavalue"]["value"]["time"].startswith("+1999")
    assert set(kept["references"][0]["snaks"]) == {text, when}
    address = form_of(admin, guid)
    admin.send(address, "drop:q0")
    admin.send(address, "drop:r0.1")
    admin.send(address, "save")
    kept = statement(admin, guid)
    assert "qualifiers" not in kept
    assert set(kept["references"][0]["snaks"]) == {text}


def test_a_mistake_is_told_next_to_its_field_and_everything_typed_stays(admin: Person) -> None:
    """The other rows are as they were, and nothing is saved."""
    when = admin.make("Property", "year", language="en", datatype="time")
    item = admin.make("Item", "thing", language="en")
    admin.open(f"/wiki/Special:EditStatement/{item}?property={when}")
    address = f"/wiki/Special:EditStatement/{item}"
    admin.send(address, "add:q", main__text="the other day", add__q="year")
    admin.send(address, "save", q0__text="2020")
    assert status(admin) == 422
    assert "“the other day” is not understood here" in admin.text
    fields = admin.form(address).fields
    assert (fields["main.text"], fields["q0.text"]) == ("the other day", "2020")


def test_a_value_that_the_wiki_refuses_is_told_in_its_words(admin: Person) -> None:
    """The checks are those of the API."""
    link = admin.make("Property", "site", language="en", datatype="url")
    item = admin.make("Item", "thing", language="en")
    admin.open(f"/wiki/Special:EditStatement/{item}?property={link}")
    admin.send(f"/wiki/Special:EditStatement/{item}", "save", main__text="gopherx://a")
    assert "An URL scheme &#34;gopherx&#34; is not supported." in admin.text


def test_two_things_of_one_name_are_offered_to_choose_from(admin: Person) -> None:
    """A label that is not unique is a question, answered by a choice in the same form."""
    part = admin.make("Property", "part of", language="en", datatype="wikibase-item")
    item = admin.make("Item", "thing", language="en")
    twins = [admin.make("Item", "Springfield", language="en", description=each) for each in "ab"]
    address = f"/wiki/Special:EditStatement/{item}"
    admin.open(f"{address}?property={part}").send(address, "save", main__text="springfield")
    assert "More than one item is called “springfield”" in admin.text
    admin.send(address, "save", main__choice=twins[1])
    kept = statement(admin, admin.page.url.fragment) if admin.page else None
    assert kept["mainsnak"]["datavalue"]["value"]["id"] == twins[1]


def test_unknown_and_no_value_need_no_text(admin: Person) -> None:
    """A kind instead of a value."""
    text = admin.make("Property", "motto", language="en", datatype="string")
    item = admin.make("Item", "thing", language="en")
    guid = admin.state(item, text, "", main__kind="somevalue")
    assert statement(admin, guid)["mainsnak"]["snaktype"] == "somevalue"


def test_a_property_named_without_the_button_is_not_forgotten(admin: Person) -> None:
    """Save does not throw away half of what somebody was about to add."""
    text = admin.make("Property", "motto", language="en", datatype="string")
    item = admin.make("Item", "thing", language="en")
    address = form_of(admin, admin.state(item, text, "x"))
    admin.send(address, "save", add__q="motto")
    assert status(admin) == 422
    assert "without giving it a value" in admin.text


def test_a_statement_is_removed(admin: Person) -> None:
    """In one press; the history has it still."""
    text = admin.make("Property", "motto", language="en", datatype="string")
    item = admin.make("Item", "thing", language="en")
    guid = admin.state(item, text, "x")
    admin.send(form_of(admin, guid), "remove")
    assert statement(admin, guid) is None
    assert (
        "Removed a statement" in admin.open(f"/w/index.php?title=Item:{item}&action=history").text
    )


def test_a_statement_that_a_bot_changed_meanwhile_shows_both_values(
    other: Person, admin: Person
) -> None:
    """A Wikibase would let the later edit win; a person is asked first."""
    one = admin
    text = one.make("Property", "motto", language="en", datatype="string")
    guid = one.state(one.make("Item", "thing", language="en"), text, "first")
    address = form_of(one, guid)
    other.send(form_of(other, guid), "save", main__text="theirs")
    one.send(address, "save", main__text="mine")
    assert status(one) == 409
    assert "<ins>theirs</ins>" in one.text
    assert "<ins>mine</ins>" in one.text
    one.send(address, "save")
    assert statement(one, guid)["mainsnak"]["datavalue"]["value"] == "mine"


def test_statements_that_others_added_meanwhile_are_kept(other: Person, admin: Person) -> None:
    """Two people adding to one item are not in each other's way."""
    one = admin
    text = one.make("Property", "motto", language="en", datatype="string")
    item = one.make("Item", "thing", language="en")
    address = f"/wiki/Special:EditStatement/{item}"
    one.open(f"{address}?property={text}")
    theirs = other.state(item, text, "theirs")
    one.send(address, "save", main__text="mine")
    assert status(one) == 200
    assert statement(one, theirs)["mainsnak"]["datavalue"]["value"] == "theirs"
