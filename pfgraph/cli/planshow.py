"""A plan as people and machines get it, and what keeps it from being applied."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.markup import escape

from pfgraph.cli.findings import print_findings
from pfgraph.cli.options import print_json, show
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.planfile import plan_to_json
from pfgraph.wikibase.planfindings import outlook_line, parts_of
from pfgraph.wikibase.planhtml import to_html
from pfgraph.wikibase.planmarkdown import to_markdown
from pfgraph.wikibase.planview import lines, summary_line

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
_COLOURS = {"+": "green", "~": "yellow", "-": "red", "!": "magenta", "=": "dim"}
_FURTHER = ("framework", "alignment")

format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown", "html"]), default="text",
    show_default=True, help="How to print the plan; --json is --format json.",
)  # fmt: skip
allow_option = click.option(
    "--allow", is_flag=True, help="Let through what would bring new violations of the shapes."
)


def profile_option(function: Decorated) -> Decorated:
    """`--profile`: what the shapes are asked besides what keeps a record from being loaded."""
    return click.option(
        "--profile", "profiles", multiple=True, type=click.Choice([*_FURTHER, "all"]),
        help="Ask these shapes as well about the wiki as it would be; they do not stop a plan.",
    )(function)  # fmt: skip


def chosen_profiles(named: tuple[str, ...]) -> tuple[str, ...]:
    """The profiles that `--profile` asks for besides `record`."""
    return _FURTHER if "all" in named else tuple(dict.fromkeys(named))


def print_as(plan: Plan, form: str) -> None:
    """The plan on stdout, in one of the forms of `--format`."""
    if form == "json":
        print_json(plan_to_json(plan))
    elif form == "text":
        print_plan(plan, show())
    else:
        click.echo(to_markdown(plan) if form == "markdown" else to_html(plan), nl=False)


def print_plan(plan: Plan, console: Console) -> None:
    """The diff, item by item, then what the shapes say, then the counts."""
    _print_lines(plan, console)
    if plan.outlook.profiles and not plan.is_empty:
        _print_outlook(plan, console)
    console.print(summary_line(plan))


def print_conflicts(plan: Plan, console: Console) -> None:
    """What people did and what stays or was decided, without the changes beside it."""
    changes = [
        ItemChange(each.key, each.id, conflicts=each.conflicts, settled=each.settled)
        for each in plan.changes
        if each.conflicts or each.settled
    ]
    _print_lines(replace(plan, changes=tuple(changes)), console)


def _print_lines(plan: Plan, console: Console) -> None:
    for line in lines(plan):
        text = f"{'  ' * line.depth}{line.sign} {escape(line.text)}"
        console.print(f"[{_COLOURS[line.sign]}]{text}[/]")


def _print_outlook(plan: Plan, console: Console) -> None:
    for heading, found in parts_of(plan.outlook):
        console.print(f"{heading}:")
        print_findings(found, console)
    console.print(outlook_line(plan.outlook))


def keep_from(plan: Plan, console: Console) -> None:
    """Leave with code 1, before anything is written, where the plan may not be applied."""
    if not plan.is_stopped:
        return
    print_findings(plan.outlook.stops, console)
    console.print(_why(plan))
    raise SystemExit(1)


def _why(plan: Plan) -> str:
    number = len(plan.outlook.stops)
    brought = "a new violation" if number == 1 else f"{number:,} new violations"
    return (
        f"nothing was written: this would bring {brought} to the wiki; mend the records, or say "
        "--allow to let it through"
    )


def allowing(plan: Plan, allow: bool) -> Plan:
    """The plan, with leave to bring new violations where somebody gave it."""
    return replace(plan, allowed=True) if allow else plan
