"""The port to a Wikibase: all that the rest of the sync side asks of one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Entity = dict[str, Any]  # an entity in the JSON of the API


@dataclass(frozen=True, slots=True)
class Identity:
    """Which wiki this is and who is logged in to it.

    `concept_base` is what an id is put behind to make its IRI; `batch` is how many entities
    one request may read (50, or 500 with the right apihighlimits).
    """

    url: str
    concept_base: str
    user: str
    batch: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One `wbeditentity`: on the entity `id`, or on a new one of the kind `new`."""

    data: dict[str, Any]
    summary: str
    id: str = ""
    new: str = ""  # item or property
    base_revision: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """What the wiki said of a saved edit."""

    id: str
    revision: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """One revision as the wiki keeps it."""

    id: int
    comment: str
    entity: Entity


class Repository(Protocol):
    """A Wikibase that can be read and edited. Every method may raise WikiError."""

    @property
    def identity(self) -> Identity:
        """Which wiki and which account; asks the wiki once."""

    def ids(self, kind: str) -> Iterator[str]:
        """The ids of all items, or all properties, in the wiki's order; redirects left out."""

    def entities(self, ids: Iterable[str]) -> Iterator[Entity]:
        """The entities, in the order of `ids`, in as few requests as allowed; missing ones not."""

    def revision(self, entity_id: str) -> int:
        """The number of an entity's newest revision; 0 where it is gone or a redirect."""

    def edit(self, edit: Edit) -> Saved:
        """Make one edit. Raises EditError with the wiki's own reason when it is refused."""

    def history(self, entity_id: str) -> Sequence[StoredRevision]:
        """All revisions of one entity, oldest first."""
