"""plan, apply, load: from records to a wiki, seen before it is done."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from pfgraph.cli.findings import brief, counts, print_findings, print_more
from pfgraph.cli.options import (
    as_of_option,
    json_option,
    open_wiki,
    say,
    wiki_option,
)
from pfgraph.cli.planshow import (
    allow_option,
    allowing,
    chosen_profiles,
    format_option,
    keep_from,
    print_as,
    print_conflicts,
    profile_option,
)
from pfgraph.cli.progress import Steps
from pfgraph.cli.rowtable import PROBLEMS
from pfgraph.cli.running import finish, note, simulate_option, start, workers_option
from pfgraph.cli.wiki import WikiSession
from pfgraph.cli.wishing import merge_twins_of, wishes_options
from pfgraph.errors import PlanError
from pfgraph.intake import Intake
from pfgraph.wikibase.load import Load
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.planfile import read_plan, write_plan
from pfgraph.wikibase.planview import summary_line
from pfgraph.wikibase.results import Run
from pfgraph.wikibase.sources import sources_by_key
from pfgraph.wikibase.state import WikiState
from pfgraph.wikibase.wishes import Wishes

PATHS = click.argument(
    "paths",
    metavar="PATH...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
_MOST = 20  # so many of what waits or has no place are named


@click.command("plan")
@PATHS
@wiki_option
@as_of_option
@format_option
@json_option
@wishes_options
@profile_option
@allow_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Keep the plan in a file.")
def plan_command(
    paths: tuple[Path, ...],
    wiki: str | None,
    as_of: datetime.date,
    form: str,
    as_json: bool,
    profiles: tuple[str, ...],
    allow: bool,
    output: Path | None,
    wishes: Wishes,
) -> None:
    """Show what loading PATH... would change on the wiki; nothing is written there.

    The shapes are asked about the wiki as it would be: what is new, what was there before, what
    is mended. A plan that would bring a new violation of the record shapes is not applied
    without --allow, and the exit code is 1.

    \b
    Examples:
        pfgraph plan records/ -o spring.plan
        pfgraph plan records/ --format html > spring.html
    """
    console = say()
    with Steps(console) as steps:
        session = WikiSession.open(open_wiki(wiki), steps)
        intake, load = session.plan(paths, as_of, steps, chosen_profiles(profiles), wishes)
    _report(intake, load, paths, console)
    plan = allowing(load.plan, allow)
    if output:
        write_plan(plan, output)
        more = " --allow" if plan.is_stopped else ""
        console.print(f"kept in {output}; make it true with `pfgraph apply {output}{more}`")
    print_as(plan, "json" if as_json else form)
    raise SystemExit(1 if plan.is_stopped or _at_fault(intake, load) else 0)


@click.command("apply")
@click.argument("plan", type=click.Path(path_type=Path))
@wiki_option
@workers_option
@allow_option
@simulate_option
@json_option
def apply_command(
    plan: Path, wiki: str | None, workers: int | None, allow: bool, simulate: bool, as_json: bool
) -> None:
    """Make a plan true that `pfgraph plan -o` has kept.

    An item that was edited since the plan was made is left alone and listed; the rest goes
    through. Plan again for it.

    \b
    Example:
        pfgraph apply spring.plan
    """
    kept = allowing(read_plan(plan), allow)
    keep_from(kept, say())
    repository = open_wiki(wiki or kept.wiki)
    if repository.identity.url != kept.wiki:
        raise PlanError(
            f"{plan} was made for {kept.wiki}, not for {repository.identity.url}; plan again"
        )
    with Steps(say()) as steps:
        state = WikiSession.open(repository, steps).state
    sources = sources_by_key(kept)
    if kept.is_empty:
        say().print(f"{summary_line(kept)}: nothing to write")
    run = _made_true(kept, repository, state, workers, simulate)
    finish(run, as_json, any(row.fate in PROBLEMS for row in kept.rows), sources)


@click.command("load")
@PATHS
@wiki_option
@as_of_option
@workers_option
@allow_option
@simulate_option
@json_option
@wishes_options
@click.option(
    "--merge-twins", is_flag=True, help="First merge items of the wiki that are one record's."
)
@click.option("--yes", is_flag=True, help="Do not ask before writing.")
def load_command(
    paths: tuple[Path, ...],
    wiki: str | None,
    as_of: datetime.date,
    workers: int | None,
    allow: bool,
    simulate: bool,
    as_json: bool,
    merge_twins: bool,
    yes: bool,
    wishes: Wishes,
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
        intake, load = session.plan(paths, as_of, steps, wishes=wishes)
        if merge_twins and merge_twins_of(load.plan, session.state, session.repository):
            session = WikiSession.open(session.repository, steps)
            intake, load = session.plan(paths, as_of, steps, wishes=wishes)
    _report(intake, load, paths, console)
    plan, sources = allowing(load.plan, allow), sources_by_key(load.plan)
    print_conflicts(plan, console)
    if plan.is_empty:
        console.print(f"{summary_line(plan)}: nothing to write")
    else:
        console.print(summary_line(plan))
        keep_from(plan, console)
        if not yes and not simulate and console.is_terminal:
            click.confirm("Write this to the wiki?", abort=True, err=True)
    run = _made_true(plan, session.repository, session.state, workers, simulate)
    finish(run, as_json, _at_fault(intake, load), sources)


def _made_true(
    plan: Plan, repository: Any, state: WikiState, workers: int | None, simulate: bool
) -> Run:
    """A run that does what the plan says; one that writes nothing is kept for its rows."""
    if plan.is_empty:
        return note(plan, repository, simulate)
    return start(plan, repository, state, workers, sources_by_key(plan), simulate)


def _report(intake: Intake, load: Load, paths: Sequence[Path], console: Console) -> None:
    grave = [each for each in intake.findings if each.severity == "violation"]
    print_findings(grave, console)
    if intake.left_out:
        console.print(
            f"{len(intake.left_out)} of {intake.records} records are not loaded "
            f"({counts(grave)}): mend them and load again; all of them: "
            f"pfgraph check {' '.join(map(str, paths))} --all"
        )
    if load.note:
        console.print(f"[yellow]not known[/] {escape(load.note)}")
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
