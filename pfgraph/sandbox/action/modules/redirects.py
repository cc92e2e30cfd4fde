"""`action=wbcreateredirect` and `action=delete`."""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.model.errors import ApiError, wikibase_error
from pfgraph.sandbox.model.ids import id_of_title, normal_id, type_of
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.saving import existing, require_edit
from pfgraph.sandbox.store.storage import Revision


def create_redirect(call: Call) -> Answer:
    """Make the empty item `from` a redirect to the item `to`."""
    require_edit(call.account)
    source, target = (_item(call, name) for name in ("from", "to"))
    if target.target:
        text = "The redirect's target must not be a redirect too."
        message = Message("wikibase-api-target-is-redirect")
        raise ApiError("target-is-redirect", text, messages=(message,))
    if any(source.content.get(key) for key in ("labels", "descriptions", "aliases", "claims")):
        text = f"Can't create redirect on non empty item {source.entity_id}"
        message = Message("wikibase-api-origin-not-empty")
        raise ApiError("origin-not-empty", text, messages=(message,))
    content = {"entity": source.entity_id, "redirect": target.entity_id}
    edit = call.edit(f"wbcreateredirect:0||{source.entity_id}|{target.entity_id}")
    call.wiki.storage.save(source.entity_id, content, edit, target.entity_id)
    return {"success": 1, "redirect": target.entity_id}


def _item(call: Call, name: str) -> Revision:
    entity_id = normal_id(call.text(name))
    if entity_id is None or type_of(entity_id) != "item":
        raise wikibase_error("invalid-entity-id", "wikibase-api-invalid-entity-id")
    revision = call.wiki.storage.latest(entity_id)
    return revision or existing(call.wiki, entity_id)


def delete(call: Call) -> Answer:
    """Hide a page; for administrators."""
    if call.method != "POST":
        raise ApiError("mustbeposted", 'The "delete" module requires a POST request.')
    if not call.account.may("delete"):
        text = (
            "The action you have requested is limited to users in the group: "
            "[[Sandbox:Administrators|Administrators]]."
        )
        raise ApiError("permissiondenied", text)
    title = call.text("title")
    entity_id = id_of_title(title)
    if entity_id is None or not call.wiki.exists(entity_id):
        raise ApiError("missingtitle", "The page you specified doesn't exist.")
    call.wiki.storage.delete(entity_id)
    return {"delete": {"title": title, "reason": call.text("reason"), "logid": 1}}
