"""Sixteen clients at a time: what they were told is what is there, to the last one."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

import httpx
import pytest

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.model.entities import empty
from pfgraph.sandbox.model.saving import create, existing, update
from pfgraph.sandbox.model.terms import set_term
from pfgraph.sandbox.store.storage import Edit, Storage
from pfgraph.sandbox.wiki import Wiki
from tests.sandbox.conftest import Bot

CLIENTS = 16
T = TypeVar("T")


@pytest.fixture
def bots(bot: Bot) -> Iterator[list[Bot]]:
    """Clients of one session, each with a connection of its own."""
    made = [Bot(_again(bot), bot.token) for _ in range(CLIENTS)]
    yield made
    for each in made:
        each.http.close()


def _again(bot: Bot) -> httpx.Client:
    http = bot.http
    return httpx.Client(base_url=http.base_url, cookies=http.cookies, trust_env=False, verify=False)


def at_once(work: Callable[[Any], T], on: Sequence[Any]) -> list[T]:
    """Do the work on each, all beginning at the same moment."""
    ready = Barrier(len(on))

    def begin(each: Any) -> T:
        ready.wait()
        return work(each)

    with ThreadPoolExecutor(len(on)) as pool:
        return list(pool.map(begin, on))


def terms(label: str, description: str = "") -> dict[str, Any]:
    said = {"labels": {"en": {"language": "en", "value": label}}}
    if description:
        said["descriptions"] = {"en": {"language": "en", "value": description}}
    return said


def codes(answers: list[Any]) -> Counter[str]:
    """How many answers there are of each kind: a code of an error, or `done`."""
    return Counter(each.get("error", {"code": "done"})["code"] for each in answers)


def string(property_id: str, value: str) -> dict[str, Any]:
    said = {"value": value, "type": "string"}
    snak = {"snaktype": "value", "property": property_id, "datavalue": said}
    return {"type": "statement", "rank": "normal", "mainsnak": snak}


def entities(bot: Bot, ids: Sequence[str]) -> list[Any]:
    answer = bot.get(action="wbgetentities", ids="|".join(ids), redirects="no")
    return list(answer["entities"].values())


def values(entity: Any) -> list[str]:
    claims = entity.get("claims", {}).values()
    return [each["mainsnak"]["datavalue"]["value"] for group in claims for each in group]


def test_one_label_and_description_make_one_item(bots: list[Bot]) -> None:
    """Of sixteen that make the same item, one succeeds and the others are told why not."""
    for number in range(4):
        data = terms(f"the same {number}", "for all")
        answers = at_once(lambda bot, data=data: bot.edit(data, new="item"), bots)
        assert codes(answers) == {"done": 1, "modification-failed": CLIENTS - 1}


def test_one_label_makes_one_property(bots: list[Bot]) -> None:
    """Labels of properties are unique in a language, however many want the same."""
    data = terms("the same") | {"datatype": "string"}
    answers = at_once(lambda bot: bot.edit(data, new="property"), bots)
    assert codes(answers) == {"done": 1, "failed-save": CLIENTS - 1}


def test_no_id_and_no_revision_is_given_twice(bots: list[Bot]) -> None:
    """All numbers are different, and there is no gap where nobody failed."""

    def make(bot: Bot) -> list[Any]:
        return [bot.edit({}, new="item")["entity"] for _ in range(6)]

    made = [entity for several in at_once(make, bots) for entity in several]
    numbers = sorted(int(entity["id"][1:]) for entity in made)
    assert numbers == list(range(1, CLIENTS * 6 + 1))
    assert len({entity["lastrevid"] for entity in made}) == len(made)


def test_statements_on_one_item_are_all_kept(bot: Bot, bots: list[Bot]) -> None:
    """Clients that do not know of each other lose nothing that was acknowledged."""
    text, item = bot.make("property", "text", datatype="string"), bot.make("item", "shared")

    def state(numbered: tuple[int, Bot]) -> list[str]:
        number, client = numbered
        said = [string(text, f"{number}.{each}") for each in range(4)]
        return [values(client.edit({"claims": [each]}, id=item)["entity"])[-1] for each in said]

    told = [value for several in at_once(state, list(enumerate(bots))) for value in several]
    assert len(told) == CLIENTS * 4
    assert sorted(values(entities(bot, [item])[0])) == sorted(told)


def test_of_edits_on_the_same_base_one_wins(bot: Bot, bots: list[Bot]) -> None:
    """The same label from the same revision: the others meet an edit conflict."""
    made = bot.edit(terms("one"), new="item")["entity"]

    def relabel(numbered: tuple[int, Bot]) -> Any:
        number, client = numbered
        data = terms(f"two {number}")
        return client.edit(data, id=made["id"], baserevid=str(made["lastrevid"]))

    answers = at_once(relabel, list(enumerate(bots)))
    assert codes(answers) == {"done": 1, "editconflict": CLIENTS - 1}
    winner = next(each["entity"] for each in answers if "entity" in each)
    assert entities(bot, [made["id"]])[0]["labels"] == winner["labels"]


def test_two_items_never_redirect_to_each_other(bot: Bot, bots: list[Bot]) -> None:
    """Half of the clients send A to B, the others B to A: one direction is left."""
    first, second = (bot.edit({}, new="item")["entity"]["id"] for _ in range(2))
    ways = itertools.cycle([(first, second), (second, first)])

    def redirect(asked: tuple[Bot, tuple[str, str]]) -> Any:
        client, (source, target) = asked
        return client.post(action="wbcreateredirect", **{"from": source, "to": target})

    at_once(redirect, list(zip(bots, ways, strict=False)))
    kept = [each["id"] for each in entities(bot, [first, second]) if "missing" not in each]
    assert len(kept) == 1


def test_merges_at_once_lose_no_statement(sandbox: Sandbox, bot: Bot, bots: list[Bot]) -> None:
    """Whoever merges what into what, each statement is in exactly one item afterwards.

    No redirect was made to what was a redirect at that moment.
    """
    text = bot.make("property", "text", datatype="string")
    said = [f"value {number}" for number in range(24)]
    made = [
        bot.edit(terms(value) | {"claims": [string(text, value)]}, new="item")["entity"]["id"]
        for value in said
    ]

    def merge(numbered: tuple[int, Bot]) -> list[Any]:
        number, client = numbered
        chance = random.Random(number)
        pairs = [chance.sample(made, 2) for _ in range(8)]
        return [client.post(action="wbmergeitems", fromid=a, toid=b) for a, b in pairs]

    answers = [each for several in at_once(merge, list(enumerate(bots))) for each in several]
    assert codes(answers)["done"] > 0
    left = [each for each in entities(bot, made) if "missing" not in each]
    assert sorted(value for entity in left for value in values(entity)) == sorted(said)
    assert len(left) == len(made) - codes(answers)["done"]
    assert_redirects_led_to_items(sandbox.wiki.storage)


def assert_redirects_led_to_items(storage: Storage) -> None:
    """Go through the history again, from its beginning."""
    redirects: set[str] = set()
    for (text,) in storage.rows("SELECT content FROM revision ORDER BY revision_id"):
        content = json.loads(text)
        if "redirect" in content:
            assert content["redirect"] not in redirects
            redirects.add(content["entity"])
        else:
            redirects.discard(content["id"])


def test_threads_that_save_without_the_server_lose_nothing() -> None:
    """Reading, checking and writing is one step, whoever calls it and with what it had read."""
    storage = Storage()
    wiki = Wiki("http://127.0.0.1", "secret", storage)
    edit = Edit("Admin", "", bot=False)
    create(wiki, empty("item", storage.new_id("item")), [], edit)
    stale = existing(wiki, "Q1")

    def label(number: int) -> None:
        for each in range(10):
            update(wiki, stale, [set_term("labels", f"{number}-{each}", "text")], edit)

    at_once(label, range(CLIENTS))
    assert len(existing(wiki, "Q1").content["labels"]) == CLIENTS * 10
    assert storage.rows("SELECT count(*) FROM revision") == [(1 + CLIENTS * 10,)]
    storage.close()
