"""What the sandbox was asked can be counted and read."""

from __future__ import annotations

import httpx
import pytest

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults import Fault
from pfgraph.sandbox.faults.log import DIFFERENT, OTHERS, Entry, Log
from pfgraph.sandbox.web import LARGEST_BODY
from tests.sandbox.conftest import Bot


def _entry(path: str) -> Entry:
    return Entry(0, "2026-11-22T00:00:00Z", "GET", path, "", "anonymous", 200, "", (), 1.0)


def test_requests_are_counted(sandbox: Sandbox, bot: Bot) -> None:
    """By action, by path and by method, and in all."""
    before = sandbox.requests
    bot.edit({}, new="item")
    bot.get(action="wbgetentities", ids="Q1")
    bot.http.get("/wiki/Item:Q1")
    counts = sandbox.requests
    assert counts.total - before.total == 3
    assert counts.actions["wbeditentity"] == counts.actions["wbgetentities"] == 1
    assert counts.paths["/wiki/Item:Q1"] == 1
    assert counts.methods["POST"] - before.methods["POST"] == 1


def test_the_log_tells_what_became_of_a_request(sandbox: Sandbox, bot: Bot) -> None:
    """Who asked for what, the status, the error and the fault; it is there with the answer."""
    sandbox.faults.add(Fault("read-only", times=1))
    bot.edit({}, new="item")
    last = sandbox.log[-1]
    assert (last.method, last.path, last.action) == ("POST", "/w/api.php", "wbeditentity")
    assert (last.user, last.status, last.error) == ("WikibaseBot", 200, "readonly")
    assert last.faults == ("read-only",)
    assert last.number == len(sandbox.log)
    assert last.duration > 0


@pytest.mark.parametrize("kind", ["lost-before", "lost-after", "cut"])
def test_a_cut_connection_is_in_the_log_without_a_status(
    sandbox: Sandbox, bot: Bot, kind: str
) -> None:
    """The client saw no answer, so the log has none."""
    sandbox.faults.add(Fault(kind, module="wbeditentity"))
    with pytest.raises(httpx.RemoteProtocolError):
        bot.edit({}, new="item")
    last = sandbox.log[-1]
    assert (last.action, last.status, last.faults) == ("wbeditentity", None, (kind,))


def test_a_seed_gives_the_same_bad_day_again() -> None:
    """Two wikis that are asked the same in the same order fail at the same places."""
    fault = Fault("http-error", probability=0.4, seed=5)
    days = []
    for _ in range(2):
        with Sandbox(faults=[fault]) as sandbox, httpx.Client(base_url=sandbox.url) as client:
            days.append([client.get("/entity/Q1").status_code for _ in range(25)])
    assert days[0] == days[1]
    assert 5 < days[0].count(502) < 15


def test_a_request_that_is_too_large_is_in_the_log(sandbox: Sandbox, bot: Bot) -> None:
    """Although nobody read what it asked for."""
    bot.http.post("/w/api.php", data={"action": "wbeditentity", "data": "x" * LARGEST_BODY})
    assert (sandbox.log[-1].status, sandbox.log[-1].action) == (413, "")


def test_a_long_log_forgets_the_oldest() -> None:
    """The counters go on, and so do the numbers."""
    log = Log(length=2)
    for _ in range(3):
        log.add(_entry("/"))
    assert [entry.number for entry in log.entries()] == [2, 3]
    assert [entry.number for entry in log.entries(after=2)] == [3]
    assert log.counts.total == 3


def test_counters_are_bounded() -> None:
    """A client that asks for ever new paths does not fill the memory."""
    log = Log(length=1)
    for number in range(DIFFERENT + 5):
        log.add(_entry(f"/{number}"))
    assert len(log.counts.paths) == DIFFERENT + 1
    assert log.counts.paths[OTHERS] == 5


def test_counting_can_begin_again() -> None:
    """After a reset nothing is counted and the log is empty."""
    log = Log()
    log.add(_entry("/"))
    log.reset()
    assert (log.counts.total, log.entries()) == (0, ())
