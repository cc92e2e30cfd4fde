"""Every command that a page shows is typed, in its order, and does what the page says."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest

from pfgraph.cli.main import cli
from pfgraph.sandbox import Sandbox
from tests.docs.playing import play
from tests.docs.reading import PAGES, ROOT, Command, File, folded, pattern, shown_only, steps

PORT = "8181"  # the sandbox that pages start
WIKI, USER, PASSWORD = "https://wiki.example.org", "YourBot@pfgraph", "its-bot-password"

READ = {path: list(steps(path.read_text(encoding="utf-8"))) for path in PAGES}
PLAYED = [path for path, page in READ.items() if any(isinstance(each, Command) for each in page)]


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _free_port() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return str(taken.getsockname()[1])


def _said(page: list[File | Command], names: dict[str, str]) -> Iterator[File | Command]:
    """The page with its port, wiki and account turned into those of this run."""
    for step in page:
        if isinstance(step, File):
            yield replace(step, text=_turned(step.text, names))
        else:
            shown = _turned(step.shown, names)
            yield replace(step, line=_turned(step.line, names), shown=shown)


def _turned(text: str, names: dict[str, str]) -> str:
    for before, after in names.items():
        text = text.replace(before, after)
    return text


@pytest.mark.parametrize("path", PLAYED, ids=_name)
def test_what_a_page_shows_is_what_happens(path: Path, tmp_path: Path) -> None:
    """Each command ends and prints as the page says."""
    folder = tmp_path / "page"
    folder.mkdir()
    with Sandbox() as wiki:
        own = {WIKI: wiki.url, USER: wiki.user, PASSWORD: wiki.password, PORT: _free_port()}
        played = play(list(_said(READ[path], own)), folder)
    for each in played:
        assert each.code == each.command.code, f"{each.command.line}\n{each.printed}"
        wanted = each.command.shown
        assert not wanted or pattern(wanted).fullmatch(folded(each.printed)), (
            f"$ {each.command.line}\nprints\n{each.printed}\nand the page shows\n{wanted}"
        )


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_commands_that_are_only_shown_could_be_typed(path: Path) -> None:
    """A line in a fence that is not run names a command that exists, with options it has."""
    for line in shown_only(path.read_text(encoding="utf-8")):
        for part in line.split(" | "):
            if part.strip().startswith("pfgraph "):
                _parse(part.strip())


def _parse(line: str) -> None:
    words = [word.strip("'\"") for word in line.partition("  #")[0].split()[1:]]
    command: click.Command = cli
    name = "pfgraph"
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command, info_name=name), words[0])
        assert found is not None, f"{line}: there is no command {words[0]}"
        name, command, words = words[0], found, words[1:]
    try:
        command.make_context(name, words)
    except click.ClickException as problem:
        said = problem.format_message()
        if "does not exist" not in said:  # the reader has files that we have not
            pytest.fail(f"{line}: {said}")
