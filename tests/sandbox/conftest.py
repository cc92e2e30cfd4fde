"""A running sandbox, and a bot that is logged in to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.app import make_app
from pfgraph.sandbox.store.storage import Storage
from pfgraph.sandbox.wiki import Wiki
from tests.sandbox.restclient import InProcess, Rest


@dataclass(frozen=True)
class Bot:
    """A client of the API with its token."""

    http: httpx.Client
    token: str

    def get(self, **parameters: str) -> Any:
        return self.http.get("/w/api.php", params={"format": "json", **parameters}).json()

    def post(self, **fields: str) -> Any:
        sent = {"format": "json", "token": self.token, **fields}
        return self.http.post("/w/api.php", data=sent).json()

    def edit(self, data: dict[str, Any], **fields: str) -> Any:
        return self.post(action="wbeditentity", data=json.dumps(data), **fields)

    def make(self, kind: str, label: str, **data: Any) -> str:
        labels = {"en": {"language": "en", "value": label}}
        made = self.edit({"labels": labels, **data}, new=kind)
        return str(made["entity"]["id"])


def log_in(sandbox: Sandbox, user: str, password: str) -> Bot:
    http = httpx.Client(base_url=sandbox.url, trust_env=False)
    return enter(Bot(http, ""), user, password)


def enter(bot: Bot, user: str, password: str) -> Bot:
    """The same client, logged in."""
    asked = bot.get(action="query", meta="tokens", type="login")
    token = asked["query"]["tokens"]["logintoken"]
    fields = {"action": "login", "lgname": user, "lgpassword": password, "lgtoken": token}
    assert bot.http.post("/w/api.php", data={"format": "json", **fields}).json()["login"]
    csrf = bot.get(action="query", meta="tokens")["query"]["tokens"]["csrftoken"]
    return Bot(bot.http, csrf)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def bot(sandbox: Sandbox) -> Iterator[Bot]:
    bot = log_in(sandbox, sandbox.user, sandbox.password)
    yield bot
    bot.http.close()


@pytest.fixture
def rest() -> Iterator[Rest]:
    """A bot's client of a wiki in this process; what needs a real server makes its own."""
    wiki = Wiki("http://wiki.example", "secret", Storage())
    app = make_app(wiki)
    with httpx.Client(transport=InProcess(app), base_url=wiki.server) as http:
        enter(Bot(http, ""), "WikibaseBot@tool", "secret")
        yield Rest(http)
    app.state.graph.close()
    wiki.storage.close()


@pytest.fixture
def browser(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.url, trust_env=False) as client:
        yield client
