"""Items that refer to each other in a circle take two edits each: cut off anywhere, each once."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from pfgraph.namespaces import PF, PFD
from pfgraph.runs.model import State
from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.wikibase.repository import Edit, Saved
from pfgraph.wikibase.state import read_state
from tests.runs.bots import Bot, bot
from tests.runs.loading import actors, said, statements


class Died(BaseException):
    """The process is gone."""


def circle() -> Graph:
    """Two actors, each a part of the other's ecosystem, and one that stands alone."""
    graph = actors(3)
    graph.add((PFD["actors/a0"], PF.isPartOfEcosystem, PFD["actors/a1"]))
    graph.add((PFD["actors/a1"], PF.isPartOfEcosystem, PFD["actors/a0"]))
    return graph


def dying(there: Bot, at: int, *, saved: bool) -> None:
    """Let the process die at its n-th edit, before or after the wiki has saved it."""
    made, seen = type(there.repository).edit, [0]

    def edit(edit: Edit) -> Saved:
        seen[0] += 1
        if seen[0] == at and not saved:
            raise Died
        answer = made(there.repository, edit)
        if seen[0] >= at:
            raise Died
        return answer

    there.repository.edit = edit  # type: ignore[method-assign]


@pytest.mark.parametrize("saved", [False, True])
@pytest.mark.parametrize("at", [1, 2, 3, 4])
@pytest.mark.parametrize("workers", [1, 4])
def test_a_run_that_died_in_a_circle_is_resumed(
    wiki: Sandbox, tmp_path: Path, at: int, saved: bool, workers: int
) -> None:
    """No twin, no doubled statement, and the next load has nothing to write."""
    first = bot(wiki, tmp_path)
    dying(first, at, saved=saved)
    with pytest.raises(Died):
        first.load(circle(), workers)
    again = bot(wiki, tmp_path)
    assert not again.resume(workers).refused
    state = read_state(again.repository)
    assert state.twins == {} and len(said(state)) == 3
    assert statements(state) == expected(wiki, tmp_path)
    with again.journal() as journal:
        assert journal.counts(journal.runs()[0].id) == {State.DONE: 4}
    assert again.load(circle()).edits == 0


def expected(wiki: Sandbox, folder: Path) -> int:
    """Three items with a class, a record id and a source each, and the two of the circle."""
    there = bot(wiki, folder)
    each = {len(item.statements) for key, item in there.state.items.items() if key == "actors/a2"}
    return 3 * each.pop() + 2


def test_the_rest_of_an_item_that_was_refused_makes_no_item_of_its_own(
    wiki: Sandbox, tmp_path: Path
) -> None:
    """Resumed, nothing is made of it; retried, it comes with its item."""
    there = bot(wiki, tmp_path)
    wiki.faults.add(Fault("abuse-filter", module="wbeditentity", at=1))
    assert there.load(circle()).refused
    wiki.faults.clear()
    before = len(there.state.items)
    assert there.resume().edits == 0
    assert len(there.state.items) == before
    state = read_state(there.repository)
    done = there._with_runner(state, 1, lambda each: each.retry("last", state.item_ids))
    assert not done.refused
    assert there.load(circle()).edits == 0
    assert statements(there.state) == expected(wiki, tmp_path)
