"""The modules wbparsevalue, wbformatvalue and wbformatentities."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sandbox.conftest import Bot


def parsed(bot: Bot, values: str, **fields: str) -> Any:
    return bot.get(action="wbparsevalue", values=values, **fields)


def formatted(bot: Bot, value: dict[str, Any] | str, **fields: str) -> Any:
    sent = value if isinstance(value, str) else json.dumps(value)
    return bot.get(action="wbformatvalue", datavalue=sent, **fields)


def test_one_value_that_cannot_be_read_does_not_stop_the_others(bot: Bot) -> None:
    """Each has its result; the error of the last that failed stands beside them."""
    answer = parsed(bot, "2020|x|2021", datatype="time")
    assert [each.get("error") for each in answer["results"]] == [
        None,
        "ValueParsers\\ParseException",
        None,
    ]
    assert answer["error"]["code"] == "wikibase-parse-error-time"


def test_validating_says_what_could_not_be_saved(bot: Bot) -> None:
    """A value may be read and still be refused, with the names that a save would give."""
    answer = parsed(bot, "Q1|Q77", datatype="wikibase-item", validate="1", formatversion="2")
    assert [each["valid"] for each in answer["results"]] == [False, False]
    assert answer["results"][1]["validation-errors"] == ["no-such-entity"]
    made = bot.make("item", "target")
    answer = parsed(bot, made, datatype="wikibase-item", validate="1")
    assert answer["results"][0]["valid"] == ""


def test_the_datatype_is_said_once(bot: Bot) -> None:
    """By name, by a property or by the parser's old name."""
    made = bot.make("property", "when", datatype="time")
    assert parsed(bot, "2020", property=made)["results"][0]["type"] == "time"
    both = parsed(bot, "2020", property=made, datatype="time")
    assert both["error"]["code"] == "invalidparammix"
    assert parsed(bot, "2020", property="Q1")["error"]["code"] == "param-illegal"
    old = parsed(bot, "Q1", parser="wikibase-entityid")
    assert old["results"][0]["value"]["id"] == "Q1"
    assert "deprecated" in old["warnings"]["wbparsevalue"]["*"]
    needs = parsed(bot, "x", parser="string", validate="1")
    assert needs["error"]["code"] == "param-illegal"


@pytest.mark.parametrize("options", ["{", '"x"', "5"])
def test_options_that_are_no_map_are_refused(bot: Bot, options: str) -> None:
    """Where a value is parsed; formatting takes them for none."""
    answer = parsed(bot, "2020", datatype="time", options=options)
    assert answer["error"]["code"] == "malformed-options"
    value = {"type": "string", "value": "x"}
    assert formatted(bot, value, options=options) == {"result": "x"}


def test_values_are_formatted_as_the_property_says(bot: Bot) -> None:
    """The same string is a link for a property of addresses."""
    made = bot.make("property", "address", datatype="url")
    value = {"type": "string", "value": "https://example.org"}
    plain = formatted(bot, value, generate="text/html")
    link = formatted(bot, value, generate="text/html", property=made)
    assert plain == {"result": "https://example.org"}
    assert link["result"].startswith("<a ")


@pytest.mark.parametrize(
    ("value", "fields", "code"),
    [
        ("{", {}, "baddatavalue"),
        ('"x"', {}, "baddatavalue"),
        ('{"value": 1}', {}, "baddatavalue"),
        ('{"type": "time", "value": "x"}', {}, "param-illegal"),
        ('{"type": "unknown", "value": "x"}', {}, "param-illegal"),
        ('{"type": "string", "value": 5}', {"datatype": "string"}, "param-illegal"),
        ('{"type": "string", "value": "x"}', {"datatype": "time"}, "param-illegal"),
        ('{"type": "string", "value": "x"}', {"property": "x"}, "badpropertyid"),
    ],
)
def test_what_cannot_be_formatted(bot: Bot, value: str, fields: dict[str, str], code: str) -> None:
    """The codes of the recorded wiki."""
    assert formatted(bot, value, **fields)["error"]["code"] == code


def test_a_value_that_does_not_suit_its_property_is_shown_with_a_warning(bot: Bot) -> None:
    """As is one for a property that is not there."""
    made = bot.make("property", "when", datatype="time")
    value = {"type": "string", "value": "x"}
    plain = formatted(bot, value, property=made, generate="text/plain")["result"]
    assert plain == 'x (The value\'s type "string" does not match property\'s type "time".)'
    html = formatted(bot, value, property="P99", generate="text/html")["result"]
    assert html.startswith('x <span class="error wb-format-error">Property P99 not found')


def test_entities_are_links_with_labels(bot: Bot) -> None:
    """Whole addresses; what is not there is said to be."""
    made = bot.make("item", "a <thing>")
    links = bot.get(action="wbformatentities", ids=f"{made}|Q99")["wbformatentities"]
    assert links[made].endswith(f'/wiki/Item:{made}">a &lt;thing&gt;</a>')
    assert "Deleted Item" in links["Q99"]
    refused = bot.get(action="wbformatentities", ids="nothing")
    assert refused["error"]["code"] == "no-such-entity"
