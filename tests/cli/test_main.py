"""The command as a whole: help, start, faults."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from pfgraph.cli.main import COMMANDS, cli

HEAVY = ("pywikibot", "pyshacl", "rdflib", "pyoxigraph", "starlette", "uvicorn", "jinja2", "yaml")


def test_help_names_every_command_and_imports_nothing_heavy() -> None:
    """`pfgraph --help` answers at once because it only knows the commands' names."""
    code = (
        "import sys; from pfgraph.cli.main import cli; cli(['--help'], standalone_mode=False); "
        f"print('heavy:', sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "heavy: []" in said.stdout
    assert all(f"  {name} " in said.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_with_an_example(name: str) -> None:
    """Every command's help has a real line to type."""
    context = cli.make_context("pfgraph", [name], resilient_parsing=True)
    command = cli.get_command(context, name)
    assert command is not None and command.help
    commands = getattr(command, "commands", {"": command}).values()
    assert all("Example" in (each.help or "") for each in commands)


def test_a_mistyped_command_is_answered_with_a_hint() -> None:
    """An unknown command is a usage error."""
    wrong = CliRunner().invoke(cli, ["lod"])
    assert wrong.exit_code == 2
    assert "No such command 'lod'" in wrong.stderr
