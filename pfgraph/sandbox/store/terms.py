"""The index of terms, kept in step with the content."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from pfgraph.sandbox.store.revisions import Entity, Revision

_KINDS = ("labels", "descriptions", "aliases")


def write_terms(db: sqlite3.Connection, saved: Revision, before: Revision | None) -> None:
    """Index the terms of a page's new content; nothing is written where they did not change."""
    if before is not None and _terms(before.content) == _terms(saved.content):
        return
    drop_terms(db, saved.page_id)
    _insert(db, saved.page_id, saved.content)


def drop_terms(db: sqlite3.Connection, page_id: int) -> None:
    """Forget the terms of a page."""
    db.execute("DELETE FROM term WHERE page_id = ?", (page_id,))


def fill_terms(db: sqlite3.Connection) -> None:
    """Index all pages, in a file that had no index."""
    pages = db.execute(
        "SELECT p.page_id, r.content FROM page p JOIN revision r ON r.revision_id = p.latest "
        "WHERE NOT p.deleted"
    )
    for page_id, content in pages:
        _insert(db, page_id, json.loads(content))


def _terms(content: Entity) -> list[Entity]:
    return [content.get(kind, {}) for kind in _KINDS]


def _insert(db: sqlite3.Connection, page_id: int, content: Entity) -> None:
    db.executemany(
        "INSERT INTO term (page_id, kind, language, text) VALUES (?, ?, ?, ?)",
        ((page_id, *row) for row in term_rows(content)),
    )


def term_rows(content: Entity) -> Iterator[tuple[str, str, str]]:
    """Kind, language and text of each term of an entity; a redirect has none."""
    for kind in _KINDS:
        for language, held in content.get(kind, {}).items():
            for term in held if isinstance(held, list) else [held]:
                yield kind, language, term["value"]
