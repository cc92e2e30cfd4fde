"""Killed at any moment and run again: no twin, no lost row, no doubled statement."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from pfgraph.runs.journal import Journal
from pfgraph.runs.model import State
from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.wikibase.state import read_state
from tests.runs.conftest import HOST, connected
from tests.runs.loading import Said, said, statements

KILLS = int(os.environ.get("PFGRAPH_KILLS", "50"))
A_WIKI = 10  # kills of one load, before it is left alone
SLOW = 0.03  # seconds that half of the edits take longer, so that more kills come in between
EDITS = 4  # within so many of a load's edits a kill comes


Wait = Callable[[Callable[[], bool]], None]
"""Comes back at the moment of a kill, or as soon as what it is given says that all is over."""


@dataclass
class Loaders:
    """The process that forks loaders."""

    process: subprocess.Popen[str]

    def load(self, sandbox: Sandbox, folder: Path, named: str, wait: Wait | None = None) -> bool:
        """Let a loader run; kill it when `wait` comes back. Tells whether it came to its end."""
        assert self.process.stdin and self.process.stdout
        order = [sandbox.url, sandbox.user, sandbox.password, str(folder), named]
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        if wait is not None:
            wait(lambda: not is_running(child))
            with suppress(ProcessLookupError):  # it was faster
                os.kill(child, signal.SIGKILL)
        status = int(self.process.stdout.readline())
        assert wait is not None or status == 0
        return status == 0


def is_running(process: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def loaders() -> Iterator[Loaders]:
    """One for all kills: what takes long is importing."""
    command = [sys.executable, "-m", "tests.runs.zygote"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Loaders(process)
        assert process.stdin
        process.stdin.close()


@pytest.fixture(scope="module")
def once_loaded(
    loaders: Loaders, with_ontology: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The file of a wiki on which the first of the two loads is."""
    folder = tmp_path_factory.mktemp("once") / "loaded"
    with a_wiki(with_ontology, folder) as sandbox:
        loaders.load(sandbox, folder, "first")
    return folder / "wiki.sqlite"


@pytest.mark.parametrize("half", [1, 2])  # so that two processors can share them
def test_a_load_that_is_killed_at_any_moment_is_made_whole(
    loaders: Loaders, once_loaded: Path, tmp_path: Path, half: int
) -> None:
    """After any number of kills the wiki is that of an undisturbed load, each row once."""
    chance = random.Random(half)
    length, expected = undisturbed(loaders, once_loaded, tmp_path / "undisturbed")
    killed, in_between, wikis = 0, 0, count(1)
    while killed < KILLS / 2:
        folder = tmp_path / f"wiki-{next(wikis)}"
        with a_wiki(once_loaded, folder) as sandbox:
            slow = Fault("slow", "wbeditentity", probability=0.5, seed=killed, delay=SLOW)
            sandbox.faults.add(slow)
            for _ in range(A_WIKI):
                if loaders.load(sandbox, folder, "second", moment(chance, length, sandbox)):
                    break
                killed += 1
                in_between += waits_for_an_answer(folder)
            sandbox.faults.clear()
            loaders.load(sandbox, folder, "second")
            assert left_on(sandbox) == expected, f"after {killed} kills"
    assert in_between, "no kill fell between sending an edit and its answer"


def moment(chance: random.Random, length: float, sandbox: Sandbox) -> Wait:
    """Any moment of a load, or one about the time of an edit, which is where it matters."""
    if chance.random() < 0.25:
        return after(chance.uniform(0, length))
    before = sandbox.requests.actions["wbeditentity"]
    edits, more = chance.randint(1, EDITS), chance.uniform(0, SLOW)

    def wait(is_over: Callable[[], bool]) -> None:
        while sandbox.requests.actions["wbeditentity"] < before + edits and not is_over():
            time.sleep(0.001)
        after(more)(is_over)

    return wait


def after(seconds: float) -> Wait:
    """So many seconds from now on."""

    def wait(is_over: Callable[[], bool]) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not is_over():
            time.sleep(0.001)

    return wait


def waits_for_an_answer(folder: Path) -> bool:
    """Whether the journal holds an edit that was sent and not answered."""
    journal = Journal(folder)
    try:
        return any(State.SENT in journal.counts(run.id) for run in journal.runs()[:1])
    finally:
        journal.close()


def undisturbed(loaders: Loaders, wiki: Path, folder: Path) -> tuple[float, tuple[Said, int]]:
    """How long the second load takes in seconds, and what it leaves."""
    with a_wiki(wiki, folder) as sandbox:
        before = left_on(sandbox)
        start = time.monotonic()
        loaders.load(sandbox, folder, "second")
        length = time.monotonic() - start
        left = left_on(sandbox)
    assert len(left[0]) > len(before[0]) and left[0] != before[0]
    return length, left


@contextmanager
def a_wiki(made_from: Path, folder: Path) -> Iterator[Sandbox]:
    """A wiki on a port of its own, from a copy of that file kept in `folder`."""
    folder.mkdir()
    copy = shutil.copy(made_from, folder / "wiki.sqlite")
    with Sandbox(data=copy, host=HOST) as sandbox:
        yield sandbox


def left_on(sandbox: Sandbox) -> tuple[Said, int]:
    """What the items of records say, and how many statements that are."""
    with connected(sandbox) as repository:
        state = read_state(repository)
    return said(state), statements(state)
