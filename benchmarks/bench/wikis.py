"""The embedded Wikibase in a process of its own, and what was asked of it over HTTP."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pywikibot.comms import http

from pfgraph.ontology import declaration, ontology
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import PywikibotRepository, connect
from pfgraph.wikibase.repository import Edit, Saved
from pfgraph.wikibase.schema import apply_schema, plan_schema
from pfgraph.wikibase.state import read_state

_PASSWORD = "a-password-of-the-benchmarks"
ACCOUNT = Account("WikibaseBot@tool", _PASSWORD)
_READS = frozenset({"query", "wbgetentities", "paraminfo", "wbsearchentities", "login", ""})


@contextmanager
def wiki() -> Iterator[str]:
    """A new wiki, empty and in memory, in its own process; its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pfgraph", "sandbox"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PFGRAPH_PASSWORD": _PASSWORD},
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


class RecordingRepository(PywikibotRepository):
    """A wiki through pfgraph; `edits` keeps the edits that were sent, in their order."""

    def __init__(self, site: Any, url: str) -> None:
        super().__init__(site, url)
        self.edits: list[Edit] = []

    def edit(self, edit: Edit) -> Saved:
        """Keep the edit, then make it."""
        self.edits.append(edit)
        return super().edit(edit)


def prepared(url: str) -> RecordingRepository:
    """Log in and put the ontology on the wiki; numbers come out the same on every new wiki."""
    repository = RecordingRepository(connect(url, ACCOUNT).site, url)
    state = read_state(repository)
    run = apply_schema(
        plan_schema(state, ontology(), declaration()), state, repository, "benchmark"
    )
    assert not run.refused
    repository.edits.clear()
    return repository


@dataclass(slots=True)
class Requests:
    """How many HTTP requests pywikibot made, by action of the API."""

    actions: Counter[str] = field(default_factory=Counter)

    @property
    def writes(self) -> int:
        """Requests that edit."""
        return sum(number for action, number in self.actions.items() if action not in _READS)

    @property
    def reads(self) -> int:
        """All others."""
        return self.actions.total() - self.writes


@contextmanager
def counted() -> Iterator[Requests]:
    """Count the requests that are answered meanwhile."""
    requests = Requests()

    def count(response: Any, *_: object, **__: object) -> None:
        requests.actions[_action(response.request)] += 1

    http.session.hooks["response"].append(count)
    try:
        yield requests
    finally:
        http.session.hooks["response"].remove(count)


def _action(request: Any) -> str:
    body = request.body or b""
    text = body if isinstance(body, str) else body.decode("utf-8", "replace")
    said = parse_qs(urlsplit(request.url).query) | parse_qs(text)
    return str(said.get("action", [""])[0])
