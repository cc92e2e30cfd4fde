"""The port to the pages of a Wikibase: single revisions, and what administrators may do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pfgraph.wikibase.repository import Contribution, Repository, StoredRevision


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest revision of an entity; its content is a redirect's where it was merged."""

    id: str
    revision: StoredRevision

    @property
    def target(self) -> str:
        """What the entity redirects to; empty where it is no redirect."""
        return str(self.revision.entity.get("redirect", ""))


class Pages(Protocol):
    """Pages of entities, their revisions and their being there. Every method may raise WikiError.

    Whatever writes is sent once; it raises EditError, NotReady or NoAnswer as an edit does.
    """

    def rights(self) -> frozenset[str]:
        """What the account may do, in the wiki's words: `edit`, `delete`, `undelete`…"""

    def revisions(self, numbers: Iterable[int]) -> Iterator[StoredRevision]:
        """These revisions, in no order; those of pages that are gone are left out."""

    def newest(self, ids: Iterable[str]) -> Iterator[Newest]:
        """The newest revision of each entity, in no order; what is gone is left out."""

    def summaries(self, entity_id: str) -> Iterator[Contribution]:
        """All revisions of one entity without their content, newest first."""

    def contributions(self, user: str, since: str) -> Iterator[Contribution]:
        """What an account edited since a time (empty: ever), newest first.

        Edits of pages that are gone are left out.
        """

    def deletions(self, since: str) -> Iterator[Contribution]:
        """What was deleted since a time and by whom, newest first; without revisions."""

    def newest_deleted(self, entity_id: str) -> int:
        """The newest revision of a page that is deleted; 0 where none is to be seen.

        Only those may look who have the right `deletedhistory`.
        """

    def links_to(self, entity_id: str) -> Iterator[str]:
        """The ids of the entities that speak of this one, as far as the wiki has indexed them."""

    def delete(self, entity_id: str, reason: str) -> None:
        """Delete a page; its revisions can be brought back."""

    def undelete(self, entity_id: str, reason: str) -> None:
        """Bring a deleted page back, with all its revisions."""


class PagedRepository(Repository, Protocol):
    """A Wikibase with its pages."""

    @property
    def pages(self) -> Pages:
        """Single revisions, and what administrators may do."""
