"""drift: what people changed on the wiki since the last run."""

from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from pfgraph.cli.options import open_wiki, print_json, say, show, wiki_option
from pfgraph.cli.progress import Steps
from pfgraph.cli.running import print_csv
from pfgraph.runs.drifting import Drift, beginning, drift
from pfgraph.runs.journal import Journal
from pfgraph.runs.standing import Standing
from pfgraph.wikibase.drift import Deed, Happening
from pfgraph.wikibase.mirror import Mirror, mirror_path
from pfgraph.wikibase.refresh import copied_state, refresh
from pfgraph.wikibase.repository import Repository
from pfgraph.wikibase.state import WikiState

_COLOURS = {"+": "green", "~": "yellow", "-": "red", "!": "magenta"}
_FORMATS = click.Choice(["table", "json", "csv"])
_COLUMNS = ("item", "record", "label", "when", "who", "revision", "sign", "what", "before", "after",
            "details", "comment")  # fmt: skip


@click.command("drift")
@wiki_option
@click.option(
    "--since",
    metavar="RUN|TIME",
    help="A run's id, or a time of the wiki's clock: 2026-11-22, 2026-11-22T19:30. The last run "
    "that had something to write unless given.",
)
@click.option("--format", "form", type=_FORMATS, default="table", help="How to print it.")
def drift_command(wiki: str | None, since: str | None, form: str) -> None:
    """Tell what people changed on the wiki since the last run: by whom, when, statement by
    statement.

    The tool's own edits are left out. Conflicts that loads left and that still stand are shown with
    both values, each once. Exit code 0: nothing has changed; 1: something has; 2: failed.

    \b
    Example:
        pfgraph drift --since 2026-11-01 --format csv
    """
    console, journal = say(), Journal()
    try:
        with Steps(console) as steps:
            repository = open_wiki(wiki)
            start = beginning(since, journal, repository)
            with steps.counting(f"reading {repository.identity.url}"):
                former, state = _states(repository)
            with steps.counting(f"reading the histories of what was edited since {start}"):
                found = drift(repository, state, start, journal, former)
    finally:
        journal.close()
    if form == "json":
        print_json(asdict(found))
    elif form == "csv":
        print_csv(
            [*map(_conflict_row, found.conflicts), *_rows(found)] or [dict.fromkeys(_COLUMNS)]
        )
    else:
        _print(found, show())
        console.print(_counts(found))
    raise SystemExit(0 if found.is_none else 1)


def _states(repository: Repository) -> tuple[WikiState | None, WikiState]:
    """The wiki as the copy here had it, if there was one, and as it is."""
    mirror = Mirror(mirror_path(repository.identity.url))
    try:
        there = mirror.read_until(repository.identity)
        former = copied_state(mirror, repository) if there else None
        refresh(mirror, repository)
        return former, copied_state(mirror, repository)
    finally:
        mirror.close()


def _counts(found: Drift) -> str:
    if found.is_none:
        return f"nothing has changed since {found.since}"
    items = len({each.id for each in found.happenings})
    people = len({each.user for each in found.happenings})
    return (
        f"since {found.since}: {len(found.happenings)} edits of {items} pages by {people} people; "
        f"{len(found.conflicts)} conflicts stand"
    )


def _print(found: Drift, console: Console) -> None:
    last = ""
    for each in found.happenings:
        if each.id != last:
            console.print(escape(f"{each.label} ({each.id}, {each.key})"))
            last = each.id
        revision = f", revision {each.revision}" if each.revision else ""
        console.print(f"  [dim]{escape(f'{each.timestamp} {each.user}{revision}')}[/]")
        for deed in each.deeds:
            _print_deed(deed, console)
    for standing in found.conflicts:
        _print_conflict(standing, console)


def _print_deed(deed: Deed, console: Console) -> None:
    console.print(
        f"    [{_COLOURS[deed.sign]}]{deed.sign} {escape(f'{deed.what}{_turn(deed)}')}[/]"
    )
    for sign, text in deed.details:
        console.print(f"      [{_COLOURS[sign]}]{sign} {escape(text)}[/]")


def _turn(deed: Deed) -> str:
    if deed.before and deed.after and deed.before != deed.after:
        return f": {deed.before} → {deed.after}"
    return f": {deed.after or deed.before}" if deed.after or deed.before else ""


def _print_conflict(standing: Standing, console: Console) -> None:
    where = f"{standing.id}, " if standing.id else ""
    said = f"! {standing.key} ({where}run {standing.run}) {standing.what}: {standing.reason}"
    console.print(f"[magenta]{escape(said)}[/]")
    for side, text in (("wiki", standing.wiki), ("records", standing.records)):
        console.print(f"[magenta]    {side}: {escape(text or 'nothing')}[/]")


def _rows(found: Drift) -> list[dict[str, Any]]:
    return [_row(each, deed) for each in found.happenings for deed in each.deeds]


def _row(each: Happening, deed: Deed) -> dict[str, Any]:
    details = "; ".join(f"{sign} {text}" for sign, text in deed.details)
    values = (each.id, each.key, each.label, each.timestamp, each.user, each.revision or "",
              deed.sign, deed.what, deed.before, deed.after, details, each.comment)  # fmt: skip
    return dict(zip(_COLUMNS, values, strict=True))


def _conflict_row(standing: Standing) -> dict[str, Any]:
    values = (standing.id, standing.key, "", "", "", "", "!", standing.what, standing.wiki,
              standing.records, "", f"run {standing.run}: {standing.reason}")  # fmt: skip
    return dict(zip(_COLUMNS, values, strict=True))
