"""The port to a Wikibase: all that the rest of the sync side asks of one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pfgraph.wikibase.patience import Patience

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
    patched: bool = False  # it was made on an older revision and merged into the newest


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """One revision as the wiki keeps it; `timestamp` as 2026-11-22T19:30:00Z, no parent is 0."""

    id: int
    comment: str
    entity: Entity
    user: str = ""
    timestamp: str = ""
    parent: int = 0


@dataclass(frozen=True, slots=True)
class Contribution:
    """One edit of an item or property, as contributions or recent changes tell it."""

    id: str  # of the entity
    revision: int
    parent: int  # 0 where it made the page
    comment: str
    timestamp: str
    user: str = ""


@dataclass(frozen=True, slots=True)
class PageLog:
    """A page of an entity was deleted or restored, as the wiki's log tells it."""

    id: str  # of the entity
    action: str  # delete or restore
    timestamp: str
    user: str = ""
    comment: str = ""


class Repository(Protocol):
    """A Wikibase that can be read and edited. Every method may raise WikiError."""

    @property
    def patience(self) -> Patience:
        """How reading waits for a wiki that asks to; a run waits in the same way."""

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
        """Make one edit; it is sent once and never again by itself.

        Raises EditError with the wiki's own reason when it is refused, NotReady when nothing was
        done and the wiki asks to wait, NoAnswer when it may have been saved or not.
        """

    def clock(self) -> str:
        """The wiki's own time, as 2026-11-22T19:30:00Z."""

    def opened(self) -> str:
        """The wiki's own time when this connection was made: what was read of it is not older."""

    def contributions(self, since: str, user: str = "") -> Iterator[Contribution]:
        """An account's edits of items and properties since a time, newest first; the own ones
        unless another `user` is named.

        A Wikibase lists them as soon as they are saved.
        """

    def recent_changes(self, since: str) -> Iterator[Contribution]:
        """Everybody's edits of items and properties since a time, newest first.

        A busy Wikibase may list them some seconds late, and keeps them for some weeks only.
        """

    def reaches_back_to(self, since: str) -> bool:
        """Whether recent changes are kept from before that time on."""

    def newest_revisions(self, kind: str) -> Iterator[Contribution]:
        """The newest revision of every item, or every property, redirects left out.

        Some hundred pages a request, for when recent changes do not reach back far enough.
        """

    def page_log(self, since: str) -> Iterator[PageLog]:
        """The items and properties that were deleted or restored since a time, newest first."""

    def merge(self, source: str, target: str, summary: str) -> int:
        """Merge one item into another, which leaves a redirect; returns the target's revision.

        What both describe differently stays as the target has it. Raises EditError.
        """

    def history(self, entity_id: str) -> Sequence[StoredRevision]:
        """All revisions of one entity, oldest first; none where its page is deleted."""

    def redirects(self) -> dict[str, str]:
        """All items that are redirects, each with the item that it leads to in the end."""

    def deleted_edits(self) -> Sequence[Contribution] | None:
        """The own account's edits of items that are deleted; None where it may not see them."""
