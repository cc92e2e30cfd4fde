"""The steps of an undo, as the journal keeps them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from pfgraph.runs.model import Entry, State
from pfgraph.wikibase.changes import ItemChange


class Do(StrEnum):
    """What a step does, in the order in which they come."""

    UNDELETE = "undelete"
    EDIT = "edit"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Step:
    """One page of an undo.

    An edit takes back the `revisions` of the run undone (none: they are found when it is sent);
    `data` does so on the revision `base`, keeping `overlaps`, told in words. On any later
    revision it is compared anew. `empties` says that nothing is left on the item, which the run
    undone had made.
    """

    do: Do
    id: str
    key: str
    revisions: tuple[int, ...] = ()
    base: int = 0
    data: dict[str, Any] = field(default_factory=dict)
    overlaps: tuple[str, ...] = ()
    empties: bool = False

    @property
    def change(self) -> ItemChange:
        """The step's place in the journal's column of changes."""
        return ItemChange(self.key, self.id, self.base)

    def to_json(self) -> dict[str, Any]:
        """The step as plain data."""
        return {**asdict(self), "do": str(self.do)}


def step_of(entry: Entry) -> Step:
    """The step that an entry of an undo holds."""
    data = dict(entry.data or {})
    data["do"] = Do(data["do"])
    for name in ("revisions", "overlaps"):
        data[name] = tuple(data[name])
    return Step(**data)


def for_deletion(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The items that an undo has emptied and not deleted, for an administrator to delete.

    Those are left out that stay because of what others did; their conflicts tell of them.
    """
    settled = (State.DONE, State.CONFLICT)
    steps = [(step_of(each), each.state) for each in entries if each.data]
    decided = {step.id for step, state in steps if step.do is Do.DELETE and state in settled}
    done = [step for step, state in steps if state is State.DONE]
    emptied = (step.id for step in done if step.do is Do.EDIT and step.empties)
    return tuple(each for each in emptied if each not in decided)
