"""Which edits may go out now: an item is made before those that refer to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.plan import mentioned_keys


@dataclass(frozen=True, slots=True)
class Task:
    """One edit that is to be made, with its number in the run."""

    number: int
    change: ItemChange


class Queue:
    """Tasks in the plan's order. One waits for the new items before it that it refers to.

    What refers to an item that comes after it stands in a circle and does not wait: that part
    of it is sent later.
    """

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._waiting: dict[int, tuple[Task, frozenset[str]]] = {}  # each with what it needs
        self._pending: set[str] = set()  # keys of items that are still to be made
        for task in tasks:
            needs = mentioned_keys([task.change]) & self._pending
            self._waiting[task.number] = task, needs
            if task.change.is_new:
                self._pending.add(task.change.key)

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def ready(self, most: int) -> list[Task]:
        """Up to `most` tasks that wait for nothing; they are taken out of the queue."""
        free = (task for task, needs in self._waiting.values() if not needs & self._pending)
        taken = list(islice(free, most))
        for task in taken:
            del self._waiting[task.number]
        return taken

    def finished(self, keys: Iterable[str]) -> None:
        """These items are made or refused: nobody has to wait for them any longer."""
        self._pending.difference_update(keys)
