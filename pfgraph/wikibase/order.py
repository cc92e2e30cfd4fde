"""Which edits may go out now: an item is made before those that refer to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.plan import mentioned_keys


@dataclass(frozen=True, slots=True)
class Task:
    """One edit that is to be made, with its number in the run."""

    number: int
    change: ItemChange


@dataclass(slots=True)
class Queue:
    """Tasks in the plan's order. One waits for the new items before it that it refers to.

    What refers to an item that comes after it stands in a circle and does not wait: that part
    of it is sent later.
    """

    waiting: list[Task]
    pending: set[str] = field(default_factory=set)  # keys of items that are still to be made
    needs: dict[int, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for task in self.waiting:
            self.needs[task.number] = mentioned_keys([task.change]) & self.pending
            if task.change.is_new:
                self.pending.add(task.change.key)

    def ready(self, most: int) -> Iterator[Task]:
        """Up to `most` tasks that wait for nothing; they are taken out of the queue."""
        taken = [each for each in self.waiting if not self.needs[each.number] & self.pending]
        for task in taken[:most]:
            self.waiting.remove(task)
            yield task

    def finished(self, keys: Iterable[str]) -> None:
        """These items are made or refused: nobody has to wait for them any longer."""
        self.pending.difference_update(keys)
