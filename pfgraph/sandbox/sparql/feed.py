"""The edits that the graph has not heard of yet."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import islice

from pfgraph.sandbox.sparql.graph import Change
from pfgraph.sandbox.store.storage import Storage

_AT_ONCE = 200


class Feed:
    """Notes which entities changed; their content is read only when somebody asks."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._lock = threading.Lock()
        self._changed: set[str] = set()
        storage.listeners.append(self._note)
        self.rewind()

    def _note(self, entity_id: str) -> None:
        with self._lock:
            self._changed.add(entity_id)

    def rewind(self) -> None:
        """Tell everything again, to a graph that is empty."""
        rows = self._storage.rows("SELECT entity_id FROM page WHERE NOT deleted")
        with self._lock:
            self._changed |= {row[0] for row in rows}

    def changes(self) -> Iterator[list[Change]]:
        """Every change acknowledged so far, in handy batches; each is told once."""
        with self._lock:
            changed, self._changed = self._changed, set()
        waiting = iter(changed)
        while batch := list(islice(waiting, _AT_ONCE)):
            found = self._storage.several(batch)
            yield [(each, found.get(each)) for each in batch]
