"""Finding entities by what people call them, in every language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pfgraph.sandbox.model.ids import normal_id
from pfgraph.sandbox.store.storage import Storage

_END = "\U0010ffff"
_KINDS = ("labels", "aliases", "descriptions")
_ROWS = "SELECT p.entity_id, t.kind, t.language, t.text FROM term t JOIN page p USING (page_id) "
_SCANNED = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """An entity and the term by which it was found; without one, it was found by its id."""

    entity_id: str
    kind: str = ""
    language: str = ""
    text: str = ""


def find(storage: Storage, text: str, own: str, limit: int, entity_type: str = "") -> list[Found]:
    """Entities by id, by how a term begins, or by words in their terms: the best first.

    Labels come before aliases and descriptions, whole texts before beginnings, and the language
    `own` before others; small and capital letters are the same.
    """
    wanted = " ".join(text.split())
    if not wanted:
        return []
    best: dict[str, tuple[tuple[object, ...], Found]] = {}
    for found in (
        *_by_prefix(storage, wanted, entity_type),
        *_by_words(storage, wanted, entity_type),
    ):
        rank = _rank(found, wanted.casefold(), own)
        if found.entity_id not in best or rank < best[found.entity_id][0]:
            best[found.entity_id] = (rank, found)
    entity_id = normal_id(wanted)
    ordered = [found for _, found in sorted(best.values(), key=lambda each: each[0])]
    if entity_id and storage.latest(entity_id):
        ordered = [Found(entity_id), *(each for each in ordered if each.entity_id != entity_id)]
    return ordered[:limit]


def _rank(found: Found, wanted: str, own: str) -> tuple[object, ...]:
    text = found.text.casefold()
    closeness = 0 if text == wanted else 1 if text.startswith(wanted) else 2
    number = int(found.entity_id[1:])
    return closeness, _KINDS.index(found.kind), found.language != own, text, number


def _cases(text: str) -> Iterable[str]:
    return dict.fromkeys((text, text.lower(), text.upper(), text.capitalize(), text.title()))


def _by_prefix(storage: Storage, text: str, entity_type: str) -> list[Found]:
    """Through the index, in the likely ways to write small and capital letters."""
    rows = []
    for prefix in _cases(text):
        rows += storage.rows(
            f"{_ROWS} WHERE t.text >= ? AND t.text < ? AND (? = '' OR p.kind = ?) "
            "ORDER BY t.text LIMIT ?",
            prefix, prefix + _END, entity_type, entity_type, _SCANNED,
        )  # fmt: skip
    return [Found(*row) for row in rows]


def _by_words(storage: Storage, text: str, entity_type: str) -> list[Found]:
    """Terms in which each word stands, wherever."""
    conditions, values = list[str](), list[str]()
    for word in text.split():
        patterns = [f"%{_literal(case)}%" for case in _cases(word)]
        conditions.append("(" + " OR ".join(["t.text LIKE ? ESCAPE '\\'"] * len(patterns)) + ")")
        values += patterns
    rows = storage.rows(
        f"{_ROWS} WHERE {' AND '.join(conditions)} AND (? = '' OR p.kind = ?) LIMIT ?",
        *values, entity_type, entity_type, _SCANNED,
    )  # fmt: skip
    return [Found(*row) for row in rows]


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
