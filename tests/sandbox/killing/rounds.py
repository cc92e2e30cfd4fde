"""Start, load, kill; and once more on the same file."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.sandbox.killing.load import Acknowledged, Client, Editor, logged_in

PASSWORD = "a password of the tests"
_EDITORS = 4
_AROUND = (0.01, 0.25)  # seconds of load before the kill


@dataclass(slots=True)
class Story:
    """All that was acknowledged on one file, and how many edits were sent."""

    path: Path
    random: random.Random
    acknowledged: list[Acknowledged] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    sent: int = 0
    rounds: int = 0
    string: str = ""

    def round(self) -> None:
        """Start the server, let clients edit, kill it in the middle of that."""
        self.rounds += 1
        with killed(self.path) as (process, url):
            first = logged_in(url, "Admin@tool", PASSWORD)
            self._seed(first)
            editors = [self._editor(first, number) for number in range(_EDITORS)]
            for editor in editors:
                editor.start()
            time.sleep(self.random.uniform(*_AROUND))
            process.kill()
            for editor in editors:
                editor.join()
            first.close()
        for editor in editors:
            assert editor.unexpected is None, repr(editor.unexpected)
            self.acknowledged += editor.done
            self.deleted += editor.deleted
            self.labels += editor.labels
            self.sent += editor.started

    def _editor(self, first: Client, number: int) -> Editor:
        name = f"{self.rounds}.{number}"
        return Editor(first.again(), name, self.random.getrandbits(32), self.string)

    def _seed(self, client: Client) -> None:
        if self.string:
            return
        said = '{"datatype":"string","labels":{"en":{"language":"en","value":"text"}}}'
        made = client.post(action="wbeditentity", new="property", data=said)["entity"]
        self.string = made["id"]
        client.post(action="wbeditentity", new="item", data="{}")
        self.sent += 2


@contextmanager
def killed(path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server in a process of its own, and its address; at the end it is surely gone."""
    command = [sys.executable, "-m", "pfgraph", "sandbox", "--data", str(path)]
    environment = os.environ | {"PFGRAPH_PASSWORD": PASSWORD}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()
