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
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.wikibase.state import read_state
from tests.runs.conftest import HOST, connected
from tests.runs.loading import Said, said, statements
from tests.runs.zygote import COUNT

KILLS = int(os.environ.get("PFGRAPH_KILLS", "50"))


@dataclass
class Loaders:
    """The process that forks loaders."""

    process: subprocess.Popen[str]

    def load(self, sandbox: Sandbox, folder: Path, seconds: float | None) -> bool:
        """Let a loader run; kill it after so many seconds. Tells whether it came to its end."""
        assert self.process.stdin and self.process.stdout
        order = [sandbox.url, sandbox.user, sandbox.password, str(folder)]
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        if seconds is not None:
            time.sleep(seconds)
            with suppress(ProcessLookupError):  # it was faster
                os.kill(child, signal.SIGKILL)
        status = int(self.process.stdout.readline())
        assert seconds is not None or status == 0
        return status == 0


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


def test_a_load_that_is_killed_at_any_moment_is_made_whole(
    loaders: Loaders, with_ontology: Path, tmp_path: Path
) -> None:
    """After any number of kills the wiki is that of an undisturbed load, each row once."""
    chance = random.Random(20261122)
    length, expected = undisturbed(loaders, with_ontology, tmp_path)
    killed, wikis = 0, count(1)
    while killed < KILLS:
        folder = tmp_path / f"wiki-{next(wikis)}"
        with a_wiki(with_ontology, folder) as sandbox:
            # half of the answers are slow: more kills between sent and answered
            sandbox.faults.add(Fault("slow", probability=0.5, seed=killed, delay=0.05))
            while not loaders.load(sandbox, folder, chance.uniform(length / 5, length)):
                killed += 1
            sandbox.faults.clear()
            loaders.load(sandbox, folder, None)
            assert left_on(sandbox) == expected, f"after {killed} kills"


def undisturbed(
    loaders: Loaders, with_ontology: Path, tmp_path: Path
) -> tuple[float, tuple[Said, int]]:
    """How long a load takes in seconds, and what it leaves."""
    with a_wiki(with_ontology, tmp_path / "undisturbed") as sandbox:
        start = time.monotonic()
        loaders.load(sandbox, tmp_path / "undisturbed", None)
        length = time.monotonic() - start
        left = left_on(sandbox)
    assert len(left[0]) == COUNT
    return length, left


@contextmanager
def a_wiki(with_ontology: Path, folder: Path) -> Iterator[Sandbox]:
    """A wiki that holds the ontology, on a port of its own, kept in `folder`."""
    folder.mkdir()
    copy = shutil.copy(with_ontology, folder / "wiki.sqlite")
    with Sandbox(data=copy, host=HOST) as sandbox:
        yield sandbox


def left_on(sandbox: Sandbox) -> tuple[Said, int]:
    """What the items of records say, and how many statements that are."""
    with connected(sandbox) as repository:
        state = read_state(repository)
    return said(state), statements(state)
