"""Reads the pages: what they ask a reader to write into files and to type, and what they show.

A fence ```yaml file=NAME holds a file. A fence ```console holds lines that begin with "$ ", each a
command, with what it prints below; "…" stands for any text, and alone on a line for any lines. A
comment "# exit code 1" says that a command ends so. Any other fence is shown and not run.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGES = (
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *sorted(path for path in (ROOT / "docs").rglob("*.md")),
)
_FENCE = re.compile(r"^```(\w*)(?: +file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"# exit code (\d)$")


@dataclass(frozen=True, slots=True)
class File:
    """A file that the reader writes."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A line that the reader types, what it has to print, and how it has to end."""

    line: str
    shown: str
    code: int


def steps(page: str) -> Iterator[File | Command]:
    """What the page has its reader do, in its order."""
    for language, name, text in _FENCE.findall(page):
        if name:
            yield File(name, text)
        elif language == "console":
            yield from _commands(text)


def shown_only(page: str) -> Iterator[str]:
    """The lines of fences that are shown and not run."""
    for language, name, text in _FENCE.findall(page):
        if not name and language != "console":
            yield from text.splitlines()


def _commands(text: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, _, output = part.partition("\n")
        end = _EXIT.search(line)
        yield Command(line, output, int(end.group(1)) if end else 0)


def folded(text: str) -> str:
    """The text without the widths of columns, which depend on rows that a page leaves out."""
    return re.sub(r" {2,}", "  ", re.sub(r"-{3,}", "---", text))


def pattern(shown: str) -> re.Pattern[str]:
    """What folded text has to match: every shown line, in order, as a whole."""
    return re.compile("".join(map(_line, folded(shown).strip("\n").splitlines())) + r"\s*")


def _line(line: str) -> str:
    if line.strip() == "…":
        return r"(?:.*\n)*?"
    return r"[^\n]*".join(map(re.escape, line.rstrip().split("…"))) + r"\s*\n"
