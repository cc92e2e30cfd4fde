"""What a revision says of an edit that came by the REST API."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox.model.phpjson import DEEPEST, read_json
from pfgraph.sandbox.rest.summaries import languages_summary
from tests.sandbox.conftest import Bot
from tests.sandbox.restclient import Rest, patch, stating


@pytest.fixture
def rest(bot: Bot) -> Rest:
    return Rest(bot.http)


def said(bot: Bot) -> str:
    """The comment of the newest edit."""
    asked = {"action": "query", "list": "recentchanges", "rcprop": "comment", "rclimit": "1"}
    comment: str = bot.get(**asked)["query"]["recentchanges"][0]["comment"]
    return comment


def test_a_term_is_told_with_what_was_done_to_it(bot: Bot, rest: Rest) -> None:
    """Added, set, removed, each with the text; aliases only those that are new."""
    path = f"/entities/items/{rest.item()}"
    rest.ask("PUT", f"{path}/descriptions/de", {"description": "a"})
    assert said(bot) == "/* wbsetdescription-add:1|de */ a"
    rest.ask("PUT", f"{path}/descriptions/de", {"description": "b", "comment": "c"})
    assert said(bot) == "/* wbsetdescription-set:1|de */ b, c"
    rest.ask("DELETE", f"{path}/descriptions/de")
    assert said(bot) == "/* wbsetdescription-remove:1|de */ b"
    rest.ask("POST", f"{path}/aliases/de", {"aliases": ["x", "y"]})
    rest.ask("POST", f"{path}/aliases/de", {"aliases": ["y", "z"]})
    assert said(bot) == "/* wbsetaliases-add:1|de */ z"


@pytest.mark.parametrize(
    ("datatype", "content", "told"),
    [
        ("string", "some text", "some text"),
        ("quantity", {"amount": "+5", "unit": "1"}, "5"),
        (
            "time",
            {
                "time": "+1999-12-31T00:00:00Z",
                "precision": 11,
                "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
            },
            "31 December 1999",
        ),
    ],
)
def test_a_statement_is_told_by_its_value(
    bot: Bot, rest: Rest, datatype: str, content: object, told: str
) -> None:
    """As a reader sees it, when it comes, changes and goes."""
    known, item = rest.property(datatype), rest.item()
    guid = rest.statement(item, known, content)["id"]
    assert said(bot) == f"/* wbsetclaim-create:2||1 */ [[Property:{known}]]: {told}"
    unknown = {"property": {"id": known}, "value": {"type": "somevalue"}}
    rest.ask("PUT", f"/statements/{guid}", {"statement": unknown})
    assert said(bot) == f"/* wbsetclaim-update:2||1 */ [[Property:{known}]]: unknown value"
    rest.ask("DELETE", f"/statements/{guid}", {"comment": "bye"})
    assert said(bot) == f"/* wbremoveclaims-remove:1| */ [[Property:{known}]]: unknown value, bye"


def test_an_item_that_is_a_value_is_linked(bot: Bot, rest: Rest) -> None:
    """By the title of its page."""
    known, item = rest.property("wikibase-item"), rest.item()
    rest.statement(item, known, item)
    assert said(bot).endswith(f"[[Property:{known}]]: [[Item:{item}]]")


def test_a_patch_is_told_by_what_it_touched(bot: Bot, rest: Rest) -> None:
    """Languages, and whether there was more than terms."""
    known, item = rest.property("string"), rest.item()
    path = f"/entities/items/{item}"
    label = {"op": "add", "path": "/labels/de", "value": "a"}
    alias = {"op": "add", "path": "/aliases/ca", "value": ["a"]}
    more = {"op": "add", "path": f"/statements/{known}", "value": [stating(known, "x")]}
    rest.ask("PATCH", path, patch(label, alias) | {"comment": "c"})
    assert said(bot) == "/* wbeditentity-update-languages-short:0||ca, de */ c"
    rest.ask("PATCH", path, patch(more))
    assert said(bot) == "/* wbeditentity-update:0| */"
    label["value"] = "b"
    rest.ask("PATCH", path, patch(label, {"op": "remove", "path": f"/statements/{known}"}))
    assert said(bot) == "/* wbeditentity-update-languages-and-other-short:0||de */"
    rest.ask("PATCH", f"{path}/labels", patch({"op": "remove", "path": "/de"}))
    assert said(bot) == "/* wbeditentity-update-languages-short:0||de */"


def test_many_languages_are_counted() -> None:
    """From fifty on."""
    texts = {f"x{number}": "a" for number in range(50)}
    assert languages_summary([{}], [texts]).auto == "wbeditentity-update-languages:0||50"


@pytest.mark.parametrize(
    "text", ["", "{", "NaN", "[Infinity]", '"\\ud800"', "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)]
)
def test_what_php_does_not_read_is_no_json(text: str) -> None:
    """Python's reader is more lenient."""
    with pytest.raises(ValueError):
        read_json(text)


@given(st.integers(1, DEEPEST))
def test_nesting_down_to_the_limit_is_read(depth: int) -> None:
    """Lists and objects alike."""
    value = read_json("[" * (depth - 1) + "{}" + "]" * (depth - 1))
    for _ in range(depth - 1):
        value = value[0]
    assert value == {}
