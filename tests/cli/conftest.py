"""Commands as people type them, against an embedded wiki of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pfgraph.cli.main import cli
from pfgraph.sandbox import Sandbox

Command = Callable[..., Result]


@pytest.fixture(scope="module")
def own_wiki() -> Iterator[Sandbox]:
    """An embedded wiki that only this module's tests write to.

    It has a host of its own, because cookies do not tell one port from another.
    """
    with Sandbox(host="127.0.0.2") as sandbox:
        yield sandbox


@pytest.fixture
def pfgraph(own_wiki: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in an empty folder; its environment names the wiki and the account."""
    monkeypatch.chdir(tmp_path)
    environment = {
        "PFGRAPH_WIKI": own_wiki.url,
        "PFGRAPH_USER": own_wiki.user,
        "PFGRAPH_PASSWORD": own_wiki.password,
    }

    def run(*arguments: str, **changed: str | None) -> Result:
        return CliRunner().invoke(cli, arguments, env={**environment, **changed})

    return run
