"""An edit that was made on an older revision, carried over to the newest one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pfgraph.sandbox.model.entities import statements, with_statements
from pfgraph.sandbox.model.statements import Statement
from pfgraph.sandbox.store.storage import Entity


class Overlap(Exception):
    """The edit and what happened since touch the same thing."""


def patched(base: Entity, edited: Entity, newest: Entity) -> Entity:
    """`newest` with the difference from `base` to `edited`; raises Overlap where they meet."""
    merged = dict(newest)
    for kind in ("labels", "descriptions"):
        merged[kind] = _patched_map(base[kind], edited[kind], newest[kind])
    merged["aliases"] = _patched_aliases(base["aliases"], edited["aliases"], newest["aliases"])
    by_id = [{entry["id"]: entry for entry in statements(each)} for each in (base, edited, newest)]
    merged["claims"] = with_statements(list(_patched_statements(*by_id).values()))
    return merged


def _patched_statements(
    base: Mapping[str, Statement], edited: Mapping[str, Statement], newest: Mapping[str, Statement]
) -> dict[str, Statement]:
    """A statement changed on both sides is no conflict to a Wikibase: the later edit wins."""
    merged = dict(newest)
    for guid in [*base, *(guid for guid in edited if guid not in base)]:
        if base.get(guid) == edited.get(guid):
            continue
        if guid not in edited:
            merged.pop(guid, None)
        elif (guid in base) == (guid in newest):
            merged[guid] = edited[guid]
        else:
            raise Overlap(guid)
    return merged


def _patched_map(
    base: Mapping[str, Any], edited: Mapping[str, Any], newest: Mapping[str, Any]
) -> dict[str, Any]:
    merged = dict(newest)
    for key in [*base, *(key for key in edited if key not in base)]:
        if base.get(key) == edited.get(key):
            continue
        if newest.get(key) != base.get(key):
            raise Overlap(key)
        if key in edited:
            merged[key] = edited[key]
        else:
            del merged[key]
    return merged


def _patched_aliases(
    base: Mapping[str, Any], edited: Mapping[str, Any], newest: Mapping[str, Any]
) -> dict[str, Any]:
    merged = dict(newest)
    for language in dict.fromkeys([*base, *edited]):
        old, new = base.get(language, []), edited.get(language, [])
        if old == new:
            continue
        gone = [alias for alias in old if alias not in new]
        kept = [alias for alias in newest.get(language, []) if alias not in gone]
        merged[language] = kept + [a for a in new if a not in old and a not in kept]
        if not merged[language]:
            del merged[language]
    return merged
