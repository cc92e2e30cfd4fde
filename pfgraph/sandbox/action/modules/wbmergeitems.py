"""`action=wbmergeitems`: everything of one item into another, and a redirect in its place."""

from __future__ import annotations

from collections.abc import Mapping

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.modules.redirects import save_redirect
from pfgraph.sandbox.action.specs import known_values
from pfgraph.sandbox.model.errors import ApiError, wikibase_error
from pfgraph.sandbox.model.ids import link_to, normal_id
from pfgraph.sandbox.model.merging import Conflict, is_empty, merged
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.permissions import may_edit
from pfgraph.sandbox.model.summaries import autocomment
from pfgraph.sandbox.store.storage import Entity, Revision
from pfgraph.sandbox.store.termindex import item_with


def merge_items(call: Call) -> Answer:
    """Merge the item `fromid` into the item `toid`."""
    source_id, target_id = (_item_id(call.text(name)) for name in ("fromid", "toid"))
    for entity_id in (source_id, target_id):
        if not may_edit(call.wiki.storage, call.account, entity_id, "item-merge"):
            raise _refused("permissiondenied", "wikibase-itemmerge-permissiondenied")
    source, target = _loaded(call, source_id), _loaded(call, target_id)
    if source_id == target_id:
        raise _refused("cant-merge-self", "wikibase-itemmerge-cant-merge-self")
    ignored = known_values("wbmergeitems", "ignoreconflicts", call.text("ignoreconflicts"))
    try:
        left, kept = merged(source.content, target.content, ignored)
    except Conflict as conflict:
        raise _refused("failed-modify", "wikibase-api-failed-modify", str(conflict)) from conflict
    _check_unique(call, kept, target.content, source_id)
    saved_source = _save(call, source, left, autocomment("wbmergeitems-to", 0, "", target_id))
    saved_target = _save(call, target, kept, autocomment("wbmergeitems-from", 0, "", source_id))
    redirected = is_empty(left)
    if redirected:
        save_redirect(call, saved_source, target_id)
    return {
        "success": 1,
        "redirected": int(redirected),
        "from": _facts(saved_source),
        "to": _facts(saved_target),
    }


def _item_id(text: str) -> str:
    entity_id = normal_id(text)
    if entity_id is None or entity_id[0] != "Q":
        raise wikibase_error("invalid-entity-id", "wikibase-api-invalid-entity-id")
    return entity_id


def _refused(code: str, name: str, *extra: str) -> ApiError:
    return ApiError(code, messages=(Message(name),), extra={"extradata": list(extra)})


def _loaded(call: Call, entity_id: str) -> Revision:
    found = call.wiki.storage.latest(entity_id)
    if found is None:
        raise _refused("no-such-entity", "wikibase-itemmerge-no-such-entity")
    if found.target:
        text = f"Unresolved redirect from {entity_id} to {found.target}"
        name = "wikibase-api-cant-load-entity-content"
        raise _refused("cant-load-entity-content", name, text)
    return found


def _check_unique(call: Call, kept: Entity, before: Entity, source_id: str) -> None:
    """Raise `failed-modify` where a third item has the same label and description."""
    for language, label in kept["labels"].items():
        text = kept["descriptions"].get(language)
        if text is None or not _changed(before, kept, language):
            continue
        for other in item_with(call.wiki.storage, language, label["value"], text["value"]):
            if other not in (source_id, kept["id"]):
                name = "wikibase-validator-label-with-description-conflict"
                message = Message(name, (label["value"], language, link_to(other)))
                extra = {"extradata": ["Validation failed: found conflicting terms"]}
                raise ApiError("failed-modify", messages=(message,), extra=extra)


def _changed(before: Mapping[str, Entity], after: Mapping[str, Entity], language: str) -> bool:
    return any(
        before[kind].get(language) != after[kind].get(language)
        for kind in ("labels", "descriptions")
    )


def _save(call: Call, before: Revision, content: Entity, auto: str) -> Revision:
    if content == before.content:
        return before
    return call.wiki.storage.save(before.entity_id, content, call.edit(auto))


def _facts(revision: Revision) -> Answer:
    return {"id": revision.entity_id, "type": "item", "lastrevid": revision.revision_id}
