"""What the commands that write share: a plan made true with the journal, and how it went."""

import csv
import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from pfgraph.cli.options import print_json, say, settings
from pfgraph.cli.progress import Steps
from pfgraph.cli.rowtable import PROBLEMS, counted
from pfgraph.errors import WikiError
from pfgraph.runs.journal import Journal
from pfgraph.runs.model import Kind
from pfgraph.runs.outcomes import counts
from pfgraph.runs.running import Runner
from pfgraph.wikibase.apply import apply
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.refusals import advice
from pfgraph.wikibase.results import Result, Run, new_run_id
from pfgraph.wikibase.rows import Fate
from pfgraph.wikibase.simulating import simulated
from pfgraph.wikibase.state import WikiState

workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 32),
    help="How many edits may be under way at once; 1, or what pfgraph.toml says for the wiki.",
)
simulate_option = click.option(
    "--simulate", is_flag=True, help="Do everything but the writing, and keep no journal."
)


def start(
    plan: Plan,
    repository: Any,
    state: WikiState,
    workers: int | None,
    sources: Mapping[str, str],
    simulate: bool = False,
) -> Run:
    """Make a plan true, as a new run of the journal; or only as if, without one."""
    total = sum(1 for change in plan.changes if change.writes)
    if simulate or repository.simulates:
        return _as_if(plan, repository, state, total)

    def act(runner: Runner, done: Callable[[Result], None]) -> Run:
        return runner.start(plan, state.item_ids, done, sources)

    return carry_on(repository, state, workers, total, act)


def note(plan: Plan, repository: Any, simulate: bool = False) -> Run:
    """Keep in the journal what a plan that writes nothing has for each row."""
    if simulate or repository.simulates or not plan.rows:
        return Run("")
    journal = Journal()
    try:
        return Runner(repository, {}, journal, repository.patience).note(plan)
    finally:
        journal.close()


def carry_on(
    repository: Any,
    state: WikiState,
    workers: int | None,
    total: int,
    act: Callable[[Runner, Callable[[Result], None]], Run],
) -> Run:
    """Let a runner do something, with progress, and close the journal behind it."""
    journal = Journal()
    console = say()
    try:
        count = allowed(repository, workers)
        runner = Runner(repository, state.properties, journal, repository.patience, count)
        with Steps(console) as steps, steps.counting("writing to the wiki", total) as step:
            return act(runner, lambda result: step())
    except WikiError:
        _say_open(journal, repository, console)
        raise
    finally:
        journal.close()


def allowed(repository: Any, workers: int | None) -> int:
    """How many edits at once: as asked for or as the wiki's section says, within its manners."""
    count, told = settings().wiki(repository.url).at_most(workers)
    if told:
        say().print(f"[yellow]slower[/] {escape(told)}")
    return count


def _as_if(plan: Plan, repository: Any, state: WikiState, total: int) -> Run:
    console = say()
    with Steps(console) as steps, steps.counting("simulating", total) as step:
        run = apply(
            plan, simulated(repository), state.properties, new_run_id(), lambda result: step()
        )
    run.simulated = True
    return run


def _say_open(journal: Journal, repository: Any, console: Console) -> None:
    """The run that an error of the wiki has cut off, and how to go on with it."""
    newest = next(iter(journal.runs(repository.identity.url)), None)
    if newest is not None and not newest.ended and newest.kind is not Kind.SCHEMA:
        console.print(f"cut off; go on with `pfgraph resume {newest.id}`")


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
    rows = rows_of_run(run)
    _say_counts(run, console, rows)
    if as_json:
        print_json({**run_to_json(run, sources, rows), **more})
    raise SystemExit(1 if at_fault or run.refused or run.stopped else 0)


def rows_of_run(run: Run) -> dict[Fate, int]:
    """How many rows of a load ended how, as the journal knows; of other runs none."""
    if not run.id or run.simulated:
        return {}
    journal = Journal()
    try:
        info = journal.run(run.id)
        return counts(journal, info) if info.kind is Kind.LOAD else {}
    finally:
        journal.close()


def _say_counts(run: Run, console: Console, rows: Mapping[Fate, int]) -> None:
    if rows:
        if run.results:
            written = len({result.key for result in run.results if not result.refusal})
            console.print(f"run {run.id}: {written} items written in {run.edits} edits")
        console.print(f"rows: {counted(rows)}")
        _say_where(run, console, rows)
    elif run.results:
        written = len({result.key for result in run.results if not result.refusal})
        conflicts = sum(result.is_conflict for result in run.refused)
        name = "simulated, nothing is sent" if run.simulated else f"run {run.id}"
        console.print(
            f"{name}: {written} items written in {run.edits} edits, "
            f"{len(run.refused) - conflicts} refused, {conflicts} conflicts"
        )
    if run.stopped and run.why:
        console.print(f"[red]stopped[/] {escape(run.why)}")
        console.print(f"when that is mended, `pfgraph retry {run.id}` sends those and the rest")
    elif run.stopped:
        console.print(f"stopped; go on with `pfgraph resume {run.id}`")


def _say_where(run: Run, console: Console, rows: Mapping[Fate, int]) -> None:
    """How to see the rows that are not as the records want them, and what to do about them."""
    if wrong := [fate for fate in PROBLEMS if rows.get(fate)]:
        asked = " ".join(f"--outcome {fate}" for fate in wrong)
        console.print(f"see them: `pfgraph runs {run.id} {asked}`")
    if rows.get(Fate.REFUSED) and not run.stopped:
        console.print(
            f"`pfgraph retry {run.id} --failed-only` sends what was refused once more, when the "
            "reason is gone"
        )
    if rows.get(Fate.LEFT_OUT) or rows.get(Fate.HELD_BACK):
        console.print(
            "mend in the files what was left out or held back, and load again: only what is "
            "missing is then written"
        )


def run_to_json(
    run: Run, sources: Mapping[str, str], rows: Mapping[Fate, int] = MappingProxyType({})
) -> dict[str, Any]:
    """A run's outcome for a machine."""
    return {
        "run": run.id,
        "edits": run.edits,
        "stopped": run.stopped,
        "why": run.why,
        "simulated": run.simulated,
        "rows": {str(fate): number for fate, number in rows.items()},
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


def print_csv(rows: list[dict[str, Any]], columns: Sequence[str] = ()) -> None:
    """Rows with the same keys as CSV, on stdout; `columns` head it also where there are none."""
    writer = csv.DictWriter(sys.stdout, fieldnames=columns or (list(rows[0]) if rows else []))
    writer.writeheader()
    writer.writerows(rows)
