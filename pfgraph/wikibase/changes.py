"""What would change on a wiki, as plain data: made by the diff, shown, kept and applied."""

from dataclasses import dataclass, field
from enum import StrEnum

from pfgraph.wikibase.datamodel import Statement


class Action(StrEnum):
    """What happens to one statement."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class StatementEdit:
    """One statement that is added, changed or removed; the GUID stands on `before`."""

    action: Action
    before: Statement | None
    after: Statement | None


class Reason(StrEnum):
    """Why the records give way."""

    CHANGED = "people changed it since it was last written"
    REMOVED = "people removed it"
    THEIRS = "people wrote it"
    TWIN = "several statements carry the same record id"
    TWINS = "several items carry this record id"
    MERGED = "its item was merged into the item of another record of this load"
    DELETED = "its item was deleted"
    UNNAMED = "its item is there, but no longer carries the record id"


class Side(StrEnum):
    """Who is to be right where records and wiki differ."""

    OURS = "ours"
    THEIRS = "theirs"


REFERENCE = "reference"  # the part of a statement that its references are


@dataclass(frozen=True, slots=True)
class Conflict:
    """Records and wiki say different things, and what people did stays.

    `what` is a property, `item`, or `label`, `alias` with a language; `ours` and `theirs` hold
    both sides: a statement, a text, or None where a side says nothing. `part` narrows a statement
    down to one qualifier, by its property, or to its references; empty is its main value, or all.
    """

    what: str
    reason: Reason
    ours: Statement | str | None
    theirs: Statement | str | None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What would be a conflict, had nobody asked (`--prefer`) for one side to be right."""

    conflict: Conflict
    side: Side


@dataclass(frozen=True, slots=True)
class ItemChange:
    """All that would change on one item, and what is left alone because people did it.

    `id` is empty for an item that is to be made; `revision` is the one that was compared.
    Texts are by the wiki's language codes; `labels` maps to the text before and after.
    """

    key: str
    id: str = ""
    revision: int = 0
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, frozenset[str]] = field(default_factory=dict)
    edits: tuple[StatementEdit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    settled: tuple[Settled, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether the item is not on the wiki yet."""
        return not self.id

    @property
    def writes(self) -> bool:
        """Whether applying it takes an edit."""
        return bool(self.is_new or self.labels or self.descriptions or self.aliases or self.edits)
