"""A load that dies in the middle is made whole by loading again: no twins, nothing lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from pfgraph.ontology import declaration, ontology
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import connect
from pfgraph.wikibase.schema import apply_schema, plan_schema
from pfgraph.wikibase.state import read_state

ACTORS = 150
DEATHS = (15, 60, 110)  # items made before the process is killed


@pytest.fixture(scope="module")
def ready_wiki() -> Iterator[Sandbox]:
    """An embedded wiki that holds the ontology."""
    with Sandbox(host="127.0.0.5") as sandbox:
        repository = connect(sandbox.url, Account(sandbox.user, sandbox.password))
        state = read_state(repository)
        apply_schema(plan_schema(state, ontology(), declaration()), state, repository, "tests")
        yield sandbox


def records(folder: Path) -> Path:
    """Actors in a table, each in a chain of membership with the next."""
    rows = [f"a{n},Actor {n},https://a.example/{n}" for n in range(ACTORS)]
    (folder / "actors.csv").write_text("id,label,source\n" + "\n".join(rows) + "\n")
    facts = [
        f"m{n},a{n},is member of network,a{n + 1},https://a.example/{n}" for n in range(ACTORS - 1)
    ]
    text = "id,actor,relation,to,source\n" + "\n".join(facts) + "\n"
    (folder / "affiliations.csv").write_text(text)
    return folder


def start(wiki: Sandbox, folder: Path) -> subprocess.Popen[bytes]:
    environment = {
        "PFGRAPH_WIKI": wiki.url,
        "PFGRAPH_USER": wiki.user,
        "PFGRAPH_PASSWORD": wiki.password,
    }
    command = [sys.executable, "-m", "pfgraph", "load", str(folder), "--yes"]
    return subprocess.Popen(
        command, cwd=folder, env=os.environ | environment, stderr=subprocess.PIPE
    )


def items(wiki: Sandbox) -> int:
    """How many items of the records are on the wiki, asked without an account."""
    asked = {
        "action": "query", "list": "recentchanges", "rctype": "new", "rcnamespace": "120",
        "rclimit": "500", "rcprop": "comment", "format": "json",
    }  # fmt: skip
    changes = httpx.get(wiki.api, params=asked).json()["query"]["recentchanges"]
    return sum("new item for actors/" in change["comment"] for change in changes)


def test_a_load_that_is_killed_is_made_whole_by_the_next(
    ready_wiki: Sandbox, tmp_path: Path
) -> None:
    """Killed three times at different points, then run to its end: every row once."""
    folder = records(tmp_path)
    ends = []
    for deaths in DEATHS:
        process = start(ready_wiki, folder)
        while process.poll() is None and items(ready_wiki) < deaths:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        ends.append((process.returncode, items(ready_wiki)))
    assert any(code == -signal.SIGKILL and made < ACTORS for code, made in ends), ends
    last = start(ready_wiki, folder)
    _, said = last.communicate()
    assert last.returncode == 0, said
    again = start(ready_wiki, folder)
    assert b"nothing to write" in again.communicate()[1]
    state = read_state(connect(ready_wiki.url, Account(ready_wiki.user, ready_wiki.password)))
    assert state.twins == {}
    markers = [each.marker for item in state.items.values() for each in item.statements]
    rows = [marker for marker in markers if marker.startswith("affiliations/")]
    assert sum(key.startswith("actors/a") for key in state.items) == ACTORS
    assert sorted(rows) == sorted(f"affiliations/m{n}" for n in range(ACTORS - 1))
