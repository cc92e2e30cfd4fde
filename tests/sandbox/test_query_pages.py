"""`action=query`: pages, their props, and going on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sandbox.conftest import Bot


def query(bot: Bot, **parameters: str) -> Any:
    return bot.get(action="query", formatversion="2", **parameters)


def all_of(bot: Bot, **parameters: str) -> list[Any]:
    """Every answer of a query that is gone on with to its end."""
    answers = []
    more: dict[str, str] = {}
    while True:
        answer = query(bot, **(parameters | more))
        answers.append(answer)
        if "continue" not in answer:
            return answers
        more = {name: str(value) for name, value in answer["continue"].items()}


@pytest.fixture
def item(bot: Bot) -> str:
    """An item with five revisions that leads to another by a statement."""
    bot.make("property", "leads to", datatype="wikibase-item")
    bot.make("item", "target")
    value = {"type": "wikibase-entityid", "value": {"id": "Q1"}}
    snak = {"snaktype": "value", "property": "P1", "datavalue": value}
    claim = {"mainsnak": snak, "type": "statement", "rank": "normal"}
    name = bot.make("item", "source", claims=[claim])
    for number in range(4):
        text = {"language": "en", "value": f"text {number}"}
        bot.edit({"descriptions": {"en": text}}, id=name)
    return name


def test_a_history_is_gone_on_with_to_its_first_revision(bot: Bot, item: str) -> None:
    """The parts of a history make the whole, each revision once."""
    answers = all_of(bot, prop="revisions", titles=f"Item:{item}", rvprop="ids", rvlimit="2")
    found = [row["revid"] for each in answers for row in each["query"]["pages"][0]["revisions"]]
    assert len(found) == 5
    assert found == sorted(found, reverse=True)
    assert [("batchcomplete" in each) for each in answers] == [False, False, True]


def test_a_part_that_is_done_is_not_answered_again(bot: Bot, item: str) -> None:
    """`continue` names the finished parts, and the next answer leaves them out."""
    asked = {"prop": "revisions|info", "titles": f"Item:{item}", "rvlimit": "4"}
    first = query(bot, **asked)
    assert first["continue"]["continue"] == "||info"
    second = query(bot, **asked, **first["continue"])
    assert "lastrevid" in first["query"]["pages"][0]
    assert "lastrevid" not in second["query"]["pages"][0]


def test_a_generator_gives_every_page_once(bot: Bot, item: str) -> None:
    """A generator's batches hold all pages of the namespace, with their props."""
    answers = all_of(bot, generator="allpages", gapnamespace="120", gaplimit="1", prop="info")
    pages = [page for each in answers for page in each["query"]["pages"]]
    assert [page["title"] for page in pages] == ["Item:Q1", f"Item:{item}"]
    assert all("batchcomplete" in each for each in answers)


def test_the_old_way_of_going_on_is_still_there(bot: Bot, item: str) -> None:
    """`rawcontinue` answers with `query-continue` and no `batchcomplete`."""
    answer = query(bot, list="allpages", apnamespace="120", aplimit="1", rawcontinue="1")
    assert answer["query-continue"] == {"allpages": {"apcontinue": item}}
    assert "batchcomplete" not in answer


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"continue": "nonsense"}, "badcontinue"),
        ({"titles": "A", "pageids": "1"}, "invalidparammix"),
        ({"prop": "revisions", "titles": "Item:Q1|Item:Q2", "rvlimit": "2"}, "multpages"),
        ({"list": "backlinks"}, "missingparam"),
        ({"list": "usercontribs"}, "missingparam"),
        ({"list": "backlinks", "blpageid": "999"}, "nosuchpageid"),
        ({"list": "recentchanges", "rcshow": "bot|!bot"}, "show"),
        ({"list": "recentchanges", "rccontinue": "x"}, "badcontinue"),
    ],
)
def test_what_makes_no_sense_is_refused(
    bot: Bot, item: str, asked: dict[str, str], code: str
) -> None:
    """A query that contradicts itself has the code that MediaWiki gives it."""
    assert query(bot, **asked)["error"]["code"] == code


def test_links_are_found_from_both_ends(bot: Bot, item: str) -> None:
    """A statement's property and value are links of the page, and lead back to it."""
    there = query(bot, prop="links", titles=f"Item:{item}")["query"]["pages"][0]["links"]
    assert [each["title"] for each in there] == ["Item:Q1", "Property:P1"]
    back = query(bot, list="backlinks", bltitle="Item:Q1")["query"]["backlinks"]
    assert [each["title"] for each in back] == [f"Item:{item}"]
    here = query(bot, prop="linkshere", titles="Property:P1")["query"]["pages"][0]["linkshere"]
    assert [each["title"] for each in here] == [f"Item:{item}"]


def test_a_link_goes_with_its_statement(bot: Bot, item: str) -> None:
    """Removing the statement removes the link in the same edit."""
    bot.edit({}, id=item, clear="1")
    assert query(bot, list="backlinks", bltitle="Item:Q1")["query"]["backlinks"] == []


def test_the_content_has_the_size_and_the_hash_it_says(bot: Bot, item: str) -> None:
    """`size`, `sha1`, `length` and the content itself agree."""
    import hashlib

    page = query(
        bot, prop="revisions|info", titles=f"Item:{item}", rvprop="content|size|sha1", rvslots="*"
    )["query"]["pages"][0]
    revision = page["revisions"][0]
    text = revision["slots"]["main"]["content"].encode()
    assert revision["size"] == page["length"] == len(text)
    assert revision["sha1"] == hashlib.sha1(text).hexdigest()


def test_stored_json_is_as_php_writes_it(bot: Bot, item: str) -> None:
    """Slashes are escaped, empty maps are lists, and snaks have no datatype."""
    page = query(bot, prop="revisions", titles=f"Item:{item}", rvprop="content", rvslots="main")
    text = page["query"]["pages"][0]["revisions"][0]["slots"]["main"]["content"]
    content = json.loads(text)
    assert content["aliases"] == []
    assert "datatype" not in content["claims"]["P1"][0]["mainsnak"]


def test_titles_are_what_the_wiki_makes_of_them(bot: Bot, item: str) -> None:
    """Normalised, missing, invalid, special and foreign titles each have their own form."""
    asked = "item:q1|Foo[bar|wikipedia:Foo|Special:Search|Talk:Nobody"
    answer = query(bot, titles=asked)["query"]
    pages = {page["title"]: page for page in answer["pages"]}
    assert {"fromencoded": False, "from": "item:q1", "to": "Item:Q1"} in answer["normalized"]
    assert answer["interwiki"] == [{"title": "wikipedia:Foo", "iw": "wikipedia"}]
    assert pages["Foo[bar"]["invalid"] is True
    assert pages["Special:Search"]["special"] is True
    assert pages["Talk:Nobody"]["missing"] is True


def test_missing_pages_count_down_namespace_by_namespace(bot: Bot) -> None:
    """The numbers of missing pages follow the namespaces in the order they first appear."""
    answer = bot.get(action="query", titles="Item:Q8|X|Item:Q9")["query"]["pages"]
    assert {number: page["title"] for number, page in answer.items()} == {
        "-1": "Item:Q8",
        "-2": "Item:Q9",
        "-3": "X",
    }
