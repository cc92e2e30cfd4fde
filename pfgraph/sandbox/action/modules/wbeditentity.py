"""`action=wbeditentity`: making and changing entities."""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.modules.sentdata import check_identity, check_target, sent_data
from pfgraph.sandbox.model.datatypes import VALUE_TYPES
from pfgraph.sandbox.model.entities import empty, read_data
from pfgraph.sandbox.model.errors import wikibase_error
from pfgraph.sandbox.model.ids import EntityType, normal_id, type_of
from pfgraph.sandbox.model.permissions import require_edit_of
from pfgraph.sandbox.model.saving import Saved, base_revision, create, existing, update
from pfgraph.sandbox.model.summaries import autocomment, entity_update
from pfgraph.sandbox.store.storage import Edit, Entity


def edit_entity(call: Call) -> Answer:
    """Make an entity (`new`) or change one (`id`), from `data`."""
    check_target(call)
    new = call.text("new")
    saved = _create(call, new) if new else _update(call, call.text("id"))
    entity = saved.entity | {"lastrevid": saved.revision_id}
    if not saved.changed:
        entity |= call.flagged(True, "nochange")
    if saved.was_patched:
        call.warn_message("wbeditentity", "wikibase-conflict-patched")
    return {"entity": entity, "success": 1}


def _create(call: Call, kind: str) -> Saved:
    entity_type: EntityType = "item" if kind == "item" else "property"
    # a wiki takes the id before it looks at anything else, so that a refusal uses it up
    entity_id = call.wiki.storage.new_id(entity_type)
    data = sent_data(call)
    check_identity(data, entity_id)
    datatype = data.get("datatype")
    known = isinstance(datatype, str) and datatype in VALUE_TYPES
    if kind == "property" and not known:
        raise wikibase_error("param-illegal", "wikibase-api-not-recognized-datatype")
    changes = read_data(data, call.wiki.properties)
    require_edit_of(call.wiki.storage, call.account, None)
    entity = empty(type_of(entity_id), entity_id, datatype if kind == "property" else None)
    return create(call.wiki, entity, changes, call.edit(autocomment(f"wbeditentity-create-{kind}")))


def _update(call: Call, sent_id: str) -> Saved:
    entity_id = normal_id(sent_id)
    if entity_id is None:
        raise wikibase_error("invalid-entity-id", "wikibase-api-invalid-entity-id")
    newest = existing(call.wiki, entity_id)
    base_id = call.number("baserevid")
    base = base_revision(call.wiki, newest, base_id)
    data = sent_data(call)
    check_identity(data, entity_id, base)
    changes = read_data(data, call.wiki.properties)
    require_edit_of(call.wiki.storage, call.account, entity_id)
    clear = call.flag("clear")

    def edit(before: Entity, after: Entity) -> Edit:
        auto = entity_update(before, after, bool(data.get("claims")))
        return call.edit(autocomment("wbeditentity-override") if clear else auto)

    return update(call.wiki, newest, changes, edit, base_id, clear)
