"""`action=query`: lists of changes, of people and of what the wiki noted, and the site itself."""

from __future__ import annotations

import json
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


def test_every_part_that_the_wiki_lists_can_be_asked_for(admin: Bot, items: list[str]) -> None:
    """No list, prop or meta fails or is unknown, whatever else it needs is named."""
    described = admin.get(action="paraminfo", modules="query")["paraminfo"]["modules"][0]
    kinds = {each["name"]: each["type"] for each in described["parameters"]}
    for kind in ("prop", "list", "meta"):
        for name in kinds[kind]:
            answer = query(admin, **{kind: name, "titles": f"Item:{items[0]}"})
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


@pytest.fixture
def linked(bot: Bot, items: list[str]) -> list[str]:
    """The items, each with statements that lead to all of them and one address."""
    lead = bot.make("property", "leads to", datatype="wikibase-item")
    for name in items:
        for other in items:
            value = json.dumps({"id": other})
            bot.post(
                action="wbcreateclaim", entity=name, property=lead, snaktype="value", value=value
            )
    return items


@pytest.mark.parametrize(
    ("prop", "limit", "more"),
    [
        ("linkshere", "lhlimit", {}),
        ("links", "pllimit", {}),
        ("links", "pllimit", {"pldir": "descending"}),
        ("contributors", "pclimit", {}),
    ],
)
def test_a_prop_asked_in_parts_says_what_it_says_at_once(
    admin: Bot, bot: Bot, linked: list[str], prop: str, limit: str, more: dict[str, str]
) -> None:
    """Whatever the order in which the pages are named, each row comes once, and an end comes."""
    admin.edit({"labels": {"fr": {"language": "fr", "value": "chose"}}}, id=linked[0])
    titles = "|".join(f"Item:{name}" for name in reversed(linked))
    asked = {"prop": prop, "titles": titles, **more}
    whole = query(bot, **asked, **{limit: "max"})
    parts, going_on = [], {}
    for _ in range(len(rows_of(whole, prop)) or 1):
        part = query(bot, **asked, **{limit: "1"}, **going_on)
        parts += rows_of(part, prop)
        going_on = part.get("continue", {})
    assert not going_on
    assert sorted(parts) == sorted(rows_of(whole, prop))
    assert len(parts) > len(linked)


def rows_of(answer: Any, prop: str) -> list[tuple[str, str]]:
    return [
        (page["title"], row.get("title") or row["name"])
        for page in answer["query"]["pages"]
        for row in page.get(prop, ())
    ]


@pytest.mark.parametrize("generator", ["links", "linkshere"])
def test_a_generator_goes_on_where_it_ended(bot: Bot, linked: list[str], generator: str) -> None:
    """Pages beyond the limit come with the next part, none is left out in silence."""
    limit = {"links": "gpllimit", "linkshere": "glhlimit"}[generator]
    asked = {"generator": generator, "titles": f"Item:{linked[0]}", limit: "1"}
    found, going_on = [], {}
    for _ in range(4):
        part = query(bot, **asked, **going_on)
        found += [page["title"] for page in part["query"]["pages"]]
        going_on = part.get("continue")
        if not going_on:
            break
    wanted = [f"Item:{name}" for name in linked]
    assert sorted(set(found) - {"Property:P1"}) == wanted


@pytest.mark.parametrize("start", ["20200101000000|\u00b2", "1|99999999999999999999", "x|\u0663"])
def test_a_continuation_that_the_wiki_never_gave_is_refused(bot: Bot, start: str) -> None:
    """Digits of other scripts and numbers without end are not numbers of changes."""
    for kinds in ("log", "edit|new"):
        told = query(bot, list="recentchanges", rccontinue=start, rctype=kinds)
        assert told["error"]["code"] == "badcontinue"


@pytest.mark.parametrize("number", ["99999999999999999999", "\u0663", " 3"])
def test_only_plain_digits_of_64_bits_are_an_integer(bot: Bot, number: str) -> None:
    """The real wiki reads integers that way, and nothing larger has a page."""
    for name in ("pageids", "revids"):
        assert query(bot, **{name: number})["error"]["code"] == "badinteger"


@pytest.mark.parametrize(
    "asked",
    [
        {"list": "recentchanges", "rcprop": "patrolled"},
        {"list": "recentchanges", "rcshow": "!patrolled"},
        {"list": "usercontribs", "ucuser": "Admin", "ucprop": "patrolled"},
        {"list": "alldeletedrevisions"},
        {"prop": "deletedrevisions", "titles": "Item:Q1"},
    ],
)
def test_marks_and_deleted_revisions_are_for_administrators(
    admin: Bot, bot: Bot, asked: dict[str, str]
) -> None:
    """A bot is told that it has no right, instead of getting an empty list."""
    assert query(bot, **asked)["error"]["code"] == "permissiondenied"
    assert "error" not in query(admin, **asked)


def test_the_revisions_of_a_deleted_item_are_shown_to_administrators(
    admin: Bot, items: list[str]
) -> None:
    """Newest first, below the page that is missing; of a page that is there none."""
    gone, there = items[:2]
    admin.post(action="wbsetlabel", id=gone, language="fr", value="chose")
    admin.post(action="delete", title=f"Item:{gone}")
    titles = f"Item:{gone}|Item:{there}"
    told = query(admin, prop="deletedrevisions", titles=titles, drvprop="ids", drvlimit="2")
    pages = {page["title"]: page for page in told["query"]["pages"]}
    newest, older = pages[f"Item:{gone}"]["deletedrevisions"]
    assert newest["parentid"] == older["revid"]
    assert "deletedrevisions" not in pages[f"Item:{there}"]


def test_edits_of_those_who_patrol_their_own_are_patrolled(
    sandbox: Sandbox, admin: Bot, items: list[str]
) -> None:
    """Others' edits are not, and can be listed by themselves."""
    plain = log_in(sandbox, "PlainUser@tool", sandbox.password)
    plain.post(action="wbsetlabel", id=items[0], language="fr", value="chose")
    plain.http.close()
    asked = {"rcprop": "user|patrolled", "rctype": "edit|new", "rcnamespace": "120"}
    marked = {each["user"]: each["patrolled"] for each in changes(admin, **asked)}
    assert marked == {"PlainUser": False, "WikibaseBot": True}
    listed = changes(admin, **asked, rcshow="unpatrolled")
    assert [each["user"] for each in listed] == ["PlainUser"]
