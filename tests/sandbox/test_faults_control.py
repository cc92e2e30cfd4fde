"""The control address: what it does, and whom it lets in."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults import Fault
from pfgraph.sandbox.faults.guard import HEADER, Guarded
from tests.sandbox.conftest import log_in
from tests.sandbox.wire import ask

WORD = "let me in"


@pytest.fixture
def controlled() -> Iterator[Sandbox]:
    with Sandbox(control=WORD) as running:
        yield running


@pytest.fixture
def control(controlled: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=f"{controlled.url}/control", headers={HEADER: WORD}, trust_env=False
    ) as client:
        yield client


def test_faults_are_set_told_and_taken_away(controlled: Sandbox, control: httpx.Client) -> None:
    """PUT sets these alone, POST adds, GET tells what they did, DELETE clears."""
    control.put("/faults", json={"seed": 3, "fault": [{"kind": "slow", "delay": 0.01}]})
    control.post("/faults", json={"fault": [{"kind": "http-error", "at": [1, 2]}]})
    assert httpx.get(f"{controlled.url}/wiki/").status_code == 502
    assert control.get("/faults").json() == {
        "fault": [
            {"kind": "slow", "delay": 0.01, "seed": 3, "matched": 1, "struck": 1},
            {"kind": "http-error", "at": [1, 2], "matched": 1, "struck": 1},
        ]
    }
    assert control.delete("/faults").json() == {"fault": []}
    assert httpx.get(f"{controlled.url}/wiki/").status_code == 200


def test_mistakes_in_faults_are_told(control: httpx.Client) -> None:
    """All of them, and nothing is set."""
    answer = control.put("/faults", json={"fault": [{"kind": "slow", "delay": "x", "no": 1}]})
    assert answer.status_code == 400
    assert [each.split(": ")[2] for each in answer.json()["problems"]] == ["delay", "no"]
    assert control.get("/faults").json() == {"fault": []}


def test_lag_and_read_only_mode_are_switched(controlled: Sandbox, control: httpx.Client) -> None:
    """PUT switches them on with what is sent, again with something else, DELETE off."""
    control.put("/lag", json={"lag": 3})
    control.put("/lag", json={"lag": 9})
    control.put("/read-only", json={"reason": "Moving house"})
    assert [each.fault for each in controlled.faults.standing] == [
        Fault("maxlag", lag=9),
        Fault("read-only", reason="Moving house"),
    ]
    control.delete("/lag")
    control.delete("/read-only")
    assert controlled.faults.standing == ()


def test_counters_and_log_are_read_and_reset(controlled: Sandbox, control: httpx.Client) -> None:
    """The control's own requests are not among them."""
    httpx.get(f"{controlled.url}/wiki/")
    httpx.get(f"{controlled.url}/wiki/Item:Q1")
    assert control.get("/requests").json()["total"] == 2
    assert [each["path"] for each in control.get("/log?after=1").json()["log"]] == ["/wiki/Item:Q1"]
    assert control.delete("/requests").json()["total"] == 0
    assert control.get("/log").json() == {"log": []}


def test_sessions_are_lost(controlled: Sandbox, control: httpx.Client) -> None:
    """Those of one account, or all."""
    bot = log_in(controlled, controlled.user, controlled.password)
    control.delete("/sessions?user=Admin")
    assert bot.get(action="query", meta="userinfo")["query"]["userinfo"]["name"] == "WikibaseBot"
    control.delete("/sessions?user=WikibaseBot")
    assert bot.get(action="query", meta="userinfo")["query"]["userinfo"]["id"] == 0
    assert control.delete("/sessions?user=Nobody").status_code == 400
    assert control.delete("/sessions").status_code == 204
    bot.http.close()


def test_what_is_not_there_names_what_is(control: httpx.Client) -> None:
    """An unknown control answers 404 with a list."""
    answer = control.get("/everything")
    assert answer.status_code == 404
    assert "/control/faults" in answer.json()["controls"]


def test_without_being_asked_for_there_is_no_control(sandbox: Sandbox) -> None:
    """The path is an unknown page like any other."""
    answer = httpx.get(f"{sandbox.url}/control/faults", headers={HEADER: ""})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("word", ["", "let me", "Let me in"])
def test_the_word_has_to_be_right(controlled: Sandbox, word: str) -> None:
    """Nearly right is wrong."""
    headers = {HEADER: word} if word else {}
    assert httpx.get(f"{controlled.url}/control/faults", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "header",
    ["Origin: http://evil.example", "Origin: null", "Referer: http://a.example/",
     "Sec-Fetch-Site: cross-site"],
)  # fmt: skip
def test_a_page_in_a_browser_is_refused(controlled: Sandbox, header: str) -> None:
    """What only a browser sends keeps a request out, the right word or not."""
    head = f"POST /control/stop\n{HEADER}: {WORD}\n{header}"
    assert ask(controlled, head).status == 403


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "10.0.0.1",
        "127.0.0.1.evil.example",
        "[",
        "127.0.0.1@evil.example",
    ],
)
def test_a_name_that_was_made_to_point_here_is_refused(controlled: Sandbox, host: str) -> None:
    """The Host header has to be a loopback address."""
    answer = ask(controlled, f"GET /control/faults\n{HEADER}: {WORD}", host=host)
    assert answer.status == 403


def test_another_machine_finds_nothing() -> None:
    """To a client that is not on loopback there is no control address, word or not."""
    app = Guarded(Starlette(), Starlette(), WORD)
    transport = httpx.ASGITransport(app, client=("192.0.2.7", 4711))

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as far:
            return await far.get("/control/faults", headers={HEADER: WORD})

    assert asyncio.run(asked()).status_code == 404


def test_a_body_that_is_not_json_is_refused(control: httpx.Client) -> None:
    """Neither another type nor broken JSON is taken."""
    text = json.dumps({"fault": []})
    assert control.put("/faults", content=text).status_code == 400
    broken = control.put("/faults", content="{", headers={"content-type": "application/json"})
    assert broken.status_code == 400


def test_the_process_stops_when_told(tmp_path: Any) -> None:
    """The answer comes, and then the command ends as after Ctrl-C."""
    command = [sys.executable, "-m", "pfgraph.cli.sandbox", "--control"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        address = process.stdout.readline().strip()
        said = [process.stderr.readline() for _ in range(2)]
        word = said[1].split(f"{HEADER}: ")[1].strip()
        answer = httpx.post(f"{address}/control/stop", headers={HEADER: word})
        assert process.wait(10) == 0
    assert answer.status_code == 202
