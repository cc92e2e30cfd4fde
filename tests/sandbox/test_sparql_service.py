"""Queries are answered beside the server, within limits, and know every edit."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.sparql.endpoint import ask
from pfgraph.sandbox.sparql.question import Refused
from tests.sandbox.conftest import Bot, log_in

ENDLESS = """SELECT (COUNT(*) AS ?n) {
  ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER(STR(?a) = STR(?o))
}"""
COUNT = "SELECT (COUNT(*) AS ?n) { ?item a wikibase:Item }"


@pytest.fixture
def impatient() -> Iterator[Bot]:
    """A bot on a wiki where a query may take half a second."""
    with Sandbox(query_timeout=0.5) as sandbox:
        bot = log_in(sandbox, sandbox.user, sandbox.password)
        for number in range(40):
            bot.make("item", f"item {number}")
        yield bot
        bot.http.close()


def counted(bot: Bot) -> int:
    answer = bot.http.get("/sparql", params={"query": COUNT})
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_a_query_without_end_is_ended(impatient: Bot) -> None:
    """Status 504 and words that tell the limit."""
    answer = impatient.http.get("/sparql", params={"query": ENDLESS})
    assert answer.status_code == 504
    assert answer.text.startswith("Query timeout limit reached: the query was ended after 0.5 s")


def test_slow_queries_stop_neither_edits_nor_each_other(impatient: Bot) -> None:
    """With eight queries running edits are saved and other queries answered."""
    base = impatient.http.base_url
    with ThreadPoolExecutor(8) as pool:
        slow = [
            pool.submit(httpx.get, f"{base}/sparql", params={"query": ENDLESS}, trust_env=False)
            for _ in range(8)
        ]
        impatient.make("item", "meanwhile")
        assert counted(impatient) == 41
    assert {each.result().status_code for each in slow} == {504}


def test_every_edit_before_a_query_is_in_its_answer(bot: Bot) -> None:
    """Edits and queries by turns, on readers that are new and readers that were used before."""
    assert counted(bot) == 0
    for number in range(1, 6):
        bot.make("item", f"item {number}")
        assert [counted(bot), counted(bot)] == [number, number]


def test_a_keeper_that_was_killed_is_replaced(bot: Bot, sandbox: Sandbox) -> None:
    """The process that holds the graph may die; the next query finds everything again."""
    bot.make("item", "kept")
    assert counted(bot) == 1
    keeper = sandbox._app.state.graph._keeper
    os.kill(keeper._process.pid, signal.SIGKILL)
    keeper._process.wait()
    bot.make("item", "told anew")
    assert counted(bot) == 2


def test_no_query_outlives_the_wiki() -> None:
    """Stopping ends what is still running instead of waiting for it."""
    with Sandbox() as sandbox, ThreadPoolExecutor(1) as pool:
        bot = log_in(sandbox, sandbox.user, sandbox.password)
        for number in range(40):
            bot.make("item", f"item {number}")
        counted(bot)
        running = pool.submit(ask, sandbox._app.state.graph, ENDLESS)
        while not sandbox._app.state.graph._busy:
            threading.Event().wait(0.01)
        sandbox.stop()
        with pytest.raises(Refused, match="ended"):
            running.result(timeout=10)
        bot.http.close()


def test_an_answer_that_is_too_large_is_refused_in_words(bot: Bot) -> None:
    """The limit is named, and what to do."""
    for number in range(12):
        bot.make("item", f"item {number}")
    query = "SELECT ?a ?b ?c ?d ?e ?f ?g ?h ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    answer = bot.http.get("/sparql", params={"query": query}, timeout=60)
    assert answer.status_code == 400
    assert answer.text.startswith("The answer is larger than 128 MB")


def test_a_query_that_breaks_its_reader_breaks_nothing_else(bot: Bot) -> None:
    """Nested too deep for the parser's stack: the reader is gone, the wiki goes on."""
    bot.make("item", "still here")
    nested = "{" * 200_000
    answer = bot.http.post("/sparql", data={"query": f"ASK {nested}"})
    assert answer.status_code == 500
    assert answer.text.startswith("The query was ended")
    assert counted(bot) == 1


def test_nobody_works_for_a_client_that_has_gone(bot: Bot, sandbox: Sandbox) -> None:
    """A query is ended when the client hangs up, long before its time is over."""
    for number in range(40):
        bot.make("item", f"item {number}")
    counted(bot)
    with pytest.raises(httpx.ReadTimeout):
        bot.http.get("/sparql", params={"query": ENDLESS}, timeout=0.2)
    service, patience = sandbox._app.state.graph, time.monotonic() + 20
    while service._busy and time.monotonic() < patience:
        time.sleep(0.05)
    assert not service._busy
