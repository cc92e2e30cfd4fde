"""`action=wbeditentity`: making and changing entities."""

from __future__ import annotations

from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.jsontext import read_json
from pfgraph.sandbox.model.datatypes import VALUE_TYPES
from pfgraph.sandbox.model.entities import empty, read_data
from pfgraph.sandbox.model.errors import ApiError, wikibase_error
from pfgraph.sandbox.model.ids import EntityType, normal_id, type_of
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.permissions import require_edit_of
from pfgraph.sandbox.model.saving import Saved, create, existing, update
from pfgraph.sandbox.model.summaries import autocomment, entity_update
from pfgraph.sandbox.store.storage import Edit, Entity

_BOTH = 'Either provide the item "id" or pairs of "site" and "title" or a "new" type for an entity'


def edit_entity(call: Call) -> Answer:
    """Make an entity (`new`) or change one (`id`), from `data`."""
    entity_id, new = call.text("id"), call.text("new")
    if entity_id and new:
        raise wikibase_error("param-illegal", _BOTH)
    if not entity_id and not new:
        raise wikibase_error("param-illegal", "wikibase-api-illegal-id-or-site-page-selector")
    saved = _create(call, new) if new else _update(call, entity_id)
    entity = saved.entity | {"lastrevid": saved.revision_id}
    if not saved.changed:
        entity |= call.flagged(True, "nochange")
    if saved.was_patched:
        call.warn_message("wbeditentity", "wikibase-conflict-patched")
    return {"entity": entity, "success": 1}


def _data(call: Call) -> Any:
    try:
        data = read_json(call.text("data"))
    except ValueError:
        raise wikibase_error("invalid-json", "wikibase-api-invalid-json") from None
    if not isinstance(data, dict | list):
        raise wikibase_error("not-recognized-array", "wikibase-api-not-recognized-array")
    if isinstance(data, list) and data:
        raise wikibase_error("not-recognized-string", "wikibase-api-not-recognized-string")
    return data or {}


def _create(call: Call, kind: str) -> Saved:
    data = _data(call)
    datatype = data.get("datatype")
    known = isinstance(datatype, str) and datatype in VALUE_TYPES
    if kind == "property" and not known:
        raise wikibase_error("param-illegal", "wikibase-api-not-recognized-datatype")
    require_edit_of(call.wiki.storage, call.account, None)
    entity_type: EntityType = "item" if kind == "item" else "property"
    entity_id = call.wiki.storage.new_id(entity_type)
    changes = read_data(data, call.wiki.properties)
    entity = empty(type_of(entity_id), entity_id, datatype if kind == "property" else None)
    return create(call.wiki, entity, changes, call.edit(autocomment(f"wbeditentity-create-{kind}")))


def _update(call: Call, sent_id: str) -> Saved:
    entity_id = normal_id(sent_id)
    if entity_id is None:
        raise wikibase_error("invalid-entity-id", "wikibase-api-invalid-entity-id")
    data = _data(call)
    base_id = call.number("baserevid")
    newest = existing(call.wiki, entity_id)
    require_edit_of(call.wiki.storage, call.account, entity_id)
    _check_identity(data, entity_id)
    changes = read_data(data, call.wiki.properties)
    clear = call.flag("clear")

    def edit(before: Entity, after: Entity) -> Edit:
        auto = entity_update(before, after, bool(data.get("claims")))
        return call.edit(autocomment("wbeditentity-override") if clear else auto)

    return update(call.wiki, newest, changes, edit, base_id, clear)


def _check_identity(data: Any, entity_id: str) -> None:
    for key, own, what in (
        ("id", entity_id, "id parameter"),
        ("type", type_of(entity_id), "type associated with id"),
    ):
        if key in data and data[key] != own:
            text = f'Invalid field used in call: "{key}", must match {what}'
            raise ApiError(
                "param-invalid", messages=(Message("wikibase-api-param-invalid", (text,)),)
            )
