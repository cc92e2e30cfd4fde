"""A load as the command makes it, step by step: read, take in, plan, and a run with a journal."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.clocks import Took, timed
from bench.copies import AS_OF, MOVEMENT
from bench.wikis import ACCOUNT, Requests, counted

from pfgraph.intake import Intake, take_in
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.runs.journal import Journal
from pfgraph.runs.running import Runner
from pfgraph.wikibase.client import PywikibotRepository, connect
from pfgraph.wikibase.known import known_records
from pfgraph.wikibase.load import Load, plan_load
from pfgraph.wikibase.repository import Edit, Saved
from pfgraph.wikibase.results import Run
from pfgraph.wikibase.state import WikiState, read_state


class Recording(PywikibotRepository):
    """A wiki through pfgraph; `edits` keeps what was sent, in its order."""

    edits: list[Edit]

    def edit(self, edit: Edit) -> Saved:
        """Keep the edit, then make it."""
        self.edits.append(edit)
        return super().edit(edit)


def logged_in(url: str) -> Recording:
    """The wiki, with pfgraph's throttle off as on every wiki of the same machine."""
    plain = connect(url, ACCOUNT)
    repository = Recording(plain.site, url, plain.patience)
    repository.edits = []
    return repository


@dataclass(frozen=True, slots=True)
class Prepared:
    """All of a load but the writing: what each step took, and all its requests."""

    state: WikiState
    load: Load
    reading: Took
    checking: Took
    comparing: Took
    requests: Requests


def prepare(repository: PywikibotRepository, folder: Path) -> Prepared:
    """Read the wiki, vocabulary included, and the tables; compare the two."""
    with counted() as requests:
        state, reading = timed(lambda: read_state(repository))
        intake, checking = timed(lambda: _intake(state, folder))
        load, comparing = timed(lambda: _plan(intake, state, repository))
    assert not intake.left_out and not load.held_back, "the records are not as they should be"
    return Prepared(state, load, reading, checking, comparing, requests)


def write(prepared: Prepared, repository: Any, workers: int, journal: Path) -> tuple[Run, Took]:
    """Make the plan true, so many edits at a time, as a run of a journal in that folder."""
    book = Journal(journal)
    runner = Runner(repository, prepared.state.properties, book, repository.patience, workers)
    start: Callable[[], Run] = lambda: runner.start(prepared.load.plan, prepared.state.item_ids)  # noqa: E731
    try:
        run, took = timed(start)
    finally:
        book.close()
    assert not run.refused, run.refused
    return run, took


def _intake(state: WikiState, folder: Path) -> Intake:
    known = known_records(state, ontology())
    return take_in([folder], known, as_of=AS_OF, movement=MOVEMENT)


def _plan(intake: Intake, state: WikiState, repository: PywikibotRepository) -> Load:
    return plan_load(intake.graph, state, repository, ontology(), declaration(), tables())
