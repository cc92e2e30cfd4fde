"""`pfgraph sandbox`: the embedded Wikibase, on loopback."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import Any

import click

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults import FaultError
from pfgraph.sandbox.faults.guard import HEADER


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@click.command("sandbox")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, show_default="a free one",
    help="Port to listen on.",
)  # fmt: skip
@click.option(
    "--data",
    type=click.Path(dir_okay=False, path_type=Path),
    help="SQLite file to keep the wiki in; without it everything is gone at the end. Give the same "
    "--port each time: addresses of things, units too, begin with it.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--let-other-machines-reach-it",
    is_flag=True,
    help="Allow a --host that is not loopback. The sandbox is not made to be secure.",
)
@click.option(
    "--query-timeout", type=click.FloatRange(min=0, min_open=True), default=60, show_default=True,
    help="Seconds that a SPARQL query may take.",
)  # fmt: skip
@click.option(
    "--faults",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML or JSON file that says what goes wrong, when, and for whom.",
)
@click.option(
    "--control",
    is_flag=True,
    help="Open /control/ to programs on this machine that send the header X-Sandbox-Control with "
    "the word in PFGRAPH_CONTROL; without that one is made up and shown once.",
)
def sandbox_command(
    port: int,
    data: Path | None,
    host: str,
    let_other_machines_reach_it: bool,
    query_timeout: float,
    faults: Path | None,
    control: bool,
) -> None:
    """Start a small Wikibase for rehearsals and tests; stop it with Ctrl-C.

    Its address is printed on standard output when it is ready. The accounts are Admin@tool,
    WikibaseBot@tool and PlainUser@tool. Their password comes from PFGRAPH_PASSWORD; without that
    one is made up and shown once. It is not a wiki to keep data on.

    \b
    Example:
        pfgraph sandbox --port 8181 --data rehearsal.sqlite
    """
    if not _loopback(host) and not let_other_machines_reach_it:
        raise click.UsageError(
            f"{host} can be reached from other machines. Leave --host out, or say "
            "--let-other-machines-reach-it if that is what you want."
        )
    password = os.environ.get("PFGRAPH_PASSWORD") or None
    word = os.environ.get("PFGRAPH_CONTROL") or None
    with _made(
        port=port, data=data, password=password, host=host, faults=faults or (),
        control=control and (word or True), query_timeout=query_timeout,
    ) as sandbox:  # fmt: skip
        if password is None:
            click.echo(f"Log in as {sandbox.user} with the password {sandbox.password}", err=True)
        if control and word is None:
            click.echo(f"Control it with {HEADER}: {sandbox.control_word}", err=True)
        click.echo(sandbox.url)
        sandbox.wait()


def _made(**settings: Any) -> Sandbox:
    try:
        return Sandbox(**settings)
    except FaultError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        where = f"{settings['host']} port {settings['port']}"
        reason = error.strerror or str(error)
        raise click.UsageError(f"Cannot listen on {where}: {reason}.") from error


if __name__ == "__main__":
    sandbox_command()
