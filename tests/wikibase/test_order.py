"""Edits go out as many at once as asked for, and never before what they refer to is made."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from pfgraph.namespaces import PF
from pfgraph.wikibase.changes import Action, ItemChange, StatementEdit
from pfgraph.wikibase.datamodel import Snak, Statement
from pfgraph.wikibase.order import Queue, Task
from pfgraph.wikibase.values import ItemValue

KEYS = [f"actors/a{number}" for number in range(8)]


def referring(key: str, others: list[str]) -> ItemChange:
    """A new item with a statement about each of the others."""
    said = [Statement(Snak(str(PF.topic), ItemValue(other)), marker=key) for other in others]
    return ItemChange(key, edits=tuple(StatementEdit(Action.ADD, None, each) for each in said))


@st.composite
def tasks(draw: st.DrawFn) -> list[Task]:
    """New items that refer to any of one another, also in circles."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True))
    others = st.lists(st.sampled_from(KEYS), unique=True, max_size=3)
    return [Task(number, referring(key, draw(others))) for number, key in enumerate(keys, 1)]


def needed(task: Task, before: list[Task]) -> set[str]:
    """The items earlier in the plan that a task refers to."""
    keys = {each.change.key for each in before if each.number < task.number}
    said = (edit.after for edit in task.change.edits if edit.after)
    return keys & {each.main.value.key for each in said if isinstance(each.main.value, ItemValue)}


@given(tasks(), st.integers(1, 4), st.randoms(use_true_random=False))
def test_each_task_comes_once_and_after_what_it_needs(
    given_tasks: list[Task], workers: int, chance: random.Random
) -> None:
    """Whichever of the edits under way ends first."""
    queue, under_way, made = Queue(given_tasks), list[Task](), list[str]()
    while queue or under_way:
        free = workers - len(under_way)
        out = queue.ready(free)
        assert len(out) <= free
        for task in out:
            assert needed(task, given_tasks) <= set(made)
        under_way += out
        done = under_way.pop(chance.randrange(len(under_way)))
        made.append(done.change.key)
        queue.finished([done.change.key])
    assert sorted(made) == sorted(task.change.key for task in given_tasks)
