"""The endpoints of whole items and properties."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pfgraph.sandbox.model.datatypes import VALUE_TYPES
from pfgraph.sandbox.model.entities import empty, statements
from pfgraph.sandbox.rest.calls import Answer, Call
from pfgraph.sandbox.rest.editing import read_metadata, require, save_change, save_new
from pfgraph.sandbox.rest.errors import (
    invalid_query_parameter,
    invalid_value,
    missing_field,
    patch_modified_read_only,
)
from pfgraph.sandbox.rest.patching import apply_patch, check_patch
from pfgraph.sandbox.rest.refusals import Invalid, Missing, told_of_patch_result, told_of_request
from pfgraph.sandbox.rest.serialising import Json, entity_json, id_first, part_json
from pfgraph.sandbox.rest.summaries import Summary, languages_summary, other_summary
from pfgraph.sandbox.rest.wholes import Whole, read_whole
from pfgraph.sandbox.store.storage import Entity

_FIELDS = {
    "item": ("type", "labels", "descriptions", "aliases", "statements", "sitelinks"),
    "property": ("type", "data_type", "labels", "descriptions", "aliases", "statements"),
}
_TERMS = ("labels", "descriptions", "aliases")


def get(call: Call) -> Answer:
    """An entity, or the fields of it that were asked for."""
    entity_id = call.entity_id()
    known = _FIELDS[call.subject]
    fields = call.query.get("_fields", ",".join(known)).split(",")
    if not set(fields) <= set(known):
        raise invalid_query_parameter("_fields")
    revision = call.entity(entity_id)
    whole = entity_json(revision.content)
    return Answer({key: whole[key] for key in whole if key in {*fields, "id"}}, revision)


def create_item(call: Call) -> Answer:
    """Make an item."""
    metadata = read_metadata(call)
    whole = _sent(call, "item", empty("item", "Q0"))
    require(call, "edit", "createpage")
    entity = empty("item", call.wiki.storage.new_id("item"))
    changes = [whole.change(call.wiki.properties)]
    return _created(call, save_new(call, entity, changes, metadata))


def create_property(call: Call) -> Answer:
    """Make a property."""
    sent = call.body["property"]
    datatype = sent.get("data_type") if isinstance(sent, dict) else None
    if datatype is None:
        raise missing_field("/property", "data_type")
    if not isinstance(datatype, str) or datatype not in VALUE_TYPES:
        raise invalid_value("/property/data_type")
    whole = _sent(call, "property", empty("property", "P0", datatype))
    metadata = read_metadata(call)
    require(call, "edit", "createpage", "property-create")
    entity = empty("property", call.wiki.storage.new_id("property"), datatype)
    changes = [whole.change(call.wiki.properties)]
    return _created(call, save_new(call, entity, changes, metadata))


def _sent(call: Call, name: str, before: Entity) -> Whole:
    with told_of_request():
        whole = read_whole(
            call.body[name], f"/{name}", before, call.wiki.properties, call.wiki.storage
        )
    return Whole(
        whole.labels,
        whole.descriptions,
        whole.aliases,
        [statement | {"id": None} for statement in whole.statements],
    )


def _created(call: Call, revision: Any) -> Answer:
    name = "item_id" if revision.content["type"] == "item" else "property_id"
    place = call.address(f"{call.template}/{{{name}}}", **{name: revision.entity_id})
    return Answer(entity_json(revision.content), revision, 201, {"Location": place})


def patch(call: Call) -> Answer:
    """Change an entity by a JSON Patch."""
    entity_id = call.entity_id()
    metadata, operations = read_metadata(call), check_patch(call.body["patch"])
    revision = call.entity(entity_id)
    require(call, "edit")
    before = revision.content
    patched = apply_patch(id_first(entity_json(before)), operations)
    with told_of_patch_result():
        _check_identity(patched, before)
        whole = read_whole(patched, "", before, call.wiki.properties, call.wiki.storage)
    _check_statement_ids(whole, patched.get("statements") or {}, before)
    changes = [whole.change(call.wiki.properties)]
    saved = save_change(call, revision, changes, metadata, _summary(before, whole))
    return Answer(id_first(entity_json(saved.content)), saved)


def _check_identity(patched: Any, before: Entity) -> None:
    """Id and datatype stay; an id taken away is put back."""
    if not isinstance(patched, dict):
        raise Invalid("", patched)
    if before["type"] == "property" and patched.get("data_type") is None:
        raise Missing("", "data_type")
    if patched.get("id", before["id"]) not in (None, before["id"]):
        raise patch_modified_read_only("/id")
    if patched.get("data_type") != before.get("datatype") and before["type"] == "property":
        raise patch_modified_read_only("/data_type")


def _check_statement_ids(whole: Whole, patched: Json, before: Entity) -> None:
    """No id that was not there, none twice, none with another property than before."""
    owners = {each["id"]: each["mainsnak"]["property"] for each in statements(before)}
    counted = Counter(each["id"] for each in whole.statements if each["id"])
    for guid, often in counted.items():
        if often > 1 or guid not in owners:
            raise patch_modified_read_only(f"{_place(patched, guid)}/id")
        now = {e["mainsnak"]["property"] for e in whole.statements if e["id"] == guid}
        if now != {owners[guid]}:
            raise patch_modified_read_only(f"{_place(patched, guid)}/property/id")


def _place(patched: Json, guid: str) -> str:
    for key, group in patched.items():
        for number, statement in enumerate(group):
            if statement.get("id") == guid:
                return f"/statements/{key}/{number}"
    return "/statements"


def _summary(before: Entity, whole: Whole) -> Summary:
    old = [part_json(before, kind) for kind in _TERMS]
    new = [getattr(whole, kind) for kind in _TERMS]
    others_changed = whole.statements != statements(before)
    if old == new:
        return other_summary()
    return languages_summary(old, new, others_changed)
