"""Two bots with the same records at once, from two machines: one item a record in the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from pfgraph.errors import EditError, NotReady
from pfgraph.namespaces import PF, PFD
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.wikibase.load import plan_load
from pfgraph.wikibase.repository import Edit, Saved
from pfgraph.wikibase.state import read_state
from tests.runs.bots import Bot, bot
from tests.runs.loading import actors, said, statements


class Died(BaseException):
    """The process is gone."""


def records() -> Graph:
    """Four actors: two in a circle, and two that refer to them."""
    graph = actors(4)
    for one, other in ((0, 1), (1, 0), (2, 0), (3, 2)):
        graph.add((PFD[f"actors/a{one}"], PF.isPartOfEcosystem, PFD[f"actors/a{other}"]))
    return graph


@pytest.fixture
def expected(wiki: Sandbox) -> int:
    """How many statements one load leaves: of each a class, a record id, a source and a link."""
    wiki.faults.add(Fault("late-index", milliseconds=60000))
    return 4 * 4


def mirrored(there: Bot, other: Bot) -> list[Saved]:
    """Let another bot make the same items, each right after the one; they refer to its own."""
    made, ids, theirs = type(there.repository).edit, dict[str, str](), list[Saved]()

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            kept = {name: renamed(each) for name, each in value.items() if name != "numeric-id"}
            return kept if value.get("id") in ids else {n: renamed(v) for n, v in value.items()}
        if isinstance(value, list):
            return [renamed(each) for each in value]
        return ids.get(value, value) if isinstance(value, str) else value

    def edit(edit: Edit) -> Saved:
        saved = made(there.repository, edit)
        if "/0." in edit.summary:  # after the merges
            return saved
        words = edit.summary.partition(": ")[2]
        target = ids.get(edit.id, edit.id)
        same = Edit(renamed(edit.data), f"pfgraph run another/1: {words}", target, edit.new)
        theirs.append(made(other.repository, same))
        ids.setdefault(saved.id, theirs[-1].id)
        return saved

    there.repository.edit = edit  # type: ignore[method-assign]
    return theirs


def is_whole(there: Bot, expected: int) -> None:
    """Each record has one item, each row one statement, and nothing is left to write."""
    state = read_state(there.repository)
    assert state.twins == {} and len(said(state)) == 4
    assert statements(state) == expected
    run = there.load(records())
    assert run.edits == 0 and not run.refused


def test_what_both_made_is_one_in_the_end(wiki: Sandbox, tmp_path: Path, expected: int) -> None:
    """Items are merged; statements that said the same of twins are left once."""
    one, two = bot(wiki, tmp_path / "one"), bot(wiki, tmp_path / "two")
    mirrored(one, two)
    assert not one.load(records()).refused
    is_whole(bot(wiki, tmp_path / "three"), expected)


@pytest.mark.parametrize("at", [3, 6])
def test_a_bot_that_died_merges_when_it_is_resumed(
    wiki: Sandbox, tmp_path: Path, expected: int, at: int
) -> None:
    """Also what it had made before it died."""
    one, two = bot(wiki, tmp_path / "one"), bot(wiki, tmp_path / "two")
    mirrored(one, two)
    made, seen = one.repository.edit, [0]

    def edit(edit: Edit) -> Saved:
        seen[0] += 1
        saved = made(edit)
        if seen[0] == at:
            raise Died
        return saved

    one.repository.edit = edit  # type: ignore[method-assign]
    if at <= 5:
        with pytest.raises(Died):
            one.load(records())
    else:
        one.repository.merge = dying_merge  # type: ignore[method-assign]
        with pytest.raises(Died):
            one.load(records())
    again = bot(wiki, tmp_path / "one")
    again.resume()
    is_whole(again, expected)


def dying_merge(*_: object) -> int:
    raise Died


def test_a_merge_that_another_made_first_is_done(
    wiki: Sandbox, tmp_path: Path, expected: int
) -> None:
    """Both bots end at once and both merge: the later one finds it done, and says no error."""
    one, two = bot(wiki, tmp_path / "one"), bot(wiki, tmp_path / "two")
    mirrored(one, two)
    merge = type(one.repository).merge

    def both(source: str, target: str, summary: str) -> int:
        merge(two.repository, source, target, "pfgraph run another/0: merged")
        return merge(one.repository, source, target, summary)

    one.repository.merge = both  # type: ignore[method-assign]
    assert not one.load(records()).refused
    is_whole(bot(wiki, tmp_path / "three"), expected)


def test_a_merge_waits_for_the_wiki_and_a_refused_one_is_told(
    wiki: Sandbox, tmp_path: Path, expected: int
) -> None:
    """Lag is waited out; what the wiki does not merge is named with both items."""
    one, two = bot(wiki, tmp_path / "one"), bot(wiki, tmp_path / "two")
    mirrored(one, two)
    merge, seen = type(one.repository).merge, [0]

    def troubled(source: str, target: str, summary: str) -> int:
        seen[0] += 1
        if seen[0] == 1:
            raise NotReady("lag 7.2 s", "maxlag")
        if seen[0] == 2:
            raise EditError("not now", "failed-modify")
        return merge(one.repository, source, target, summary)

    one.repository.merge = troubled  # type: ignore[method-assign]
    (refused,) = one.load(records()).refused
    assert "not now" in refused.refusal and "--merge-twins" in refused.refusal
    assert len(read_state(one.repository).twins) == 1


def test_what_was_made_after_the_plan_is_not_made_again(wiki: Sandbox, tmp_path: Path) -> None:
    """Another bot loads while the first one's operator is asked whether to write."""
    one, two = bot(wiki, tmp_path / "one"), bot(wiki, tmp_path / "two")
    wiki.faults.add(Fault("late-index", milliseconds=60000))
    state = read_state(one.repository)
    plan = plan_load(records(), state, one.repository, ontology(), declaration(), tables()).plan
    assert not two.load(records()).refused
    run = one._with_runner(state, 1, lambda runner: runner.start(plan, state.item_ids))
    assert run.edits == 0
    assert {each.code for each in run.results} == {"edited-since"}
    assert read_state(one.repository).twins == {}
