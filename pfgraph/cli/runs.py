"""runs, resume, retry: the journal of what was written to a wiki."""

from collections.abc import Callable
from typing import Any

import click
from rich.console import Console

from pfgraph.cli.options import json_option, open_wiki, print_json, say, show, wiki_option
from pfgraph.cli.progress import Steps
from pfgraph.cli.rowtable import ROW_COLUMNS, print_outcomes, row_csv, row_json
from pfgraph.cli.running import carry_on, finish, print_csv, workers_option
from pfgraph.cli.runtable import print_runs, run_row
from pfgraph.cli.undo import finish_undo
from pfgraph.runs.journal import Journal
from pfgraph.runs.model import Kind, RunInfo, State
from pfgraph.runs.outcomes import outcomes as outcomes_of
from pfgraph.wikibase.rows import Fate
from pfgraph.wikibase.state import read_state

_FORMATS = click.Choice(["table", "json", "csv"])


@click.command("runs")
@click.argument("run", required=False)
@click.option("--format", "form", type=_FORMATS, default="table", help="How to print it.")
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    type=click.Choice([str(each) for each in Fate]),
    help="Only rows that ended so, all of them; may be given again.",
)
def runs_command(run: str | None, form: str, outcomes: tuple[str, ...]) -> None:
    """List the runs of this folder; with RUN, what became of each row of the records in it.

    RUN is a run's id, the beginning of one, or `last`, the newest of all; with --outcome it is
    `last` unless given. The table shows of each outcome the first twenty rows and leaves out those
    that are as they should be; csv and json hold every row.

    \b
    Example:
        pfgraph runs last --outcome refused --format csv
    """
    journal = Journal()
    try:
        if run is None and not outcomes:
            _print([run_row(each, journal) for each in journal.runs()], form, _print_runs)
        else:
            _print_rows(_named(run or "last", journal), journal, form, frozenset(outcomes))
    finally:
        journal.close()


def _named(run: str, journal: Journal) -> RunInfo:
    """The run that is meant; `last` is the newest, also where it wrote nothing."""
    newest = journal.runs()[:1] if run == "last" else []
    return newest[0] if newest else journal.run(run)


def _print_rows(run: RunInfo, journal: Journal, form: str, wanted: frozenset[str]) -> None:
    found = [each for each in outcomes_of(journal, run) if not wanted or each.fate in wanted]
    if form == "table":
        print_outcomes(run, found, show(), whole=bool(wanted))
    elif form == "json":
        print_json([row_json(run, each) for each in found])
    else:
        print_csv([row_csv(run, each) for each in found], ROW_COLUMNS)


@click.command("resume")
@click.argument("run", default="last")
@wiki_option
@workers_option
@json_option
def resume_command(run: str, wiki: str | None, workers: int | None, as_json: bool) -> None:
    """Take up a run that was cut off: what was sent is looked up, the rest is sent.

    RUN is a run's id, the beginning of one, or `last`: the newest that had something to write.

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

    Conflicts with people's edits are not sent again: plan anew for those. What was left out or
    held back needs its file mended and another load, which writes only what is missing.

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
