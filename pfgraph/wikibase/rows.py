"""The rows of records, and what a plan has for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pfgraph.findings import Location
from pfgraph.wikibase.changes import Conflict, ItemChange
from pfgraph.wikibase.datamodel import Statement


class Fate(StrEnum):
    """What becomes of a row, the gravest first in the order in which one is chosen of several."""

    REFUSED = "refused"  # the wiki did not take it
    OPEN = "open"  # it is still to be sent, or nobody knows yet
    CONFLICT = "conflict"  # something stays as people have it
    LEFT_OUT = "left-out"  # the shapes, or the reader, keep it from being loaded
    HELD_BACK = "held-back"  # it refers to what is not there
    DONE = "done"
    UNCHANGED = "unchanged"

    @property
    def words(self) -> str:
        """As it is said of rows: `left out`."""
        return self.value.replace("-", " ")


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row: its record id, where it stands, and what becomes of it.

    `key` and `id` are of the item that it is, or stands on; `carriers` the keys of the items
    whose edits carry it. `fate` is what becomes of it once those are made; `reason` says why, where
    that is not as the records want it. A row that could not be read may be without a record id.
    """

    record: str
    place: Location | None = None
    key: str = ""
    id: str = ""
    carriers: tuple[str, ...] = ()
    fate: Fate = Fate.UNCHANGED
    reason: str = ""


def record_in(conflict: Conflict, change: ItemChange) -> str:
    """The row that a conflict on an item is about."""
    sides = (conflict.ours, conflict.theirs)
    markers = (side.marker for side in sides if isinstance(side, Statement))
    return next(filter(None, markers), change.key)


def in_conflict(change: ItemChange) -> Iterator[str]:
    """The rows that the conflicts on an item are about, each once."""
    return iter(dict.fromkeys(record_in(each, change) for each in change.conflicts))
