"""Undos, and people's edits, as the tests of runs make them: through the real wire."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from pfgraph.runs.found import find
from pfgraph.runs.journal import Journal
from pfgraph.runs.undo import Undo, plan_undo
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import connect
from pfgraph.wikibase.results import Run
from pfgraph.wikibase.state import WikiState, read_state
from tests.runs.conftest import quick
from tests.runs.loading import Loading

Json = dict[str, Any]


class Bot(Loading):
    """An operator who also takes runs back."""

    @property
    def state(self) -> WikiState:
        """The wiki as it is now."""
        return read_state(self.repository)

    @contextmanager
    def journal(self) -> Iterator[Journal]:
        """The folder's journal, open."""
        journal = Journal(self.folder)
        try:
            yield journal
        finally:
            journal.close()

    def planned(self, run: str) -> Undo:
        """What taking a run back would do."""
        with self.journal() as journal:
            info = journal.run(run)
            found = find(info.id, info, journal.entries(info.id), self.repository)
        return plan_undo(found, self.repository)

    def undo(self, run: str) -> Run:
        """Take a run back."""
        return self.carry_out(self.planned(run))

    def carry_out(self, undo: Undo) -> Run:
        """Carry an undo out, as it was planned some time ago."""
        state = self.state
        return self._with_runner(state, 1, lambda runner: runner.undo(undo, state.item_ids))


class Person:
    """Somebody who edits by hand, with a session apart from that of pywikibot."""

    def __init__(self, wiki: Sandbox, name: str = "PlainUser") -> None:
        self.api, self.http = wiki.api, httpx.Client()
        login = self._ask("GET", action="query", meta="tokens", type="login")
        token = login["query"]["tokens"]["logintoken"]
        named = {"lgname": f"{name}@tool", "lgpassword": wiki.password, "lgtoken": token}
        assert self._ask("POST", action="login", **named)["login"]["result"] == "Success"
        self.token = self._ask("GET", action="query", meta="tokens")["query"]["tokens"]["csrftoken"]

    def _ask(self, method: str, **asked: str) -> Json:
        field = "params" if method == "GET" else "data"
        answer = self.http.request(method, self.api, **{field: {**asked, "format": "json"}})  # type: ignore[arg-type]
        said: Json = answer.json()
        assert "error" not in said, said["error"]
        return said

    def edit(self, entity_id: str, data: Json) -> None:
        """Edit an item; nothing where there is nothing to edit."""
        if data:
            text = json.dumps(data)
            self._ask("POST", action="wbeditentity", id=entity_id, data=text, token=self.token)

    def make(self, data: Json) -> str:
        """Make an item; returns its id."""
        text = json.dumps(data)
        said = self._ask("POST", action="wbeditentity", new="item", data=text, token=self.token)
        return str(said["entity"]["id"])

    def see(self, entity_id: str) -> Json:
        """An entity as it is now; empty where it is gone."""
        said = self._ask("GET", action="wbgetentities", ids=entity_id)["entities"][entity_id]
        return {} if "missing" in said else said

    def close(self) -> None:
        """End the session."""
        self.http.close()


def bot(wiki: Sandbox, folder: Path, user: str = "") -> Bot:
    """An operator with an account of the wiki; all accounts have one password."""
    named = Account(user or wiki.user, wiki.password)
    return Bot(connect(wiki.url, named, patience=quick()), folder)
