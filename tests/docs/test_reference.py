"""The generated pages are fresh, and each command has help, an example and a place in the pages."""

import re

import click
import pytest

from scripts.docs import ROOT, commands, pages

PAGES = pages()
COMMANDS = dict(commands())


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_fresh(name: str) -> None:
    """The page in the project is what `make docs` would write."""
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name], "run `make docs`"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented(name: str) -> None:
    """The command stands in the reference and says in its own help what it does."""
    command = COMMANDS[name]
    assert f"## {name}\n" in PAGES["docs/reference/commands.md"]
    assert command.help
    if not isinstance(command, click.Group):
        assert "Example" in command.help, "its help shows no example"


@pytest.mark.parametrize("name", COMMANDS)
def test_an_option_is_explained(name: str) -> None:
    """Every option of a command says what it is for."""
    silent = [
        each.name
        for each in COMMANDS[name].params
        if isinstance(each, click.Option) and not each.help
    ]
    assert not silent


def test_settings_are_documented() -> None:
    """Every variable of the environment that the code reads stands in the configuration page."""
    page = (ROOT / "docs/reference/configuration.md").read_text(encoding="utf-8")
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "pfgraph").rglob("*.py"))
    read = {name for text in sources for name in re.findall(r"\bPFGRAPH_[A-Z]+\b", text)}
    assert {name for name in read if f"`{name}`" not in page} == set()
