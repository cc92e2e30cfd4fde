"""Which entities have a label, a description or an alias."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.conditions import current
from pfgraph.sandbox.store.storage import Storage


@dataclass(frozen=True, slots=True)
class Match:
    """A term that matched a search."""

    entity_id: str
    kind: str
    language: str
    text: str


def item_with(storage: Storage, language: str, label: str, description: str) -> list[str]:
    """Items with this label and this description in a language, the oldest first."""
    rows = storage.rows(
        "SELECT p.entity_id FROM term l JOIN term d ON d.page_id = l.page_id "
        "JOIN page p ON p.page_id = l.page_id "
        "WHERE l.text = ? AND l.language = ? AND l.kind = 'labels' AND p.kind = 'item' "
        "AND d.kind = 'descriptions' AND d.language = l.language AND d.text = ? ORDER BY p.number",
        label,
        language,
        description,
    )
    return _counted(rows)


def property_with(storage: Storage, language: str, label: str) -> list[str]:
    """Properties with this label in a language."""
    rows = storage.rows(
        "SELECT p.entity_id FROM term l JOIN page p USING (page_id) "
        "WHERE l.text = ? AND l.language = ? AND l.kind = 'labels' AND p.kind = 'property'",
        label,
        language,
    )
    return _counted(rows)


def _counted(rows: list[tuple[Any, ...]]) -> list[str]:
    """The entities of the rows whose terms the wiki knows of by now."""
    unindexed = current().unindexed
    return [row[0] for row in rows if row[0] not in unindexed]


def search(
    storage: Storage, prefix: str, languages: tuple[str, ...], kind: str, limit: int
) -> list[Match]:
    """Labels and aliases that begin with a text, case-sensitively: one match an entity.

    Languages count in the order given and labels before aliases; then text, then number.
    """
    found: dict[str, Match] = {}
    for language in languages:
        for term in ("labels", "aliases"):
            rows = storage.rows(
                "SELECT p.entity_id, t.text FROM term t JOIN page p USING (page_id) "
                "WHERE t.text >= ? AND t.text < ? AND t.language = ? AND t.kind = ? "
                "AND p.kind = ? ORDER BY t.text, p.number LIMIT ?",
                prefix,
                prefix + "\U0010ffff",
                language,
                term,
                kind,
                limit,
            )
            for entity_id, text in rows:
                found.setdefault(entity_id, Match(entity_id, term, language, text))
    return list(found.values())[:limit]
