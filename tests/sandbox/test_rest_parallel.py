"""Several clients of the REST API at once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.sandbox.conftest import Bot
from tests.sandbox.restclient import Rest, stating

CLIENTS = 8


@pytest.fixture
def rest(bot: Bot) -> Rest:
    return Rest(bot.http)


def test_of_those_who_saw_the_same_revision_one_may_write(rest: Rest) -> None:
    """The others are told that their condition does not hold any more."""
    path = f"/entities/items/{rest.item()}/labels/en"
    tag = rest.ask("GET", path.removesuffix("/en")).headers["etag"]

    def write(number: int) -> int:
        return rest.ask("PUT", path, {"label": f"label {number}"}, if_match=tag).status_code

    with ThreadPoolExecutor(CLIENTS) as pool:
        assert Counter(pool.map(write, range(CLIENTS))) == {201: 1, 412: CLIENTS - 1}


def test_statements_added_at_once_are_all_there(rest: Rest) -> None:
    """Without a condition nobody's edit is lost, and each has an id of its own."""
    item, known = rest.item(), rest.property("string")
    path = f"/entities/items/{item}/statements"

    def add(number: int) -> str:
        sent = {"statement": stating(known, f"value {number}")}
        return str(rest.ask("POST", path, sent).json()["id"])

    with ThreadPoolExecutor(CLIENTS) as pool:
        told = set(pool.map(add, range(CLIENTS)))
    assert {each["id"] for each in rest.get(path)[known]} == told
    assert len(told) == CLIENTS
