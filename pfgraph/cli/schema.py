"""schema: the ontology on a wiki."""

from collections.abc import Callable

import click
from rich.console import Console
from rich.markup import escape

from pfgraph.cli.options import open_wiki, say, show, wiki_option
from pfgraph.cli.progress import Steps
from pfgraph.cli.running import allowed, workers_option
from pfgraph.cli.wiki import WikiSession
from pfgraph.ontology import declaration, ontology
from pfgraph.runs.journal import Journal
from pfgraph.runs.running import Runner
from pfgraph.wikibase.results import Result, Run, new_run_id
from pfgraph.wikibase.schema import Clash, SchemaPlan, adopt, plan_schema


@click.group("schema")
def schema_group() -> None:
    """Put the ontology on a wiki: properties, classes and vocabulary items.

    Each page carries its ontology IRI and is found again by it, whatever its number.
    """


@schema_group.command("plan")
@wiki_option
def schema_plan(wiki: str | None) -> None:
    """Show which pages of the ontology the wiki lacks; nothing is written.

    \b
    Example:
        pfgraph schema plan --wiki http://127.0.0.1:8181
    """
    plan = _planned(wiki)[1]
    console = show()
    for declared in plan.missing:
        console.print(f"[green]+ property {escape(declared.labels['en'])}[/] ({declared.datatype})")
    for change in plan.items.new:
        name = next((after for _, after in change.labels.values()), change.key)
        console.print(f"[green]+ item {escape(name)}[/] ({change.key})")
    _print_clashes(plan, console)
    console.print(_counts(plan))


@schema_group.command("apply")
@wiki_option
@workers_option
@click.option("--adopt", "adopting", is_flag=True, help="Take over properties that clash by label.")
def schema_apply(wiki: str | None, workers: int | None, adopting: bool) -> None:
    """Make the pages of the ontology that the wiki lacks; running it twice changes nothing.

    \b
    Example:
        pfgraph schema apply --wiki http://127.0.0.1:8181
    """
    console = say()
    session, plan = _planned(wiki)
    if plan.clashes and adopting:
        state = adopt(plan.clashes, session.state, session.repository, new_run_id())
        session = WikiSession(session.repository, state)
        plan = plan_schema(state, ontology(), declaration())
    total = len(plan.missing) + sum(1 for change in plan.items.changes if change.writes)
    with Steps(console) as steps, steps.counting("writing the ontology", total) as step:
        run = _apply(plan, session, workers, lambda result: step())
    _print_clashes(plan, console)
    for refusal in run.refused:
        console.print(f"[red]refused[/] {escape(refusal.key)}: {escape(refusal.refusal)}")
    done = len(run.results) - len(run.refused)
    console.print(f"{done} pages made; `pfgraph schema status` tells what is there")
    raise SystemExit(1 if run.refused or plan.clashes or plan.wrong else 0)


def _apply(
    plan: SchemaPlan, session: WikiSession, workers: int | None, done: Callable[[Result], None]
) -> Run:
    """Make the pages as a run of the journal."""
    journal = Journal()
    try:
        runner = Runner(
            session.repository, session.state.properties, journal,
            session.repository.patience, allowed(session.repository, workers),
        )  # fmt: skip
        return runner.deploy(plan, session.state, done)
    finally:
        journal.close()


@schema_group.command("status")
@wiki_option
def schema_status(wiki: str | None) -> None:
    """Say whether the wiki holds the ontology; exit code 1 where something is missing.

    \b
    Example:
        pfgraph schema status --wiki http://127.0.0.1:8181
    """
    plan = _planned(wiki)[1]
    console = show()
    _print_clashes(plan, console)
    console.print(_counts(plan))
    raise SystemExit(0 if plan.is_empty else 1)


def _planned(wiki: str | None) -> tuple[WikiSession, SchemaPlan]:
    with Steps(say()) as steps:
        session = WikiSession.open(open_wiki(wiki), steps)
    return session, plan_schema(session.state, ontology(), declaration())


def _print_clashes(plan: SchemaPlan, console: Console) -> None:
    for clash in plan.clashes:
        console.print(f"[magenta]![/] {escape(_clash(clash))}")
    for clash in plan.wrong:
        console.print(
            f"[red]![/] {clash.found.id} carries {clash.declared.iri} but is a "
            f"{clash.found.datatype}, not a {clash.declared.datatype}; take the IRI off it"
        )


def _clash(clash: Clash) -> str:
    start = f"{clash.found.id} is called “{clash.label}” already, as {clash.declared.iri} would be"
    if clash.can_be_adopted:
        return f"{start}; `pfgraph schema apply --adopt` takes it over, or rename it"
    return f"{start}, but is a {clash.found.datatype}, not a {clash.declared.datatype}; rename it"


def _counts(plan: SchemaPlan) -> str:
    there = "the wiki holds the ontology" if plan.is_empty else "the ontology is not whole"
    return (
        f"{there}: properties {plan.present} there, {len(plan.missing)} missing, "
        f"{len(plan.clashes) + len(plan.wrong)} clash; items {plan.items.unchanged} there, "
        f"{len(plan.items.new)} missing, {len(plan.items.changed)} differ"
    )
