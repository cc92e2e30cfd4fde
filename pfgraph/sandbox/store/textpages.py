"""Pages of wikitext: talk pages, pages of users and of the project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.model.datetimes import now
from pfgraph.sandbox.model.pagetitles import Title, read_title
from pfgraph.sandbox.store.log import LogEntry
from pfgraph.sandbox.store.logbook import log
from pfgraph.sandbox.store.storage import Edit, Storage

_SELECT = (
    "SELECT r.revision_id, r.page_id, p.title, r.parent_id, r.timestamp, r.user, r.comment, "
    "r.bot, r.minor, r.tags, r.text FROM text_revision r JOIN text_page p USING (page_id)"
)


@dataclass(frozen=True, slots=True)
class TextRevision:
    """One saved state of a page of wikitext; its numbers are of the same kind as entities'."""

    revision_id: int
    page_id: int
    title: Title
    parent_id: int
    timestamp: str
    user: str
    comment: str
    bot: bool
    minor: bool
    tags: tuple[str, ...]
    text: str


def latest_text(storage: Storage, title: Title) -> TextRevision | None:
    """The current revision of a page; None where there is no such page."""
    found = text_revisions(
        storage, "p.title = ? AND NOT p.deleted AND r.revision_id = p.latest", str(title), limit=1
    )
    return found[0] if found else None


def text_revisions(
    storage: Storage, condition: str, *values: object, limit: int = 50, order: str = "DESC"
) -> list[TextRevision]:
    """Revisions by a condition on `r` and `p`, newest first, at most `limit`."""
    query = f"{_SELECT} WHERE {condition} ORDER BY r.revision_id {order} LIMIT ?"
    return [_read(row) for row in storage.rows(query, *values, limit)]


def _read(row: tuple[Any, ...]) -> TextRevision:
    number, page, title, parent, timestamp, user, comment, bot, minor, tags, text = row
    return TextRevision(
        number, page, read_title(title), parent, timestamp, user, comment, bool(bot),
        bool(minor), tuple(tags.split()), text,
    )  # fmt: skip


def save_text(storage: Storage, title: Title, text: str, edit: Edit) -> TextRevision:
    """Make a new revision the current one; the page is made if need be."""
    with storage.editing():
        page_id, parent = _page(storage, title)
        saved = TextRevision(
            storage.next_number("revision"), page_id, title, parent, now(), edit.user,
            edit.comment, edit.bot, edit.minor, edit.tags, text,
        )  # fmt: skip
        storage.change(
            "INSERT INTO text_revision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            saved.revision_id, page_id, parent, saved.timestamp, saved.user, saved.comment,
            saved.bot, saved.minor, " ".join(saved.tags), text,
        )  # fmt: skip
        storage.change(
            "UPDATE text_page SET latest = ?, deleted = 0 WHERE page_id = ?",
            saved.revision_id,
            page_id,
        )
        if not parent:
            log(storage, _creation(saved))
    return saved


def _page(storage: Storage, title: Title) -> tuple[int, int]:
    rows = storage.rows("SELECT page_id, latest FROM text_page WHERE title = ?", str(title))
    if rows:
        return int(rows[0][0]), int(rows[0][1])
    page_id = storage.next_number("page")
    storage.change(
        "INSERT INTO text_page (page_id, namespace, title, latest) VALUES (?, ?, ?, 0)",
        page_id,
        title.namespace,
        str(title),
    )
    return page_id, 0


def _creation(saved: TextRevision) -> LogEntry:
    return LogEntry(
        "create", "create", saved.title.namespace, str(saved.title), saved.page_id,
        saved.timestamp, saved.user, saved.comment, saved.revision_id,
    )  # fmt: skip


def hide_text(storage: Storage, page_id: int, hidden: bool) -> None:
    """Delete a page or bring it back; its revisions stay."""
    with storage.editing():
        statement = "UPDATE text_page SET deleted = ? WHERE page_id = ?"
        storage.change(statement, int(hidden), page_id)
