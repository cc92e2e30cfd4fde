"""runs, resume, retry: the journal of what was written to a wiki."""

from collections.abc import Callable
from typing import Any

import click
from rich.console import Console

from pfgraph.cli.options import json_option, open_wiki, print_json, say, show, wiki_option
from pfgraph.cli.progress import Steps
from pfgraph.cli.running import carry_on, finish, print_csv, workers_option
from pfgraph.cli.runtable import print_entries, print_runs, with_outcome
from pfgraph.cli.undo import finish_undo
from pfgraph.runs.journal import Journal
from pfgraph.runs.model import OPEN, Entry, Kind, RunInfo, State
from pfgraph.wikibase.results import Result
from pfgraph.wikibase.state import read_state

_FORMATS = click.Choice(["table", "json", "csv"])


@click.command("runs")
@click.argument("run", required=False)
@click.option("--format", "form", type=_FORMATS, default="table", help="How to print it.")
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    type=click.Choice(["done", "refused", "conflict", "open"]),
    help="Only rows that ended so; may be given again.",
)
def runs_command(run: str | None, form: str, outcomes: tuple[str, ...]) -> None:
    """List the runs of this folder; with RUN, each row of that run and what became of it.

    RUN is a run's id, the beginning of one, or `last`; with --outcome it is `last` unless given.

    \b
    Example:
        pfgraph runs last --outcome refused --format csv
    """
    journal = Journal()
    try:
        if run is None and not outcomes:
            _print([_run_row(each, journal) for each in journal.runs()], form, _print_runs)
        else:
            found = journal.run(run or "last")
            entries = with_outcome(journal.entries(found.id), outcomes)
            _print([_entry_row(each) for each in entries], form, print_entries)
    finally:
        journal.close()


@click.command("resume")
@click.argument("run", default="last")
@wiki_option
@workers_option
@json_option
def resume_command(run: str, wiki: str | None, workers: int | None, as_json: bool) -> None:
    """Take up a run that was cut off: what was sent is looked up, the rest is sent.

    \b
    Example:
        pfgraph resume 20261122T193000-3f9a
    """
    _again("resume", run, wiki, workers, as_json)


@click.command("retry")
@click.argument("run", default="last")
@click.option("--failed-only", is_flag=True, help="Only what was refused; this is always so.")
@wiki_option
@workers_option
@json_option
def retry_command(
    run: str, failed_only: bool, wiki: str | None, workers: int | None, as_json: bool
) -> None:
    """Send again what the wiki refused in a run, once its reason is gone.

    Conflicts with people's edits are not sent again: plan anew for those.

    \b
    Example:
        pfgraph retry last --failed-only
    """
    _again("retry", run, wiki, workers, as_json)


def _again(how: str, named: str, wiki: str | None, workers: int | None, as_json: bool) -> None:
    journal = Journal()
    try:
        info = journal.run(named)
        waiting = {State.INTENDED, State.SENT} | ({State.REFUSED} if how == "retry" else set())
        entries = journal.entries(info.id)
    finally:
        journal.close()
    total = sum(each.state in waiting for each in entries)
    if not total:
        say().print(f"run {info.id} has nothing left to send")
        if info.ended:
            raise SystemExit(0)  # otherwise twins of another run may be left to merge
    repository = open_wiki(wiki or info.wiki)
    with Steps(say()) as steps, steps.counting(f"reading {info.wiki}"):
        state = read_state(repository)
    outcome = carry_on(
        repository, state, workers, total,
        lambda runner, done: getattr(runner, how)(info.id, state.item_ids, done),
    )  # fmt: skip
    if info.kind is Kind.UNDO:
        finish_undo(outcome, info.undoes, as_json)
    finish(outcome, as_json, sources={each.change.key: each.source for each in entries})


def _run_row(run: RunInfo, journal: Journal) -> dict[str, Any]:
    counts = journal.counts(run.id)
    open_ones = sum(counts.get(state, 0) for state in OPEN)
    return {
        "run": run.id,
        "wiki": run.wiki,
        "user": run.user,
        "kind": str(run.kind),
        "undoes": run.undoes,
        "started": run.started,
        "ended": run.ended or ("open" if open_ones else ""),
        "done": counts.get(State.DONE, 0),
        "unchanged": run.unchanged,
        "allowed": run.allowed,
        "refused": counts.get(State.REFUSED, 0),
        "conflict": counts.get(State.CONFLICT, 0),
        "open": open_ones,
    }


def _entry_row(entry: Entry) -> dict[str, Any]:
    result = Result(entry.change.key, entry.item, entry.revision, entry.reason, entry.code)
    return {
        "number": entry.number,
        "record": result.key,
        "source": entry.source,
        "outcome": str(entry.state),
        "item": result.id,
        "revision": result.revision or "",
        "code": result.code,
        "reason": result.refusal,
    }


def _print(
    rows: list[dict[str, Any]], form: str, table: Callable[[list[dict[str, Any]], Console], None]
) -> None:
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(rows)
    else:
        table(rows, show())


def _print_runs(rows: list[dict[str, Any]], console: Console) -> None:
    if rows:
        print_runs(rows, console)
    else:
        say().print("there is no run in this folder yet; `pfgraph load PATH...` makes one")
