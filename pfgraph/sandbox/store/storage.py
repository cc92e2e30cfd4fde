"""Entities, their revisions and their terms in one SQLite file, or in memory.

Every save is one transaction, committed before the caller learns of it. One connection is used by
one thread at a time; a lock sees to that.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pfgraph.sandbox.model.datetimes import now
from pfgraph.sandbox.model.ids import EntityType, type_of

Entity = dict[str, Any]
CACHED = 4096
LARGEST = 2 * 1024 * 1024
_COLUMNS = (
    "r.revision_id, r.page_id, p.entity_id, r.parent_id, r.timestamp, r.user, r.comment, r.bot, "
    "r.size, p.target"
)


@dataclass(frozen=True, slots=True)
class Revision:
    """One saved state of an entity's page; `content` is never changed once it is here."""

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
    content: Entity

    @property
    def stamp(self) -> str:
        """Time and number, where a list of revisions is to be continued."""
        digits = "".join(each for each in self.timestamp if each.isdigit())
        return f"{digits}|{self.revision_id}"


@dataclass(frozen=True, slots=True)
class Edit:
    """Who saves, and what the revision says of it."""

    user: str
    comment: str
    bot: bool


class TooBig(Exception):
    """The entity would be larger than the wiki allows."""


class Storage:
    """The wiki's memory. `path` None keeps it in memory alone."""

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(
            path or ":memory:", check_same_thread=False, isolation_level=None
        )
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(
            files("pfgraph.sandbox.store").joinpath("schema.sql").read_text("utf-8")
        )
        self._latest: OrderedDict[str, Revision] = OrderedDict()
        self.listeners: list[Callable[[str], None]] = []

    def close(self) -> None:
        """Close the file; nothing is lost, as every save was committed."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a reading query."""
        with self._lock:
            return self._db.execute(query, values).fetchall()

    def new_id(self, kind: EntityType) -> str:
        """The next free id of a kind; it is used up even if nothing is saved under it."""
        with self._writing() as db:
            return f"{'Q' if kind == 'item' else 'P'}{_next(db, kind)}"

    def latest(self, entity_id: str) -> Revision | None:
        """The current revision, of a redirect too; None where there is no such page."""
        with self._lock:
            found = self._latest.get(entity_id)
            if found is None:
                found = self._one(
                    "p.entity_id = ? AND NOT p.deleted AND r.revision_id = p.latest", entity_id
                )
                if found:
                    self._cache(found)
            return found

    def revision(self, revision_id: int) -> Revision | None:
        """A revision by its number."""
        return self._one("r.revision_id = ?", revision_id)

    def _one(self, condition: str, value: object) -> Revision | None:
        rows = self.rows(
            f"SELECT {_COLUMNS}, r.content FROM revision r JOIN page p USING (page_id) "
            f"WHERE {condition}",
            value,
        )
        return _revision(rows[0]) if rows else None

    def _cache(self, revision: Revision) -> None:
        self._latest[revision.entity_id] = revision
        self._latest.move_to_end(revision.entity_id)
        if len(self._latest) > CACHED:
            self._latest.popitem(last=False)

    def save(
        self, entity_id: str, content: Entity, edit: Edit, target: str | None = None
    ) -> Revision:
        """Make a new revision the current one; returns when it is committed, or raises TooBig."""
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        size = len(text.encode())
        if size > LARGEST:
            raise TooBig(entity_id)
        with self._writing() as db:
            page_id, parent = self._page(db, entity_id)
            saved = Revision(
                _next(db, "revision"), page_id, entity_id, parent, now(), edit.user,
                edit.comment, edit.bot, size, target, content,
            )  # fmt: skip
            _write(db, saved, text)
        self._cache(saved)
        self._tell(entity_id)
        return saved

    def _page(self, db: sqlite3.Connection, entity_id: str) -> tuple[int, int]:
        row = db.execute(
            "SELECT page_id, latest FROM page WHERE entity_id = ?", (entity_id,)
        ).fetchone()
        if row:
            return int(row[0]), int(row[1])
        page_id = _next(db, "page")
        db.execute(
            "INSERT INTO page (page_id, entity_id, kind, number, latest) VALUES (?, ?, ?, ?, 0)",
            (page_id, entity_id, type_of(entity_id), int(entity_id[1:])),
        )
        return page_id, 0

    def delete(self, entity_id: str) -> None:
        """Hide a page; its revisions stay."""
        with self._writing() as db:
            db.execute("UPDATE page SET deleted = 1 WHERE entity_id = ?", (entity_id,))
            db.execute(
                "DELETE FROM term WHERE page_id IN (SELECT page_id FROM page WHERE entity_id = ?)",
                (entity_id,),
            )
            self._latest.pop(entity_id, None)
        self._tell(entity_id)

    def _tell(self, entity_id: str) -> None:
        for listener in self.listeners:
            listener(entity_id)

    def revisions(
        self, condition: str, values: Iterable[object], limit: int, order: str = "DESC"
    ) -> list[Revision]:
        """Revisions by a condition on `r` and `p`, newest first, at most `limit`."""
        rows = self.rows(
            f"SELECT {_COLUMNS}, r.content FROM revision r JOIN page p USING (page_id) "
            f"WHERE {condition} ORDER BY r.revision_id {order} LIMIT ?",
            *values,
            limit,
        )
        return [_revision(row) for row in rows]

    def entity_ids(self, kind: str, after: int = 0, limit: int = 50) -> list[str]:
        """Ids of a kind in the order of their numbers, from number `after` + 1 on."""
        rows = self.rows(
            "SELECT entity_id FROM page WHERE kind = ? AND number > ? AND NOT deleted "
            "ORDER BY number LIMIT ?",
            kind,
            after,
            limit,
        )
        return [row[0] for row in rows]


def _next(db: sqlite3.Connection, name: str) -> int:
    row = db.execute(
        "UPDATE counter SET last = last + 1 WHERE name = ? RETURNING last", (name,)
    ).fetchall()
    return int(row[0][0])


def _revision(row: tuple[Any, ...]) -> Revision:
    number, page, entity_id, parent, timestamp, user, comment, bot, size, target, content = row
    return Revision(
        number, page, entity_id, parent, timestamp, user, comment, bool(bot), size, target,
        json.loads(content),
    )  # fmt: skip


def _write(db: sqlite3.Connection, saved: Revision, text: str) -> None:
    db.execute(
        "INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            saved.revision_id, saved.page_id, saved.parent_id, saved.timestamp, saved.user,
            saved.comment, saved.bot, saved.size, text,
        ),
    )  # fmt: skip
    db.execute(
        "UPDATE page SET latest = ?, target = ?, deleted = 0 WHERE page_id = ?",
        (saved.revision_id, saved.target, saved.page_id),
    )
    db.execute("DELETE FROM term WHERE page_id = ?", (saved.page_id,))
    db.executemany("INSERT INTO term VALUES (?, ?, ?, ?)", _terms(saved))


def _terms(saved: Revision) -> Iterator[tuple[int, str, str, str]]:
    for kind in ("labels", "descriptions"):
        for language, term in saved.content.get(kind, {}).items():
            yield saved.page_id, kind, language, term["value"]
    for language, aliases in saved.content.get("aliases", {}).items():
        for alias in aliases:
            yield saved.page_id, "aliases", language, alias["value"]
