"""An undo that is killed, and resumed: every edit once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pfgraph.runs.parts import parts_of
from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults.fault import Fault
from tests.runs.bots import Bot, Person, bot
from tests.runs.loading import actors

COUNT = 6


def start(wiki: Sandbox, folder: Path, user: str) -> subprocess.Popen[bytes]:
    """`pfgraph undo last`, as a process that can be killed."""
    account = {"PFGRAPH_WIKI": wiki.url, "PFGRAPH_USER": user, "PFGRAPH_PASSWORD": wiki.password}
    command = [sys.executable, "-m", "pfgraph", "undo", "last", "--yes"]
    return subprocess.Popen(command, cwd=folder, env=os.environ | account, stderr=subprocess.PIPE)


def killed_when(process: subprocess.Popen[bytes], ready: Callable[[], bool]) -> None:
    """Kill the process at the moment when something is so; it must not end before."""
    until = time.monotonic() + 60
    while not ready():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < until
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.mark.parametrize(
    ("action", "after"), [("wbeditentity", 1), ("wbeditentity", 4), ("delete", 2)]
)
def test_an_undo_that_is_killed_is_resumed(
    wiki: Sandbox, tmp_path: Path, action: str, after: int
) -> None:
    """Killed while an edit or a deletion is under way: resumed, each is made exactly once."""
    user = "Admin@tool"
    admin = bot(wiki, tmp_path / ".pfgraph", user)
    admin.load(actors(COUNT))
    made = [each for key, each in admin.state.item_ids.items() if key.startswith("actors/")]
    before = wiki.requests.actions[action]
    wiki.faults.add(Fault("slow", delay=0.1, module=action))
    process = start(wiki, tmp_path, user)
    killed_when(process, lambda: wiki.requests.actions[action] >= before + after)
    wiki.faults.clear()
    time.sleep(0.3)  # what was under way on the wiki ends there
    outcome = resumed(bot(wiki, tmp_path / ".pfgraph", user))
    assert not outcome
    person = Person(wiki)
    assert [person.see(each) for each in made] == [{}] * COUNT
    person.close()
    log = admin.repository.pages.deletions("")
    assert sorted(each.id for each in log) == sorted(made)
    again = bot(wiki, tmp_path / ".pfgraph", user)
    assert not again.undo("last").refused
    revisions = [list(again.repository.pages.summaries(each)) for each in made]
    assert [len(each) for each in revisions] == [3] * COUNT  # made, emptied, filled again
    assert all(parts_of(each) for each in again.repository.entities(made))


def resumed(there: Bot) -> tuple[object, ...]:
    """What was refused when the last run was taken up again."""
    state = there.state
    return there._with_runner(state, 1, lambda r: r.resume("last", state.item_ids)).refused
