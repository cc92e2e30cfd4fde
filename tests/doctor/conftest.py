"""The doctor as people call it, on an embedded wiki with faults."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pfgraph.cli.main import cli
from pfgraph.sandbox import Sandbox

Doctor = Callable[..., dict[str, dict[str, str]]]


@pytest.fixture(scope="module")
def bare() -> Iterator[Sandbox]:
    """An embedded wiki without the ontology, on a host of its own."""
    with Sandbox(host="127.0.0.8") as sandbox:
        yield sandbox


@pytest.fixture
def doctor(bare: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Doctor]:
    """What the doctor says, by name; its exit code is under `code`."""
    monkeypatch.chdir(tmp_path)
    environment = {
        "PFGRAPH_WIKI": bare.url,
        "PFGRAPH_USER": bare.user,
        "PFGRAPH_PASSWORD": bare.password,
    }

    def run(**changed: str) -> dict[str, dict[str, str]]:
        done = CliRunner().invoke(cli, ["doctor", "--json"], env={**environment, **changed})
        found = {each["name"]: each for each in json.loads(done.stdout)}
        return {**found, "code": {"level": str(done.exit_code)}}

    yield run
    bare.faults.clear()
