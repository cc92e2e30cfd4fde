"""Revisions and pages of every kind, read from the wiki's memory: entities, texts, the main page.

The main page is there from the beginning, has one revision and is never changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.model.pagetitles import Title
from pfgraph.sandbox.store.storage import Storage

FOUNDER = "MediaWiki default"
FOUNDED = "2026-01-01T00:00:00Z"
MAIN_PAGE = Title(0, "Main Page")
_MAIN_TEXT = "<strong>The sandbox works.</strong>\n"
_ENTITIES = (
    "SELECT r.revision_id, r.parent_id, r.page_id, "
    "CASE p.kind WHEN 'item' THEN 120 ELSE 122 END AS namespace, p.entity_id AS name, "
    "r.timestamp, r.user, r.comment, r.bot, r.minor, r.tags, r.size, p.latest, p.target, p.deleted "
    "FROM revision r JOIN page p ON p.page_id = r.page_id"
)
_TEXTS = (
    "SELECT r.revision_id, r.parent_id, r.page_id, p.namespace, "
    "CASE p.namespace WHEN 0 THEN p.title ELSE substr(p.title, instr(p.title, ':') + 1) END, "
    "r.timestamp, r.user, r.comment, r.bot, r.minor, r.tags, length(CAST(r.text AS BLOB)), "
    "p.latest, NULL, p.deleted FROM text_revision r JOIN text_page p ON p.page_id = r.page_id"
)
_MAIN = (
    f"SELECT 1, 0, 1, 0, '{MAIN_PAGE.name}', '{FOUNDED}', '{FOUNDER}', '', 0, 0, '', "
    f"{len(_MAIN_TEXT)}, 1, NULL, 0"
)
_SELECT = f"SELECT * FROM ({_ENTITIES} UNION ALL {_TEXTS} UNION ALL {_MAIN})"


@dataclass(frozen=True, slots=True)
class Record:
    """One revision of a page, without its content; `target` is the entity the page redirects to.

    `latest` is the number of the page's newest revision.
    """

    revision_id: int
    parent_id: int
    page_id: int
    title: Title
    timestamp: str
    user: str
    comment: str
    bot: bool
    minor: bool
    tags: tuple[str, ...]
    size: int
    latest: int
    target: str | None

    @property
    def model(self) -> str:
        """The content model."""
        return content_model(self.title)

    @property
    def stamp(self) -> str:
        """Time and number, where a list of revisions is to be continued."""
        return f"{digits(self.timestamp)}|{self.revision_id}"


def digits(timestamp: str) -> str:
    """A time in 14 digits."""
    return "".join(each for each in timestamp if each.isdigit())


def content_model(title: Title) -> str:
    """What pages of a namespace hold."""
    return {120: "wikibase-item", 122: "wikibase-property", 640: "EntitySchema"}.get(
        title.namespace, "wikitext"
    )


def records(
    storage: Storage,
    condition: str,
    values: Sequence[object] = (),
    limit: int = 50,
    order: str = "revision_id DESC",
) -> list[Record]:
    """Revisions by a condition, newest first, at most `limit`; deleted pages' are left out.

    The columns are those of Record, with `namespace` and `name` for the title.
    """
    query = f"{_SELECT} WHERE NOT deleted AND {condition} ORDER BY {order} LIMIT ?"
    return [_read(row) for row in storage.rows(query, *values, limit)]


def newest(
    storage: Storage,
    condition: str,
    values: Sequence[object] = (),
    limit: int = 50,
    order: str = "page_id",
) -> list[Record]:
    """The newest revision of each page that meets a condition."""
    return records(storage, f"revision_id = latest AND {condition}", values, limit, order)


def page_of(storage: Storage, title: Title) -> Record | None:
    """The newest revision of a page, None where there is no such page."""
    if title.holds_entities:
        found = storage.latest(title.name)
        return None if found is None else of_revision(found)
    where, values = "namespace = ? AND name = ?", (title.namespace, title.name)
    return next(iter(newest(storage, where, values, 1)), None)


def of_revision(revision: Any) -> Record:
    """The record of an entity's newest revision."""
    namespace = 120 if revision.entity_id.startswith("Q") else 122
    return Record(
        revision.revision_id, revision.parent_id, revision.page_id,
        Title(namespace, revision.entity_id), revision.timestamp, revision.user,
        revision.comment, revision.bot, revision.minor, revision.tags, revision.size,
        revision.revision_id, revision.target,
    )  # fmt: skip


def text_of(storage: Storage, record: Record) -> str:
    """The content of a revision as it is kept: an entity as JSON, or wikitext."""
    if record.revision_id == 1:
        return _MAIN_TEXT
    table, column = ("revision", "content") if record.title.holds_entities else (
        "text_revision", "text"
    )  # fmt: skip
    rows = storage.rows(f"SELECT {column} FROM {table} WHERE revision_id = ?", record.revision_id)
    return str(rows[0][0])


def _read(row: tuple[Any, ...]) -> Record:
    number, parent, page, namespace, name, timestamp, user, comment, bot, minor = row[:10]
    tags, size, latest, target, _ = row[10:]
    return Record(
        number, parent, page, Title(namespace, name), timestamp, user, comment, bool(bot),
        bool(minor), tuple(tags.split()), size, latest, target,
    )  # fmt: skip
