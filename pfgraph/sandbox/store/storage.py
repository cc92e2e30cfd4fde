"""Entities, their revisions and their terms in one SQLite file, or in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pfgraph.sandbox.conditions import current
from pfgraph.sandbox.model.datetimes import now
from pfgraph.sandbox.model.ids import EntityType, type_of
from pfgraph.sandbox.model.jsonwriting import written
from pfgraph.sandbox.store.cache import Cache
from pfgraph.sandbox.store.links import drop_links, write_links
from pfgraph.sandbox.store.locking import Writer
from pfgraph.sandbox.store.log import log_creation
from pfgraph.sandbox.store.opening import opened
from pfgraph.sandbox.store.reverting import revert_tags
from pfgraph.sandbox.store.revisions import (
    COLUMNS,
    Edit,
    Entity,
    Revision,
    read_revision,
)
from pfgraph.sandbox.store.terms import drop_terms, write_terms

__all__ = ["Edit", "Entity", "Revision", "Storage", "TooBig"]
LARGEST = 2 * 1024 * 1024
_REVISION = f"SELECT {COLUMNS} FROM revision r JOIN page p USING (page_id)"


class TooBig(Exception):
    """The entity would be larger than the wiki allows."""


class Storage:
    """The wiki's memory. `path` None keeps it in memory alone; raises UnusableFile.

    Whoever reads in order to write does both inside `editing`.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._writer = Writer(opened(path))
        self._latest = Cache()
        self._saved: dict[str, Revision | None] = {}
        self._taken: dict[str, int] = {}
        self.listeners: list[Callable[[str], None]] = []

    def close(self) -> None:
        """Close the file; nothing is lost, as every save was committed."""
        self._writer.close()

    @contextmanager
    def editing(self) -> Iterator[None]:
        """One edit: until the block ends nobody else saves, so that what it read stays true.

        What it saves is committed together when the outermost block ends, and is there for
        everybody after that; if the block raises, nothing of it is. Ids it took stay taken.
        """
        saved: dict[str, Revision | None] = {}
        with self._writer.lock:
            try:
                with self._writer.editing() as outermost:
                    yield
            except BaseException:
                if outermost:
                    self._take_back()
                raise
            if outermost:
                saved = self._publish()
        for entity_id in saved:
            for listener in self.listeners:
                listener(entity_id)

    def _publish(self) -> dict[str, Revision | None]:
        saved, self._saved, self._taken = self._saved, {}, {}
        for entity_id, revision in saved.items():
            if revision is None:
                self._latest.drop(entity_id)
            else:
                self._latest.put(revision)
        return saved

    def _take_back(self) -> None:
        taken, self._taken, self._saved = self._taken, {}, {}
        if not taken:
            return
        # a wiki never gives an id a second time, even if the first one came to nothing
        with self._writer.editing():
            for kind, number in taken.items():
                self.change("UPDATE counter SET last = ? WHERE name = ?", number, kind)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a reading query."""
        with self._writer.lock:
            return self._writer.db.execute(query, values).fetchall()

    def change(self, statement: str, *values: object) -> None:
        """Run a writing statement as a part of the edit; only inside `editing`."""
        self._writer.write().execute(statement, values)

    def new_id(self, kind: EntityType) -> str:
        """The next free id of a kind; it is used up even if nothing is saved under it."""
        with self.editing():
            self._taken[kind] = _next(self._writer.write(), kind)
            return f"{'Q' if kind == 'item' else 'P'}{self._taken[kind]}"

    def next_number(self, counter: str) -> int:
        """The next number of a counter such as `page` or `revision`; only inside `editing`."""
        return _next(self._writer.write(), counter)

    def latest(self, entity_id: str) -> Revision | None:
        """The current revision, of a redirect too; None where there is no such page."""
        with self._writer.lock:
            if entity_id in self._saved:
                return self._saved[entity_id]
            found = self._latest.get(entity_id)
            if found is None:
                found = self._one(
                    "p.entity_id = ? AND NOT p.deleted AND r.revision_id = p.latest", entity_id
                )
                if found:
                    self._latest.put(found)
            return found

    def several(self, entity_ids: Sequence[str]) -> dict[str, Revision]:
        """The current revisions of some hundreds at most; the cache is left to those who edit."""
        places = ", ".join("?" * len(entity_ids))
        rows = self.rows(
            f"{_REVISION} WHERE p.entity_id IN ({places}) AND NOT p.deleted "
            "AND r.revision_id = p.latest",
            *entity_ids,
        )
        found = map(read_revision, rows)
        return {each.entity_id: each for each in found}

    def revision(self, revision_id: int) -> Revision | None:
        """A revision by its number."""
        return self._one("r.revision_id = ?", revision_id)

    def _one(self, condition: str, value: object) -> Revision | None:
        rows = self.rows(f"{_REVISION} WHERE {condition}", value)
        return read_revision(rows[0]) if rows else None

    def save(
        self, entity_id: str, content: Entity, edit: Edit, target: str | None = None
    ) -> Revision:
        """Make a new revision the current one; raises TooBig, or what the wiki refuses it with.

        It is committed when this returns, or with the edit around it.
        """
        current().permit_saving()
        text = written(content)
        size = len(text) if text.isascii() else len(text.encode())
        if size > LARGEST:
            raise TooBig(entity_id)
        with self.editing():
            db = self._writer.write()
            before = self.latest(entity_id)
            page_id, parent = self._page(entity_id, before)
            tags = revert_tags(db, before, text, size, edit)
            saved = Revision(
                _next(db, "revision"), page_id, entity_id, parent, now(), edit.user,
                edit.comment, edit.bot, size, target, text, edit.minor, tags, content,
            )  # fmt: skip
            _write(db, saved)
            if not parent:
                log_creation(db, saved)
            write_terms(db, saved, before)
            write_links(db, saved, before)
            self._saved[entity_id] = saved
        return saved

    def _page(self, entity_id: str, before: Revision | None) -> tuple[int, int]:
        if before is not None:
            return before.page_id, before.revision_id
        rows = self.rows("SELECT page_id, latest FROM page WHERE entity_id = ?", entity_id)
        if rows:
            return int(rows[0][0]), int(rows[0][1])
        page_id = _next(self._writer.write(), "page")
        self.change(
            "INSERT INTO page (page_id, entity_id, kind, number, latest) VALUES (?, ?, ?, ?, 0)",
            page_id, entity_id, type_of(entity_id), int(entity_id[1:]),
        )  # fmt: skip
        return page_id, 0

    def delete(self, entity_id: str) -> None:
        """Hide a page; its revisions stay."""
        with self.editing():
            found = self.latest(entity_id)
            if found is None:
                return
            self.change("UPDATE page SET deleted = 1 WHERE page_id = ?", found.page_id)
            drop_terms(self._writer.write(), found.page_id)
            drop_links(self._writer.write(), found.page_id)
            self._saved[entity_id] = None

    def undelete(self, entity_id: str) -> Revision | None:
        """Show a hidden page again, as it last was; None where there is none to show."""
        with self.editing():
            if self.latest(entity_id) is not None:
                return None
            self.change("UPDATE page SET deleted = 0 WHERE entity_id = ?", entity_id)
            self._saved.pop(entity_id, None)
            found = self._one("p.entity_id = ? AND r.revision_id = p.latest", entity_id)
            if found is not None:
                write_terms(self._writer.write(), found, None)
                write_links(self._writer.write(), found, None)
                self._saved[entity_id] = found
            return found

    def revisions(
        self, condition: str, values: Iterable[object], limit: int, order: str = "DESC"
    ) -> list[Revision]:
        """Revisions by a condition on `r` and `p`, newest first, at most `limit`."""
        query = f"{_REVISION} WHERE {condition} ORDER BY r.revision_id {order} LIMIT ?"
        return [read_revision(row) for row in self.rows(query, *values, limit)]

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


def _write(db: sqlite3.Connection, saved: Revision) -> None:
    db.execute(
        "INSERT INTO revision "
        "(revision_id, page_id, parent_id, timestamp, user, comment, bot, size, content, minor, "
        "tags) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            saved.revision_id, saved.page_id, saved.parent_id, saved.timestamp, saved.user,
            saved.comment, saved.bot, saved.size, saved.text, saved.minor, " ".join(saved.tags),
        ),
    )  # fmt: skip
    db.execute(
        "UPDATE page SET latest = ?, target = ?, deleted = 0 WHERE page_id = ?",
        (saved.revision_id, saved.target, saved.page_id),
    )
