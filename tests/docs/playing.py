"""Plays a page: one shell, one folder, its commands in its order."""

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.docs.reading import Command, File

EXEMPT = ("make demo", "make test", "git clone", "pip install .", ". .venv/bin/activate", "cd ")
_MARK = "\x1e"
_LIMIT = 600  # seconds for a whole page; a busy machine takes its time
_READY = 'for n in $(seq 100); do grep -q "^http" .background && break; sleep 0.1; done'


@dataclass(frozen=True, slots=True)
class Played:
    """A command with what it printed, on both channels, and its exit code."""

    command: Command
    printed: str
    code: int


def play(page: Sequence[File | Command], folder: Path) -> list[Played]:
    """Carry out a page in `folder`, which is empty, and tell how each command fared."""
    script = ["exec 2>&1"]
    played: list[Command] = []
    for number, step in enumerate(page):
        if isinstance(step, File):
            kept = folder.parent / f"{folder.name}-{number}"
            kept.write_text(step.text, encoding="utf-8")
            script.append(
                f"mkdir -p $(dirname {step.name}); cp {shlex.quote(str(kept))} {step.name}"
            )
        elif not step.line.startswith(EXEMPT):
            script += [_shell_line(step.line), f"printf '{_MARK}%s{_MARK}' $?"]
            played.append(step)
    script.append("kill $(jobs -p) 2>/dev/null; wait")
    output = _run("\n".join(script), folder)
    pieces = output.split(_MARK)
    return [
        Played(command, pieces[2 * number], int(pieces[2 * number + 1]))
        for number, command in enumerate(played)
    ]


def _shell_line(line: str) -> str:
    """What runs in the background prints into a file, which is shown when it has its address."""
    command = line.partition("  #")[0].rstrip()
    if not command.endswith("&"):
        return command
    return f"{command.removesuffix('&')} > .background 2>&1 &\n{_READY}; cat .background"


def _run(script: str, folder: Path) -> str:
    binaries = Path(sys.executable).parent
    kept = {key: os.environ[key] for key in ("TMPDIR", "PYTHONPATH") if key in os.environ}
    environment = {
        **kept,
        "PATH": f"{binaries}{os.pathsep}{os.defpath}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "COLUMNS": "80",
    }
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_LIMIT,
        check=False,
    )
    return done.stdout.decode("utf-8")
