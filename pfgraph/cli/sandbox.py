"""`pfgraph sandbox`: the embedded Wikibase, on loopback."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path

import click

from pfgraph.sandbox import Sandbox


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
def sandbox_command(
    port: int, data: Path | None, host: str, let_other_machines_reach_it: bool
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
    with _made(port, data, password, host) as sandbox:
        if password is None:
            click.echo(f"Log in as {sandbox.user} with the password {sandbox.password}", err=True)
        click.echo(sandbox.url)
        sandbox.wait()


def _made(port: int, data: Path | None, password: str | None, host: str) -> Sandbox:
    try:
        return Sandbox(port=port, data=data, password=password, host=host)
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.UsageError(f"Cannot listen on {host} port {port}: {reason}.") from error


if __name__ == "__main__":
    sandbox_command()
