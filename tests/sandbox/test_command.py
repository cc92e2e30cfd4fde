"""`pfgraph sandbox` starts, says where it is, and stops when told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import httpx
import pytest
from click.testing import CliRunner

from pfgraph.cli.sandbox import sandbox_command
from pfgraph.sandbox import Sandbox


def test_the_address_is_the_only_line_on_stdout() -> None:
    """A script can read the address; the password made up is on stderr; SIGTERM ends it well."""
    environment = {key: value for key, value in os.environ.items() if key != "PFGRAPH_PASSWORD"}
    command = [sys.executable, "-m", "pfgraph.cli.sandbox"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        answer = httpx.get(f"{address}/w/api.php?action=query&meta=siteinfo&format=json")
        process.send_signal(signal.SIGTERM)
        rest, errors = process.communicate(timeout=10)
    assert answer.json()["query"]["general"]["server"] == address
    assert rest == ""
    assert "WikibaseBot@tool" in errors
    assert process.returncode == 0


def test_other_machines_are_kept_out_unless_asked_for() -> None:
    """An address that others can reach needs a second, longer option."""
    result = CliRunner().invoke(sandbox_command, ["--host", "0.0.0.0"])
    assert result.exit_code == 2
    assert "--let-other-machines-reach-it" in result.output


def test_a_port_is_taken_from_the_moment_a_sandbox_has_it() -> None:
    """Not only when it serves: two that start at once would both believe that it is theirs."""
    first = Sandbox()
    try:
        with pytest.raises(OSError, match="in use"):
            Sandbox(port=int(first.url.rpartition(":")[2]))
    finally:
        first.stop()
