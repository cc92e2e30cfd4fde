"""What people change in the moment between our look and our save is given back, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal

from pfgraph.namespaces import PF, PFD
from pfgraph.runs.model import State
from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.wikibase.repository import Edit, Saved
from tests.runs.bots import Bot, Json, Person, bot
from tests.runs.loading import actors

Then = Callable[[Edit], None]


class Died(BaseException):
    """The process is gone."""


def kind(text: str) -> Graph:
    """One actor, and of what kind it is, in words; only one value of that may stand."""
    graph = actors(1)
    graph.add((PFD["actors/a0"], PF.kindAsStated, Literal(text)))
    return graph


ONE, TWO, THEIRS = "a house", "a museum", "a palace"


@pytest.fixture
def loaded(wiki: Sandbox, tmp_path: Path) -> Bot:
    """A bot that has written the actor with its first kind."""
    there = bot(wiki, tmp_path)
    assert not there.load(kind(ONE)).refused
    return there


@pytest.fixture
def person(wiki: Sandbox) -> Iterator[Person]:
    """Somebody who edits by hand."""
    somebody = Person(wiki)
    yield somebody
    somebody.close()


def around(there: Bot, before: Then, after: Then) -> None:
    """Let something happen right before and right after each edit of a bot."""
    made = type(there.repository).edit

    def edit(edit: Edit) -> Saved:
        before(edit)
        saved = made(there.repository, edit)
        after(edit)
        return saved

    there.repository.edit = edit  # type: ignore[method-assign]


def nothing(edit: Edit) -> None:
    """Nothing happens."""


def dies(edit: Edit) -> None:
    raise Died


class Hand:
    """Somebody who sets the kind of the actor to these, one before each edit of the bot."""

    def __init__(self, there: Bot, person: Person, *texts: str) -> None:
        self.item, self.person, self.texts = there.state.item_ids["actors/a0"], person, [*texts]
        self.prop = there.state.properties[str(PF.kindAsStated)].id

    def statements(self) -> list[Json]:
        found: list[Json] = self.person.see(self.item)["claims"].get(self.prop, [])
        return found

    def says(self) -> list[str]:
        return [each["mainsnak"]["datavalue"]["value"] for each in self.statements()]

    def __call__(self, edit: Edit) -> None:
        if self.texts:
            (statement,) = self.statements()
            statement["mainsnak"]["datavalue"]["value"] = self.texts.pop(0)
            del statement["mainsnak"]["hash"]
            self.person.edit(self.item, {"claims": [statement]})


def revisions(there: Bot, item: str) -> int:
    return len(there.repository.history(item))


def test_what_people_changed_in_the_moment_is_given_back(loaded: Bot, person: Person) -> None:
    """The wiki let our later edit win; theirs stands again, and the run tells a conflict."""
    hand = Hand(loaded, person, THEIRS)
    around(loaded, hand, nothing)
    run = loaded.load(kind(TWO))
    assert hand.says() == [THEIRS]
    assert [each.outcome for each in run.results] == ["conflict"]


@pytest.mark.parametrize("user", ["WikibaseBot@tool", "Admin@tool"])
def test_a_crash_before_it_was_given_back_is_mended_by_resume(
    loaded: Bot, wiki: Sandbox, person: Person, tmp_path: Path, user: str
) -> None:
    """Also with another account; and what was mended is not mended again by the next resume."""
    hand = Hand(loaded, person, THEIRS)
    around(loaded, hand, dies)
    with pytest.raises(Died):
        loaded.load(kind(TWO))
    assert hand.says() == [TWO]
    again = bot(wiki, tmp_path, user)
    again.resume()
    assert hand.says() == [THEIRS]
    with again.journal() as journal:
        run = journal.runs()[0].id
        assert journal.counts(run) == {State.CONFLICT: 1}
        journal.update(run, 1, state=State.SENT)  # as if it had died just before that was written
    before = revisions(again, hand.item)
    again.resume()
    assert revisions(again, hand.item) == before and hand.says() == [THEIRS]
    with again.journal() as journal:
        assert journal.counts(run) == {State.CONFLICT: 1}


def test_a_lost_answer_to_the_mending_edit_is_looked_up_by_itself(
    loaded: Bot, wiki: Sandbox, person: Person
) -> None:
    """The first edit has another number: the second is not taken for saved because of it."""
    hand = Hand(loaded, person, THEIRS)
    around(loaded, hand, nothing)
    mine = [Fault("lost-before", module="wbeditentity", user="WikibaseBot", at=2)]
    wiki.faults.add(*mine)
    assert loaded.load(kind(TWO)).refused
    assert hand.says() == [THEIRS]


def test_a_still_later_edit_of_people_is_not_lost_to_the_mending(
    loaded: Bot, person: Person
) -> None:
    """They changed it again before the mending edit came: their last word stands."""
    later = "a castle"
    hand = Hand(loaded, person, THEIRS, later)
    around(loaded, hand, nothing)
    run = loaded.load(kind(TWO))
    assert hand.says() == [later]
    assert [each.outcome for each in run.results] == ["conflict"]


def test_mending_ends_though_people_go_on(loaded: Bot, person: Person) -> None:
    """Somebody who is always faster does not keep a run for ever."""
    hand = Hand(loaded, person, *(f"kind {n}" for n in range(20)))
    around(loaded, hand, nothing)
    assert loaded.load(kind(TWO)).refused
    assert hand.texts


def test_a_refused_mending_is_told_and_tried_again_by_resume(
    loaded: Bot, wiki: Sandbox, person: Person, tmp_path: Path
) -> None:
    """A block that falls in between does not make people's edit forgotten."""
    hand = Hand(loaded, person, THEIRS)
    around(loaded, hand, nothing)
    wiki.faults.add(Fault("blocked", module="wbeditentity", user="WikibaseBot", at=2))
    (refused,) = loaded.load(kind(TWO)).refused
    assert "could not be given back" in refused.refusal and "resume" in refused.refusal
    assert hand.says() == [TWO]
    bot(wiki, tmp_path).resume()
    assert hand.says() == [THEIRS]


def test_an_undo_that_died_gives_back_as_well(
    loaded: Bot, wiki: Sandbox, person: Person, tmp_path: Path
) -> None:
    """An edit of an undo that was saved over theirs before the crash is mended by resume."""
    assert not loaded.load(kind(TWO)).refused
    hand = Hand(loaded, person, THEIRS)
    around(loaded, hand, dies)
    with pytest.raises(Died):
        loaded.undo("last")
    assert hand.says() == [ONE]
    bot(wiki, tmp_path).resume()
    assert hand.says() == [THEIRS]


def test_two_bots_that_add_the_same_at_once_leave_it_once(
    wiki: Sandbox, tmp_path: Path, person: Person
) -> None:
    """Both looked before either saved: the later one takes its own away again."""
    one, two = bot(wiki, tmp_path / "one"), bot(wiki, tmp_path / "two")
    assert not one.load(actors(1)).refused
    hand = Hand(one, person)
    other: list[Any] = []

    def first(edit: Edit) -> None:
        if not other:
            other.append(edit)
            two.repository.edit(Edit(edit.data, "pfgraph run another/1: the same", edit.id))

    around(one, first, nothing)
    run = one.load(kind(ONE))
    assert not run.refused
    assert hand.says() == [ONE]
