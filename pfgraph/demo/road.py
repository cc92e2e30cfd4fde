"""Wiki up, ontology on it, records loaded, loaded again, pulled, checked, derived, asked."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef

from pfgraph.demo.folder import WIKI, fresh
from pfgraph.demo.steps import Steps
from pfgraph.findings import Finding
from pfgraph.graphfile import write_graph
from pfgraph.intake import Intake, take_in
from pfgraph.movement import movement_in
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.rules import derive
from pfgraph.sandbox import Sandbox
from pfgraph.sparql.library import library
from pfgraph.sparql.names import names
from pfgraph.sparql.results import ResultTable
from pfgraph.sparql.store import Store
from pfgraph.sparql.writers import Format, write
from pfgraph.validation import check
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.apply import apply
from pfgraph.wikibase.client import connect
from pfgraph.wikibase.load import plan_load
from pfgraph.wikibase.planfile import write_plan
from pfgraph.wikibase.pull import pull_graph
from pfgraph.wikibase.repository import Repository
from pfgraph.wikibase.results import Run, new_run_id
from pfgraph.wikibase.schema import apply_schema, plan_schema
from pfgraph.wikibase.state import read_state

QUESTIONS = (
    "count-partnerships",
    "what-is-lacking",
    "connectors",
    "overdue-obligations",
    "white-spots",
)


@dataclass(frozen=True, slots=True)
class Road:
    """What was met on the way. `answers` are by the question's name, `again` is what the
    second load wrote: nothing, if all is well."""

    folder: Path
    intake: Intake
    pages: int
    first: Run
    again: int
    graph: Graph
    derived: Graph
    findings: tuple[Finding, ...]
    store: Store
    answers: dict[str, ResultTable]


def walk(
    folder: Path, records: Sequence[Path], as_of: datetime.date, movement: str, steps: Steps
) -> Road:
    """Walk the whole road and leave its files in `folder`.

    The wiki is an embedded one, started on a free port and stopped at the end; it is talked
    to as any other, over HTTP. `movement` is a record id.
    """
    fresh(folder)
    with steps.counting("starting the embedded Wikibase"):
        sandbox = Sandbox(data=folder / WIKI)
    with sandbox:
        repository = connect(sandbox.url, Account(sandbox.user, sandbox.password))
        pages = _deploy(repository, steps)
        intake, first, again = _load(repository, records, as_of, movement, folder, steps)
        graph = _pull(repository, folder, steps)
    about = movement_in(graph, movement)
    store = Store()
    with steps.counting("deriving what the rules say"):
        store.add(graph)
        derived = derive(store, as_of=as_of, movement=about).graph()
        write_graph(derived, folder / "derived.ttl")
    with steps.counting("checking the wiki against the shapes"):
        profiles = ("record", "framework", "alignment")
        findings = check(graph, profiles, as_of=as_of, movement=about, derived=derived)
    answers = _ask(store, as_of, about, folder, steps)
    return Road(folder, intake, pages, first, again, graph, derived, findings, store, answers)


def _deploy(repository: Repository, steps: Steps) -> int:
    state = read_state(repository)
    plan = plan_schema(state, ontology(), declaration())
    total = len(plan.missing) + len(plan.items.new)
    with steps.counting("putting the ontology on the wiki", total) as step:
        run = apply_schema(plan, state, repository, new_run_id(), lambda result: step())
    return len(run.results) - len(run.refused)


def _load(
    repository: Repository,
    records: Sequence[Path],
    as_of: datetime.date,
    movement: str,
    folder: Path,
    steps: Steps,
) -> tuple[Intake, Run, int]:
    with steps.counting("reading and checking the records"):
        intake = take_in(records, {}, as_of=as_of, movement=movement_in(Graph(), movement))
    state = read_state(repository)
    known = (ontology(), declaration(), tables())
    plan = plan_load(intake.graph, state, repository, *known).plan
    write_plan(plan, folder / "first.plan")
    with steps.counting("loading the records through pywikibot", len(plan.new)) as step:
        run = apply(plan, repository, state.properties, new_run_id(), lambda result: step())
    with steps.counting("loading them again"):
        second = plan_load(intake.graph, read_state(repository), repository, *known).plan
        again = apply(second, repository, state.properties, new_run_id()).edits
    return intake, run, again


def _pull(repository: Repository, folder: Path, steps: Steps) -> Graph:
    with steps.counting("pulling the wiki as the ontology graph"):
        graph = pull_graph(read_state(repository), ontology(), declaration())
        write_graph(graph, folder / "graph.nt")
    return graph


def _ask(
    store: Store, as_of: datetime.date, movement: URIRef, folder: Path, steps: Steps
) -> dict[str, ResultTable]:
    answers: dict[str, ResultTable] = {}
    with steps.counting("asking", len(QUESTIONS)) as step:
        for name in QUESTIONS:
            question = library().get(name)
            answer = question.run(store, {}, as_of=as_of, movement=movement, derive=derive)
            called = names(store, answer.iris(), "en")
            for form, suffix in ((Format.CSV, "csv"), (Format.MARKDOWN, "md")):
                text = write(answer, form, called)
                (folder / "answers" / f"{name}.{suffix}").write_text(text, encoding="utf-8")
            answers[name] = answer
            step()
    return answers
