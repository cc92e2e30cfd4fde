"""undo: a run taken back, keeping what people did since."""

from collections.abc import Callable

import click
from rich.console import Console
from rich.markup import escape

from pfgraph.cli.options import (
    json_option,
    open_wiki,
    print_json,
    say,
    show,
    wiki_option,
)
from pfgraph.cli.progress import Steps
from pfgraph.cli.running import carry_on, finish, workers_option
from pfgraph.errors import RunError
from pfgraph.runs.found import Found, find
from pfgraph.runs.journal import Journal
from pfgraph.runs.model import RunInfo
from pfgraph.runs.running import Runner
from pfgraph.runs.steps import for_deletion
from pfgraph.runs.undo import Undo, plan_undo
from pfgraph.runs.undoview import missing_words, undo_lines, undo_summary, undo_to_json
from pfgraph.wikibase.pages import PagedRepository
from pfgraph.wikibase.results import Result, Run
from pfgraph.wikibase.state import WikiState, read_properties, read_state

_COLOURS = {"+": "green", "~": "yellow", "-": "red", "!": "magenta", "=": "dim"}


@click.command("undo")
@click.argument("run")
@click.option(
    "--dry-run",
    "--simulate",
    "dry_run",
    is_flag=True,
    help="Show what it would do; nothing is written.",
)
@wiki_option
@workers_option
@json_option
@click.option("--yes", is_flag=True, help="Do not ask before writing.")
def undo_command(
    run: str, dry_run: bool, wiki: str | None, workers: int | None, as_json: bool, yes: bool
) -> None:
    """Take back what RUN wrote, statement by statement; what was changed since stays.

    RUN is a run's id, the beginning of one, or `last`; the whole id where this folder's journal
    does not know it. Items that the run made are emptied, and deleted where the account may. An
    undo is a run too: it can be resumed, and taken back.

    \b
    Example:
        pfgraph undo last --dry-run
    """
    named, info = _named(run)
    console = say()
    repository = open_wiki(wiki or (info.wiki if info else None))
    with Steps(console) as steps, steps.counting("comparing with the wiki"):
        found = _find(named, info, repository)
        undo = plan_undo(found, repository)
    _report(undo, found, console)
    if dry_run or repository.simulates:
        _show(undo, found, as_json)
    if not undo.steps:
        console.print(f"run {named}: nothing is left to take back")
        finish(Run(""), as_json, bool(undo.left), more={"undoes": named, "for_deletion": []})
    _print_lines(undo, console, stays_only=True)
    console.print(undo_summary(undo))
    if not yes and console.is_terminal:
        click.confirm("Write this to the wiki?", abort=True, err=True)
    _carry_out(undo, repository, workers, as_json)


def _named(run: str) -> tuple[str, RunInfo | None]:
    """The run's whole id, and the journal's account of it where there is one."""
    journal = Journal()
    try:
        info = _info(run, journal)
        named = info.id if info else run
        if run == "last" and named != journal.runs()[0].id:
            say().print(f"run {named} is the last that had something to write")
        undoing = journal.undo_in_force(named)
    finally:
        journal.close()
    if undoing:
        raise RunError(
            f"run {named} was taken back by run {undoing}; `pfgraph undo {undoing}` brings it "
            f"back, `pfgraph resume {undoing}` goes on where that was cut off"
        )
    return named, info


def _info(run: str, journal: Journal) -> RunInfo | None:
    try:
        return journal.run(run)
    except RunError:
        if run == "last" or "-" not in run:
            raise  # the beginning of an id is of no use without a journal
        return None


def _find(named: str, info: RunInfo | None, repository: PagedRepository) -> Found:
    if info is not None and info.wiki != repository.identity.url:
        raise RunError(f"run {named} was on {info.wiki}; say --wiki {info.wiki}")
    journal = Journal()
    try:
        return find(named, info, journal.entries(named), repository)
    finally:
        journal.close()


def _report(undo: Undo, found: Found, console: Console) -> None:
    for other in found.undone_by:
        console.print(f"[yellow]run {other} took it back already, at least in part[/]")
    said = missing_words(undo, found.known)
    if said:
        console.print(f"[yellow]{escape(said)}[/]")


def _show(undo: Undo, found: Found, as_json: bool) -> None:
    if as_json:
        print_json(undo_to_json(undo, found.known))
    else:
        _print_lines(undo, show())
        show().print(undo_summary(undo))
    raise SystemExit(1 if undo.left or any(each.told for each in undo.items) else 0)


def _print_lines(undo: Undo, console: Console, stays_only: bool = False) -> None:
    for line in undo_lines(undo):
        if line.sign == "!" or not stays_only:
            text = f"{'  ' * line.depth}{line.sign} {escape(line.text)}"
            console.print(f"[{_COLOURS[line.sign]}]{text}[/]")


def _carry_out(undo: Undo, repository: PagedRepository, workers: int | None, as_json: bool) -> None:
    with Steps(say()) as steps, steps.counting(f"reading {repository.identity.url}"):
        state = _state(undo, repository)

    def act(runner: Runner, done: Callable[[Result], None]) -> Run:
        return runner.undo(undo, state.item_ids, done)

    run = carry_on(repository, state, workers, len(undo.steps), act)
    finish_undo(run, undo.run, as_json, bool(undo.left))


def finish_undo(run: Run, undone: str, as_json: bool, at_fault: bool = False) -> None:
    """Tell what came of an undo, and which items wait for an administrator; leave."""
    journal = Journal()
    try:
        listed = for_deletion(journal.entries(run.id))
    finally:
        journal.close()
    if listed:
        say().print(f"empty now, for an administrator to delete: {', '.join(listed)}")
    finish(run, as_json, at_fault, more={"undoes": undone, "for_deletion": list(listed)})


def _state(undo: Undo, repository: PagedRepository) -> WikiState:
    """All items, where some would be filled again: their records may be on others by now."""
    if any(turn.live is None for each in undo.items for turn in each.turns) or any(
        not each.turns and not each.told for each in undo.items
    ):
        return read_state(repository)
    return WikiState(repository.identity, read_properties(repository), {}, {})
