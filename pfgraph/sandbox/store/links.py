"""Which entities an entity's page leads to, kept in step with the content."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from pfgraph.sandbox.model.ids import normal_id
from pfgraph.sandbox.store.revisions import Entity, Revision


def write_links(db: sqlite3.Connection, saved: Revision, before: Revision | None) -> None:
    """Keep the links of a page's new content; nothing is written where they did not change."""
    wanted = linked(saved.content)
    held = linked(before.content) if before is not None else None
    if wanted == held:
        return
    if held is None or held:
        drop_links(db, saved.page_id)
    rows = [(saved.page_id, target) for target in sorted(wanted)]
    db.executemany("INSERT INTO link (page_id, target) VALUES (?, ?)", rows)


def drop_links(db: sqlite3.Connection, page_id: int) -> None:
    """Forget the links of a page."""
    db.execute("DELETE FROM link WHERE page_id = ?", (page_id,))


def fill_links(db: sqlite3.Connection) -> None:
    """Find the links of all pages, in a file that had none."""
    pages = db.execute(
        "SELECT p.page_id, r.content FROM page p JOIN revision r ON r.revision_id = p.latest "
        "WHERE NOT p.deleted"
    ).fetchall()
    for page_id, content in pages:
        rows = [(page_id, target) for target in sorted(linked(json.loads(content)))]
        db.executemany("INSERT INTO link (page_id, target) VALUES (?, ?)", rows)


def linked(content: Entity) -> frozenset[str]:
    """The entities that statements name: properties, values and units; of a redirect its target."""
    if "redirect" in content:
        return frozenset({content["redirect"]})
    return frozenset(_named(content.get("claims", {})))


def _named(claims: dict[str, list[Any]]) -> Iterator[str]:
    for group in claims.values():
        for statement in group:
            for snak in _snaks(statement):
                yield snak["property"]
                yield from _in_value(snak.get("datavalue", {}))


def _snaks(statement: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield statement["mainsnak"]
    sources = (reference["snaks"] for reference in statement.get("references", ()))
    for by_property in (statement.get("qualifiers", {}), *sources):
        for snaks in by_property.values():
            yield from snaks


def _in_value(datavalue: dict[str, Any]) -> Iterator[str]:
    value = datavalue.get("value")
    if not isinstance(value, dict):
        return
    if datavalue["type"] == "wikibase-entityid":
        entity_id = normal_id(value.get("id"))
    else:
        entity_id = normal_id(str(value.get("unit", "")).rpartition("/entity/")[2])
    if entity_id:
        yield entity_id
