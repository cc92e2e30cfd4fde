"""A plan that is applied a second time finds its work done."""

from __future__ import annotations

from pathlib import Path

from pfgraph.ontology import declaration, ontology, tables
from pfgraph.runs.journal import Journal
from pfgraph.runs.running import Runner
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.load import plan_load
from pfgraph.wikibase.state import read_state
from tests.runs.conftest import connected
from tests.runs.loading import actors


def test_applying_a_kept_plan_twice_writes_nothing_the_second_time(
    wiki: Sandbox, tmp_path: Path
) -> None:
    """Its items are there as this very plan made them: done, not in conflict."""
    with connected(wiki) as repository:
        state = read_state(repository)
        plan = plan_load(actors(3), state, repository, ontology(), declaration(), tables()).plan
        journal = Journal(tmp_path)
        runner = Runner(repository, state.properties, journal, repository.patience)
        first = runner.start(plan, state.item_ids)
        again = runner.start(plan, read_state(repository).item_ids)
        journal.close()
    assert (first.edits, again.edits) == (3, 0)
    assert [result.outcome for result in again.results] == ["done"] * 3
