"""`action=query`: lists of changes, of people and of what the wiki noted, and the site itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pfgraph.sandbox import Sandbox
from tests.sandbox.conftest import Bot, log_in


@pytest.fixture
def admin(sandbox: Sandbox) -> Iterator[Bot]:
    """Somebody who may delete pages."""
    client = log_in(sandbox, "Admin@tool", sandbox.password)
    yield client
    client.http.close()


def query(bot: Bot, **parameters: str) -> Any:
    return bot.get(action="query", formatversion="2", **parameters)


@pytest.fixture
def items(bot: Bot) -> list[str]:
    """Three items, each edited once more; the first edit of each was marked as a bot's."""
    names = []
    for number in range(3):
        labels = {"en": {"language": "en", "value": f"item {number}"}}
        made = bot.edit({"labels": labels}, new="item", bot="1")
        names.append(made["entity"]["id"])
    for name in names:
        bot.edit({"labels": {"de": {"language": "de", "value": f"Ding {name}"}}}, id=name)
    return names


def changes(bot: Bot, **parameters: str) -> list[Any]:
    found: list[Any] = query(bot, list="recentchanges", **parameters)["query"]["recentchanges"]
    return found


def test_changes_are_gone_on_with_in_both_directions(bot: Bot, items: list[str]) -> None:
    """Page by page, every change comes once, and one direction is the other's reverse."""
    seen: dict[str, list[int]] = {}
    for direction in ("older", "newer"):
        more: dict[str, str] = {}
        numbers: list[int] = []
        while True:
            answer = query(
                bot, list="recentchanges", rcdir=direction, rclimit="2", rcprop="ids", **more
            )
            numbers += [each["rcid"] for each in answer["query"]["recentchanges"]]
            if "continue" not in answer:
                break
            more = answer["continue"]
        seen[direction] = numbers
    assert seen["older"] == seen["newer"][::-1]
    assert len(set(seen["older"])) == len(seen["older"]) == 2 * len(items) + 2


def test_the_numbers_of_changes_stay_apart_when_a_page_is_deleted(
    bot: Bot, admin: Bot, items: list[str]
) -> None:
    """A deletion is a change with a number that no edit has."""
    admin.post(action="delete", title=f"Item:{items[0]}", reason="not needed")
    found = changes(bot, rclimit="max", rcprop="ids|title|loginfo|comment")
    numbers = [each["rcid"] for each in found]
    assert len(set(numbers)) == len(numbers)
    deleted = [
        each for each in found if each["type"] == "log" and each["title"] != "User:WikibaseBot"
    ]
    assert [(each["logtype"], each["title"]) for each in deleted] == [
        ("delete", f"Item:{items[0]}")
    ]


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ({"rctype": "new", "rcnamespace": "120"}, {"new"}),
        ({"rctype": "edit"}, {"edit"}),
        ({"rctype": "log"}, {"log"}),
        ({"rcshow": "bot"}, {"new"}),
        ({"rctoponly": "1", "rcnamespace": "120"}, {"edit"}),
        ({"rcuser": "Admin"}, set()),
        ({"rcexcludeuser": "WikibaseBot"}, {"new", "log"}),
    ],
)
def test_changes_are_filtered(
    bot: Bot, items: list[str], asked: dict[str, str], kinds: set[str]
) -> None:
    """Type, namespace, flags and users narrow the list."""
    assert {each["type"] for each in changes(bot, rclimit="max", **asked)} == kinds


def test_contributions_tell_which_edits_are_the_newest(bot: Bot, items: list[str]) -> None:
    """`top` is set for the last edit of each page and for no other."""
    found = query(bot, list="usercontribs", ucuser="WikibaseBot", ucnamespace="120")
    rows = found["query"]["usercontribs"]
    assert [row["top"] for row in rows] == [True] * 3 + [False] * 3
    shown = query(bot, list="usercontribs", ucuser="WikibaseBot", ucshow="!top|new", uclimit="max")
    assert len(shown["query"]["usercontribs"]) == 3
    assert shown["limits"] == {"usercontribs": 5000}


def test_the_log_tells_which_pages_were_made(bot: Bot, items: list[str]) -> None:
    """Every new page has an entry, beginning with the main page's."""
    rows = query(bot, list="logevents", letype="create", lelimit="max")["query"]["logevents"]
    assert [row["title"] for row in rows] == [f"Item:{name}" for name in items[::-1]] + [
        "Main Page"
    ]


def test_people_are_known_missing_or_impossible(bot: Bot) -> None:
    """Accounts have their groups; others are missing, addresses and odd names invalid."""
    found = query(bot, list="users", ususers="admin|Nobody|1.2.3.4|a#b", usprop="groups")
    users = found["query"]["users"]
    assert users[0]["name"] == "Admin"
    assert "sysop" in users[0]["groups"]
    assert users[1] == {"name": "Nobody", "missing": True}
    assert [each["invalid"] for each in users[2:]] == [True, True]


def test_statistics_are_counted(bot: Bot, items: list[str]) -> None:
    """Pages and edits are what was made, and the main page."""
    found = query(bot, meta="siteinfo", siprop="statistics")["query"]["statistics"]
    assert (found["pages"], found["edits"]) == (len(items) + 1, 2 * len(items) + 1)


def test_every_part_that_the_wiki_lists_can_be_asked_for(bot: Bot, items: list[str]) -> None:
    """No list, prop or meta fails or is unknown, whatever else it needs is named."""
    described = bot.get(action="paraminfo", modules="query")["paraminfo"]["modules"][0]
    kinds = {each["name"]: each["type"] for each in described["parameters"]}
    for kind in ("prop", "list", "meta"):
        for name in kinds[kind]:
            answer = query(bot, **{kind: name, "titles": f"Item:{items[0]}"})
            assert answer.get("error", {}).get("code", "missingparam") == "missingparam", name
            assert "query" not in answer.get("warnings", {}), name


def test_a_part_of_an_extension_that_is_not_there_is_unknown(bot: Bot) -> None:
    """Bots that ask for notifications learn that there are none, with a warning."""
    answer = query(bot, meta="notifications|siteinfo")
    text = answer["warnings"]["query"]["warnings"]
    assert text == 'Unrecognized value for parameter "meta": notifications'
    assert "general" in answer["query"]


def test_messages_are_there_or_missing(bot: Bot) -> None:
    """`allmessages` gives the text of a message, or says that there is none."""
    rows = query(bot, meta="allmessages", ammessages="mainpage|bogus")["query"]["allmessages"]
    assert rows[0]["content"] == "Main Page"
    assert rows[1]["missing"] is True
