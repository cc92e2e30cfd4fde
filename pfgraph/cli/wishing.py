"""The options of plan and load by which an operator decides about what people did."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from pfgraph.cli.options import say
from pfgraph.ontology import declaration, tables
from pfgraph.runs.lock import lock_folder, one_run
from pfgraph.wikibase.changes import Reason
from pfgraph.wikibase.plan import Plan, referred
from pfgraph.wikibase.repository import Repository
from pfgraph.wikibase.results import new_run_id
from pfgraph.wikibase.sending import Sender
from pfgraph.wikibase.state import WikiState
from pfgraph.wikibase.twins import merge_twins
from pfgraph.wikibase.wishes import Wishes, read_preferences


def wishes_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--adopt`, `--prefer` and `--recreate`, as the one parameter `wishes`."""

    @click.option(
        "--adopt",
        is_flag=True,
        help="Take over statements of people that say what a row says.",
    )
    @click.option(
        "--prefer",
        multiple=True,
        metavar="PROPERTY=ours|theirs",
        help="Who is right in conflicts about a property, label or alias: the records, or the "
        "wiki. May be given several times.",
    )
    @click.option(
        "--recreate", is_flag=True, help="Make items again that were deleted on the wiki."
    )
    @wraps(function)
    def with_wishes(
        *args: Any, adopt: bool, prefer: tuple[str, ...], recreate: bool, **others: Any
    ) -> Any:
        try:
            preferred = read_preferences(prefer, declaration(), tables())
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--prefer") from None
        return function(*args, wishes=Wishes(adopt, recreate, preferred), **others)

    return with_wishes


def merge_twins_of(plan: Plan, state: WikiState, repository: Repository) -> int:
    """Merge the items of those records that have several, as a run of its own; tells of each."""
    keys = [
        change.key
        for change in plan.conflicts
        if any(each.reason is Reason.TWINS for each in change.conflicts)
    ]
    if not keys:
        return 0
    run = new_run_id()
    with one_run(lock_folder(), repository.identity.url, run):
        sender = Sender(repository, run, repository.clock(), repository.patience)
        done = merge_twins(keys, state, sender, _referring(keys, state))
    for each in done:
        told = f"{each.other} was merged into {each.first} ({each.key})"
        if each.refused:
            told = f"{each.other} cannot be merged into {each.first} ({each.key}): {each.refused}"
        say().print(told)
    return sum(not each.refused for each in done)


def _referring(keys: list[str], state: WikiState) -> set[str]:
    """The items that refer to one of these records, by whichever of its items."""
    named = {name for key in keys for name in (key, state.item_ids[key], *state.twins[key])}
    return {
        item.id
        for item in state.items.values()
        for statement in item.statements
        if named.intersection(referred(statement))
    }
