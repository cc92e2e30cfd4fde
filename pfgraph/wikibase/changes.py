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


@dataclass(frozen=True, slots=True)
class Conflict:
    """Records and wiki say different things, and what people did stays.

    `what` is a property or `label`, `alias` with a language; `ours` and `theirs` hold both
    sides: a statement, a text, or None where a side says nothing.
    """

    what: str
    reason: Reason
    ours: Statement | str | None
    theirs: Statement | str | None


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

    @property
    def is_new(self) -> bool:
        """Whether the item is not on the wiki yet."""
        return not self.id

    @property
    def writes(self) -> bool:
        """Whether applying it takes an edit."""
        return bool(self.is_new or self.labels or self.descriptions or self.aliases or self.edits)
