"""Entities: the empty ones, and the change that the `data` of `wbeditentity` describes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pfgraph.sandbox.errors import invalid_claim, modification_failed, wikibase_error
from pfgraph.sandbox.ids import EntityType, new_guid
from pfgraph.sandbox.statements import (
    Properties,
    Statement,
    check_guid,
    checked_statement,
    read_statement,
)
from pfgraph.sandbox.storage import Entity
from pfgraph.sandbox.terms import read_aliases, read_terms

Change = Callable[[Entity], None]


def empty(kind: EntityType, entity_id: str, datatype: str | None = None) -> Entity:
    """An entity without any content, in the key order of the API."""
    entity: Entity = {"type": kind}
    if datatype is not None:
        entity["datatype"] = datatype
    entity |= {"id": entity_id, "labels": {}, "descriptions": {}, "aliases": {}, "claims": {}}
    if kind == "item":
        entity["sitelinks"] = {}
    return entity


def read_data(data: Any, properties: Properties) -> list[Change]:
    """The changes that `data` asks for, in order; raises what a malformed form deserves."""
    changes: list[Change] = []
    for kind in ("labels", "descriptions"):
        if kind in data:
            changes += read_terms(kind, data[kind])
    if "aliases" in data:
        changes += read_aliases(data["aliases"])
    if data.get("sitelinks"):
        changes += _read_sitelinks(data["sitelinks"])
    if "claims" in data:
        changes += _read_claims(data["claims"], properties)
    return changes


def _read_sitelinks(sent: Any) -> list[Change]:
    for site in sent if isinstance(sent, dict) else []:
        text = f"Unknown site: {site}"
        raise wikibase_error("not-recognized-site", "wikibase-api-not-recognized-site", text)
    raise wikibase_error("not-recognized-array", "wikibase-api-not-recognized-array")


def _read_claims(sent: Any, properties: Properties) -> list[Change]:
    if not isinstance(sent, dict | list):
        raise wikibase_error("not-recognized-array", "wikibase-api-not-recognized-array")
    groups = list(sent.values()) if isinstance(sent, dict) else [sent]
    changes: list[Change] = []
    for group in groups:
        for entry in group if isinstance(group, list) else [group]:
            if isinstance(entry, dict) and "remove" in entry:
                if not entry.get("id"):
                    raise invalid_claim("Cannot remove a claim with no GUID")
                changes.append(remove_statement(entry["id"]))
            else:
                changes.append(put_statement(read_statement(entry), properties))
    return changes


def statements(entity: Entity) -> list[Statement]:
    """All statements, property by property."""
    return [statement for group in entity["claims"].values() for statement in group]


def with_statements(kept: list[Statement]) -> dict[str, list[Statement]]:
    """The `claims` map of a flat list: properties in the order of their first statement."""
    claims: dict[str, list[Statement]] = {}
    for statement in kept:
        claims.setdefault(statement["mainsnak"]["property"], []).append(statement)
    return claims


def find_statement(entity: Entity, guid: str) -> Statement | None:
    """The statement with exactly this GUID."""
    return next((entry for entry in statements(entity) if entry["id"] == guid), None)


def remove_statement(guid: str) -> Change:
    """A change that takes one statement away."""

    def change(entity: Entity) -> None:
        if find_statement(entity, guid) is None:
            text = f"Entity does not have statement with GUID {guid}"
            raise modification_failed("wikibase-api-modification-failed", text)
        kept = [entry for entry in statements(entity) if entry["id"] != guid]
        entity["claims"] = with_statements(kept)

    return change


def put_statement(read: Statement, properties: Properties, index: int | None = None) -> Change:
    """A change that replaces the statement with the same GUID or adds a new one.

    `index` is the place among all statements; without it a new one comes last.
    """

    def change(entity: Entity) -> None:
        guid = read["id"] or new_guid(entity["id"])
        check_guid(guid, entity["id"])
        old = find_statement(entity, guid)
        if old is not None:
            _same_property(guid, old, read)
        new = checked_statement(read, guid, properties)
        kept = [new if entry is old else entry for entry in statements(entity)]
        if old is None:
            kept.append(new)
        if index is not None:
            kept.remove(new)
            kept.insert(index, new)
        entity["claims"] = with_statements(kept)

    return change


def _same_property(guid: str, old: Statement, new: Statement) -> None:
    was, now = old["mainsnak"]["property"], new["mainsnak"]["property"]
    if was != now:
        text = f"Claim with GUID {guid} uses property {was}, can't change to {now}"
        raise modification_failed("wikibase-api-modification-failed", text)
