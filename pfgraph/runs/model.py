"""What the journal holds: runs and their edits."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pfgraph.wikibase.changes import ItemChange


class Kind(StrEnum):
    """What a run does."""

    LOAD = "load"
    SCHEMA = "schema"
    UNDO = "undo"


class State(StrEnum):
    """How far an edit is. `sent` is the only one in which nobody knows whether it was saved."""

    INTENDED = "intended"
    SENT = "sent"
    DONE = "done"
    REFUSED = "refused"
    CONFLICT = "conflict"


OPEN = frozenset({State.INTENDED, State.SENT})


@dataclass(frozen=True, slots=True)
class RunInfo:
    """A run: which wiki, by whom, since when by the wiki's own clock.

    `ended` is empty while it is under way or was cut off; `undoes` is the run that it takes back;
    `ids` are the wiki's ids, by key, of the items that its edits refer to; `unchanged` is how many
    records were as they should be, and `allowed` how many new violations of the shapes were let
    through.
    """

    id: str
    wiki: str
    user: str
    kind: Kind
    started: str
    ended: str = ""
    undoes: str = ""
    unchanged: int = 0
    ids: dict[str, str] = field(default_factory=dict)
    allowed: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One edit of a run.

    `change` is what was planned and `base` the revision that it was sent on; `item`, `revision`,
    `code` and `reason` are what came of it; `source` is the record's file and row. `data` is the
    step of an undo, which is no change of a record.
    """

    number: int
    change: ItemChange
    state: State
    base: int = 0
    item: str = ""
    revision: int = 0
    code: str = ""
    reason: str = ""
    source: str = ""
    data: dict[str, Any] | None = None
