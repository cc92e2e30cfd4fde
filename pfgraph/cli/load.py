"""plan, apply, load: from records to a wiki, seen before it is done."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

from pfgraph.cli.findings import brief, counts, print_findings, print_more
from pfgraph.cli.options import (
    as_of_option,
    json_option,
    open_wiki,
    print_json,
    say,
    show,
    wiki_option,
)
from pfgraph.cli.progress import Steps
from pfgraph.cli.running import finish, simulate_option, start, workers_option
from pfgraph.cli.wiki import WikiSession
from pfgraph.errors import PlanError
from pfgraph.intake import Intake
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.load import Load
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.planfile import plan_to_json, read_plan, write_plan
from pfgraph.wikibase.planview import lines, summary_line
from pfgraph.wikibase.results import Run

PATHS = click.argument(
    "paths",
    metavar="PATH...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
_MOST = 20  # so many of what waits or has no place are named
_COLOURS = {"+": "green", "~": "yellow", "-": "red", "!": "magenta", "=": "dim"}


@click.command("plan")
@PATHS
@wiki_option
@as_of_option
@json_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Keep the plan in a file.")
def plan_command(
    paths: tuple[Path, ...],
    wiki: str | None,
    as_of: datetime.date,
    as_json: bool,
    output: Path | None,
) -> None:
    """Show what loading PATH... would change on the wiki; nothing is written there.

    \b
    Example:
        pfgraph plan records/ -o spring.plan
    """
    console = say()
    with Steps(console) as steps:
        session = WikiSession.open(open_wiki(wiki), steps)
        intake, load = session.plan(paths, as_of, steps)
    _report(intake, load, paths, console)
    if output:
        write_plan(load.plan, output)
        console.print(f"kept in {output}; make it true with `pfgraph apply {output}`")
    if as_json:
        print_json(plan_to_json(load.plan))
    else:
        print_plan(load.plan, show())
    raise SystemExit(1 if _at_fault(intake, load) else 0)


@click.command("apply")
@click.argument("plan", type=click.Path(path_type=Path))
@wiki_option
@workers_option
@simulate_option
@json_option
def apply_command(
    plan: Path, wiki: str | None, workers: int | None, simulate: bool, as_json: bool
) -> None:
    """Make a plan true that `pfgraph plan -o` has kept.

    An item that was edited since the plan was made is left alone and listed; the rest goes
    through. Plan again for it.

    \b
    Example:
        pfgraph apply spring.plan
    """
    kept = read_plan(plan)
    repository = open_wiki(wiki or kept.wiki)
    if repository.identity.url != kept.wiki:
        raise PlanError(
            f"{plan} was made for {kept.wiki}, not for {repository.identity.url}; plan again"
        )
    with Steps(say()) as steps:
        state = WikiSession.open(repository, steps).state
    finish(start(kept, repository, state, workers, {}, simulate), as_json)


@click.command("load")
@PATHS
@wiki_option
@as_of_option
@workers_option
@simulate_option
@json_option
@click.option("--yes", is_flag=True, help="Do not ask before writing.")
def load_command(
    paths: tuple[Path, ...],
    wiki: str | None,
    as_of: datetime.date,
    workers: int | None,
    simulate: bool,
    as_json: bool,
    yes: bool,
) -> None:
    """Plan and apply in one: bring the wiki up to PATH..., after saying how much that changes.

    Each change by itself is shown by `pfgraph plan`.

    \b
    Example:
        pfgraph load records/
    """
    console = say()
    with Steps(console) as steps:
        session = WikiSession.open(open_wiki(wiki), steps)
        intake, load = session.plan(paths, as_of, steps)
    _report(intake, load, paths, console)
    _print_lines(_conflicts_of(load.plan), console)
    run = Run("")
    if load.plan.is_empty:
        console.print(f"{summary_line(load.plan)}: nothing to write")
    else:
        console.print(summary_line(load.plan))
        if not yes and not simulate and console.is_terminal:
            click.confirm("Write this to the wiki?", abort=True, err=True)
        run = start(load.plan, session.repository, session.state, workers, {}, simulate)
    finish(run, as_json, _at_fault(intake, load))


def print_plan(plan: Plan, console: Console) -> None:
    """The diff, item by item, then the counts."""
    _print_lines(plan, console)
    console.print(summary_line(plan))


def _print_lines(plan: Plan, console: Console) -> None:
    for line in lines(plan):
        text = f"{'  ' * line.depth}{line.sign} {escape(line.text)}"
        console.print(f"[{_COLOURS[line.sign]}]{text}[/]")


def _conflicts_of(plan: Plan) -> Plan:
    """What people did and what stays therefore, without the changes beside it."""
    changes = [ItemChange(each.key, each.id, conflicts=each.conflicts) for each in plan.conflicts]
    return replace(plan, changes=tuple(changes))


def _report(intake: Intake, load: Load, paths: Sequence[Path], console: Console) -> None:
    grave = [each for each in intake.findings if each.severity == "violation"]
    print_findings(grave, console)
    if intake.left_out:
        console.print(
            f"{len(intake.left_out)} of {intake.records} records are not loaded "
            f"({counts(grave)}): mend them and load again; all of them: "
            f"pfgraph check {' '.join(map(str, paths))} --all"
        )
    for row in load.without_row[:_MOST]:
        console.print(
            f"[yellow]no row[/] says {escape(row)} any longer; its statement stays on the wiki "
            "until you take it away there"
        )
    print_more(len(load.without_row) - _MOST, console)
    for held in load.held_back[:_MOST]:
        console.print(f"[yellow]held back[/] {escape(str(held))}")
    print_more(len(load.held_back) - _MOST, console)
    for (subject, prop, value), reason in load.unplaced[:_MOST]:
        said = f"{subject} {prop} {brief(str(value))}: {reason}"
        console.print(f"[yellow]left out[/] {escape(said)}")
    print_more(len(load.unplaced) - _MOST, console)


def _at_fault(intake: Intake, load: Load) -> bool:
    """Whether something of the records did not get onto the wiki."""
    grave = any(each.severity == "violation" for each in intake.findings)
    left = intake.left_out or load.held_back or load.plan.conflicts or load.unplaced
    return bool(grave or left)
