"""The embedded Wikibase in a process of its own, and what was asked of it over HTTP."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import parse_qs, urlsplit

import requests

from pfgraph.ontology import declaration, ontology
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import connect
from pfgraph.wikibase.schema import apply_schema, plan_schema
from pfgraph.wikibase.state import read_state

_PASSWORD = "a-password-of-the-benchmarks"
ACCOUNT = Account("WikibaseBot@tool", _PASSWORD)
EDITING = ("wbeditentity", "wbcreateclaim", "wbsetclaim", "wbsetqualifier", "wbsetreference")
_READS = frozenset({"query", "wbgetentities", "paraminfo", "wbsearchentities", "login", ""})


@contextmanager
def wiki(data: Path, each_edit: float = 0.0) -> Iterator[str]:
    """A wiki on that file, whose edits take so many seconds longer than they have to."""
    command = [sys.executable, "-m", "pfgraph", "sandbox", "--data", str(data)]
    if each_edit:
        faults = data.with_suffix(".toml")
        faults.write_text(
            f'[[fault]]\nkind = "slow"\nmodule = "{"|".join(EDITING)}"\ndelay = {each_edit}\n'
        )
        command += ["--faults", str(faults)]
    environment = {**os.environ, "PFGRAPH_PASSWORD": _PASSWORD}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


@dataclass(frozen=True, slots=True)
class Wikis:
    """New wikis that hold the ontology and nothing else, each with the same numbers."""

    folder: Path

    @classmethod
    def prepared(cls, folder: Path) -> "Wikis":
        """Put the ontology on a wiki of which all others are copies."""
        with wiki(folder / "ontology.sqlite") as url:
            repository = connect(url, ACCOUNT)
            state = read_state(repository)
            plan = plan_schema(state, ontology(), declaration())
            assert not apply_schema(plan, state, repository, "benchmark").refused
        return cls(folder)

    @contextmanager
    def new(self, each_edit: float = 0.0) -> Iterator[str]:
        """The address of one more; `each_edit` as in `wiki`."""
        copy = self.folder / f"wiki-{len(list(self.folder.iterdir()))}.sqlite"
        shutil.copy(self.folder / "ontology.sqlite", copy)
        with wiki(copy, each_edit) as url:
            yield url


@dataclass(slots=True)
class Requests:
    """How many HTTP requests were answered, by action of the API."""

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
    """Count what is answered meanwhile to any client that is built on the library requests."""
    found, send = Requests(), requests.Session.send

    def counting(session: Any, request: Any, **options: Any) -> Any:
        answer = send(session, request, **options)
        found.actions[_action(request)] += 1
        return answer

    with mock.patch.object(requests.Session, "send", counting):
        yield found


def _action(request: Any) -> str:
    body = request.body or b""
    text = body if isinstance(body, str) else body.decode("utf-8", "replace")
    said = parse_qs(urlsplit(request.url).query) | parse_qs(text)
    return str(said.get("action", [""])[0])
