"""What the commands that write share: a plan made true with the journal, and how it went."""

import csv
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from pfgraph.cli.options import print_json, say
from pfgraph.cli.progress import Steps
from pfgraph.runs.journal import Journal
from pfgraph.runs.running import Runner
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.refusals import advice
from pfgraph.wikibase.results import Result, Run
from pfgraph.wikibase.state import WikiState

workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 32),
    default=1,
    show_default=True,
    help="How many edits may be under way at once; more than 1 only on a wiki of your own.",
)


def start(
    plan: Plan, repository: Any, state: WikiState, workers: int, sources: Mapping[str, str]
) -> Run:
    """Make a plan true, as a new run of the journal."""
    total = sum(1 for change in plan.changes if change.writes)

    def act(runner: Runner, done: Callable[[Result], None]) -> Run:
        return runner.start(plan, state.item_ids, done, sources)

    return carry_on(repository, state, workers, total, act)


def carry_on(
    repository: Any,
    state: WikiState,
    workers: int,
    total: int,
    act: Callable[[Runner, Callable[[Result], None]], Run],
) -> Run:
    """Let a runner do something, with progress, and close the journal behind it."""
    journal = Journal()
    console = say()
    try:
        runner = Runner(repository, state.properties, journal, repository.patience, workers)
        with Steps(console) as steps, steps.counting("writing to the wiki", total) as step:
            return act(runner, lambda result: step())
    finally:
        journal.close()


def finish(
    run: Run,
    as_json: bool,
    at_fault: bool = False,
    sources: Mapping[str, str] = MappingProxyType({}),
    more: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Tell what came of a run and leave: 0 done, 1 where something was refused or stopped.

    `sources` tell the file and row of a record by its key; `more` is put behind it in the JSON.
    """
    console = say()
    for result in run.refused:
        word = "[magenta]conflict[/]" if result.is_conflict else "[red]refused[/]"
        place = f" ({sources[result.key]})" if sources.get(result.key) else ""
        said = f"{result.key}{place}: {result.refusal}{advice(result)}"
        console.print(f"{word} {escape(said)}")
    for key, kept in run.moved.items():
        console.print(f"{escape(key)} was made by another run at the same time: merged into {kept}")
    _say_counts(run, console)
    if as_json:
        print_json({**run_to_json(run, sources), **more})
    raise SystemExit(1 if at_fault or run.refused or run.stopped else 0)


def _say_counts(run: Run, console: Console) -> None:
    if run.results:
        written = len({result.key for result in run.results if not result.refusal})
        conflicts = sum(result.is_conflict for result in run.refused)
        console.print(
            f"run {run.id}: {written} items written in {run.edits} edits, "
            f"{len(run.refused) - conflicts} refused, {conflicts} conflicts"
        )
    if run.stopped:
        console.print(f"stopped; go on with `pfgraph resume {run.id}`")


def run_to_json(run: Run, sources: Mapping[str, str]) -> dict[str, Any]:
    """A run's outcome for a machine."""
    return {
        "run": run.id,
        "edits": run.edits,
        "stopped": run.stopped,
        "results": [
            {
                "record": each.key,
                "source": sources.get(each.key, ""),
                "id": each.id,
                "revision": each.revision,
                "outcome": each.outcome,
                "refused": each.refusal,
                "code": each.code,
            }
            for each in run.results
        ],
    }


def print_csv(rows: list[dict[str, Any]]) -> None:
    """Rows with the same keys as CSV, on stdout."""
    writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows(rows)
