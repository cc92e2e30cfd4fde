"""What is kept: revisions of pages, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pfgraph.sandbox.model.jsonwriting import read_again

Entity = dict[str, Any]
COLUMNS = (
    "r.revision_id, r.page_id, p.entity_id, r.parent_id, r.timestamp, r.user, r.comment, r.bot, "
    "r.size, p.target, r.content, r.minor, r.tags"
)
"""What `read_revision` needs, of `revision r` and `page p`."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One saved state of an entity's page; nothing of it is ever changed.

    `text` is the content as JSON, without blanks and with characters beyond ASCII as they are;
    `target` is where the page, as it is now, redirects to.
    """

    revision_id: int
    page_id: int
    entity_id: str
    parent_id: int
    timestamp: str
    user: str
    comment: str
    bot: bool
    size: int
    target: str | None
    text: str = field(repr=False)
    minor: bool = False
    tags: tuple[str, ...] = ()
    _content: Entity | None = field(default=None, compare=False, repr=False)  # always the last

    @property
    def content(self) -> Entity:
        """The entity; whoever changes it changes a copy."""
        content = self._content
        if content is None:
            # parsed when it is first asked for: an answer is mostly made from the text alone
            content = read_again(self.text)
            object.__setattr__(self, "_content", content)
        return content

    def __reduce__(self) -> tuple[type[Revision], tuple[Any, ...]]:
        """To another process goes the text alone."""
        return Revision, tuple(getattr(self, name) for name in self.__slots__[:-1])

    @property
    def stamp(self) -> str:
        """Time and number, where a list of revisions is to be continued."""
        digits = "".join(each for each in self.timestamp if each.isdigit())
        return f"{digits}|{self.revision_id}"


@dataclass(frozen=True, slots=True)
class Edit:
    """Who saves, and what the revision says of it; `tags` are in the order they are shown in."""

    user: str
    comment: str
    bot: bool
    minor: bool = False
    tags: tuple[str, ...] = ()


def read_revision(row: tuple[Any, ...]) -> Revision:
    """The revision of a row with COLUMNS."""
    number, page, entity_id, parent, timestamp, user, comment, bot, size, target, text = row[:11]
    minor, tags = row[11:]
    return Revision(
        number, page, entity_id, parent, timestamp, user, comment, bool(bot), size, target, text,
        minor=bool(minor), tags=tuple(tags.split()),
    )  # fmt: skip
