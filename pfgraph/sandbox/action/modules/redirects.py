"""`action=wbcreateredirect`: an empty item, or an older redirect, that leads to another item."""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.model.changetags import change_tags
from pfgraph.sandbox.model.errors import ApiError, wikibase_error
from pfgraph.sandbox.model.ids import normal_id, type_of
from pfgraph.sandbox.model.merging import is_empty
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.permissions import may_edit
from pfgraph.sandbox.model.summaries import autocomment
from pfgraph.sandbox.store.storage import Revision


def create_redirect(call: Call) -> Answer:
    """Make the item `from` a redirect to the item `to`."""
    source_id, target_id = _entity_id(call.text("from")), _entity_id(call.text("to"))
    if type_of(source_id) != type_of(target_id):
        raise _refused("target-is-incompatible")
    right = f"{type_of(source_id)}-redirect"
    if not may_edit(call.wiki.storage, call.account, source_id, right):
        raise _refused("permissiondenied")
    _check_target(call, target_id)
    source = _source(call, source_id)
    if source_id == target_id:
        text = "Cannot redirect an entity to itself."
        raise _refused("source-and-target-are-the-same", text)
    if source is None or source.target != target_id:
        save_redirect(call, source, target_id, source_id)
    return {"success": 1, "redirect": target_id}


def save_redirect(
    call: Call, source: Revision | None, target_id: str, source_id: str = ""
) -> Revision:
    """Let a page lead to another; `source` is None where `source_id` was deleted."""
    source_id = source.entity_id if source else source_id
    content = {"entity": source_id, "redirect": target_id}
    auto = autocomment("wbcreateredirect", 0, "", source_id, target_id)
    edit = change_tags(call.edit(auto, said=False), source, target_id)
    return call.wiki.storage.save(source_id, content, edit, target_id)


def _entity_id(text: str) -> str:
    entity_id = normal_id(text)
    if entity_id is None:
        raise wikibase_error("invalid-entity-id", "wikibase-api-invalid-entity-id")
    return entity_id


def _refused(code: str, *parameters: str) -> ApiError:
    return ApiError(code, messages=(Message(f"wikibase-api-{code}", parameters),))


def _check_target(call: Call, target_id: str) -> None:
    target = call.wiki.storage.latest(target_id)
    if target is None:
        raise _refused("no-such-entity")
    if target.target:
        raise _refused("target-is-redirect")


def _source(call: Call, source_id: str) -> Revision | None:
    """The page that shall become a redirect; None where it was deleted."""
    source = call.wiki.storage.latest(source_id)
    if source is None and not call.wiki.storage.revisions("p.entity_id = ?", [source_id], 1):
        raise _refused("no-such-entity")
    if source is not None and not source.target and not is_empty(source.content):
        raise _refused("origin-not-empty", f"Can't create redirect on non empty item {source_id}")
    return source
