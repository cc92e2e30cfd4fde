"""doctor: is everything in order, and if not, what to do."""

from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from pfgraph.cli.options import (
    account_of,
    json_option,
    patience_of,
    print_json,
    say,
    settings,
    show,
    throttle,
    wiki_option,
)
from pfgraph.cli.progress import Steps

_COLOURS = {"ok": "green", "note": "yellow", "fault": "red"}
_TRIES, _FIRST = 2, 1.0  # a doctor does not wait long


@click.command("doctor")
@wiki_option
@json_option
def doctor_command(wiki: str | None, as_json: bool) -> None:
    """See whether the wiki, the account and the query service are in order, and what to do if not.

    Nothing is written. Exit code 0: nothing is at fault; 1: something is; 2: no Wikibase answers.

    \b
    Example:
        pfgraph doctor --wiki https://wiki.example.org
    """
    from pfgraph.doctor import Diagnosis, Level, check_up
    from pfgraph.wikibase.client import HAS_USER_CONFIG

    chosen = settings().wiki(wiki)
    patience = patience_of(chosen, _TRIES, _FIRST)
    limits = throttle(chosen, HAS_USER_CONFIG)
    found: list[Diagnosis] = []
    with Steps(say()) as steps, steps.counting(f"examining {chosen.url}"):
        for each in check_up(chosen, account_of(chosen), limits, patience):
            found.append(each)
    if as_json:
        print_json([asdict(each) for each in found])
    else:
        _print(found, show())
    raise SystemExit(1 if any(each.level is Level.FAULT for each in found) else 0)


def _print(found: list[Any], console: Console) -> None:
    for each in found:
        colour = _COLOURS[each.level]
        console.print(f"[{colour}]{each.level:<5}[/]  {each.name:<9}  {escape(each.text)}")
        if each.remedy:
            console.print(f"{'':18}→ {escape(each.remedy)}")
    faults = sum(each.level == "fault" for each in found)
    notes = sum(each.level == "note" for each in found)
    console.print(f"{len(found)} things looked at: {faults} at fault, {notes} to note")
