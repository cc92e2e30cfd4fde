"""Entities: the empty ones, and the change that the `data` of `wbeditentity` describes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pfgraph.sandbox.model.errors import invalid_claim, modification_failed, wikibase_error
from pfgraph.sandbox.model.ids import EntityType, new_guid
from pfgraph.sandbox.model.ordering import placed
from pfgraph.sandbox.model.statements import (
    Properties,
    Statement,
    check_guid,
    checked_statement,
    read_statement,
)
from pfgraph.sandbox.model.terms import read_aliases, read_terms
from pfgraph.sandbox.store.storage import Entity

Change = Callable[[Entity], None]
Step = Callable[[dict[str, Statement], str], None]


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
    steps: list[Step] = []
    for group in groups:
        for entry in group if isinstance(group, list) else [group]:
            if isinstance(entry, dict) and "remove" in entry:
                if not entry.get("id") or not isinstance(entry["id"], str):
                    raise invalid_claim("Cannot remove a claim with no GUID")
                steps.append(remove_statement(entry["id"]))
            else:
                steps.append(put_statement(read_statement(entry), properties))
    return [change_statements(steps)]


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


def change_statements(steps: Sequence[Step]) -> Change:
    """A change that takes steps on the statements, which it holds by GUID and in order."""

    def change(entity: Entity) -> None:
        held = {statement["id"]: statement for statement in statements(entity)}
        for step in steps:
            step(held, entity["id"])
        entity["claims"] = with_statements(list(held.values()))

    return change


def remove_statement(guid: str) -> Step:
    """A step that takes one statement away."""

    def step(held: dict[str, Statement], _: str) -> None:
        if guid not in held:
            text = f"Entity does not have statement with GUID {guid}"
            raise modification_failed("wikibase-api-modification-failed", text)
        del held[guid]

    return step


def put_statement(read: Statement, properties: Properties, index: int | None = None) -> Step:
    """A step that replaces the statement with the same GUID or adds a new one.

    `index` is the place among all statements; without it a new one comes last.
    """

    def step(held: dict[str, Statement], entity_id: str) -> None:
        guid = read["id"] or new_guid(entity_id)
        check_guid(guid, entity_id)
        if guid in held:
            _same_property(guid, held[guid], read)
        held[guid] = checked_statement(read, guid, properties)
        if index is not None:
            new = held.pop(guid)
            ordered = placed(list(held.values()), new, index)
            held.clear()
            held.update({statement["id"]: statement for statement in ordered})

    return step


def _same_property(guid: str, old: Statement, new: Statement) -> None:
    was, now = old["mainsnak"]["property"], new["mainsnak"]["property"]
    if was != now:
        text = f"Claim with GUID {guid} uses property {was}, can't change to {now}"
        raise modification_failed("wikibase-api-modification-failed", text)
