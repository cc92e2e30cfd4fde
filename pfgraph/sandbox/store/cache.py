"""The current revisions that were used last, within a bound on memory."""

from __future__ import annotations

from collections import OrderedDict

from pfgraph.sandbox.store.revisions import Revision

LARGEST = 8 * 1024 * 1024
"""Bytes of text; parsed, the same entities take about eight times as much."""


class Cache:
    """Revisions by entity; the one that was not used for longest goes first."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._largest = largest
        self._held: OrderedDict[str, Revision] = OrderedDict()
        self._bytes = 0

    def get(self, entity_id: str) -> Revision | None:
        """What is held of an entity."""
        found = self._held.get(entity_id)
        if found is not None:
            self._held.move_to_end(entity_id)
        return found

    def put(self, revision: Revision) -> None:
        """Hold a revision as the current one of its entity."""
        self.drop(revision.entity_id)
        self._held[revision.entity_id] = revision
        self._bytes += revision.size
        while self._bytes > self._largest:
            _, oldest = self._held.popitem(last=False)
            self._bytes -= oldest.size

    def drop(self, entity_id: str) -> None:
        """Hold nothing of an entity."""
        found = self._held.pop(entity_id, None)
        if found is not None:
            self._bytes -= found.size
