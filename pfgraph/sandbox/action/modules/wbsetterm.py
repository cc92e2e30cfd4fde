"""`action=wbsetlabel`, `wbsetdescription`, `wbsetaliases`: terms of one language."""

from __future__ import annotations

from collections.abc import Callable

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.modules.sentdata import check_target
from pfgraph.sandbox.model.entities import Change, empty
from pfgraph.sandbox.model.errors import ApiError, wikibase_error
from pfgraph.sandbox.model.ids import EntityType, normal_id
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.permissions import require_edit_of
from pfgraph.sandbox.model.saving import Saved, create, existing, update
from pfgraph.sandbox.model.summaries import autocomment
from pfgraph.sandbox.model.terms import change_aliases, normal_term, set_aliases, set_term
from pfgraph.sandbox.store.storage import Edit, Entity

Said = Callable[[Entity], tuple[str, list[str]]]
"""The comment and its values, told from what the entity was."""


def set_label(call: Call) -> Answer:
    return _set_term(call, "labels", "wbsetlabel")


def set_description(call: Call) -> Answer:
    return _set_term(call, "descriptions", "wbsetdescription")


def _set_term(call: Call, kind: str, module: str) -> Answer:
    language, text = call.text("language"), normal_term(call.text("value"))

    def auto(before: Entity) -> tuple[str, list[str]]:
        old = before[kind].get(language)
        action = ("set" if text else "remove") if old else "add"
        value = text or (old["value"] if old else "")
        return autocomment(f"{module}-{action}", 1, language), [value]

    saved = _save(call, set_term(kind, language, text), auto)
    kept = saved.entity[kind].get(language, {"language": language, "removed": ""})
    return _answer(call, saved, {kind: {language: kept}})


def set_aliases_of(call: Call) -> Answer:
    """`add` and `remove`, or `set` instead of both."""
    language = call.text("language")
    add, remove = call.values("add"), call.values("remove")
    replaces = call.flag("set")
    if replaces == bool(add or remove):
        raise ApiError(
            "invalid-list", "Invalid list data.", messages=(Message("wikibase-api-invalid-list"),)
        )
    if replaces:
        new = _normal(call.values("set"))
        change, said = set_aliases(language, new), _said("set", language, new)
    else:
        added, removed = _normal(add), _normal(remove)
        change = change_aliases(language, added, removed)
        said = _said("add" if add else "remove", language, added or removed)
        if add and remove:
            said = _updated(language, change)
    saved = _save(call, change, said)
    kept = saved.entity["aliases"].get(language)
    return _answer(call, saved, {"aliases": {language: kept}} if kept else {})


def _said(action: str, language: str, texts: list[str]) -> Said:
    return lambda _: (autocomment(f"wbsetaliases-{action}", len(texts), language), texts)


def _updated(language: str, change: Change) -> Said:
    """The comment of an edit that adds and removes: it names what is there afterwards."""

    def said(before: Entity) -> tuple[str, list[str]]:
        after = dict(before)
        change(after)
        texts = [alias["value"] for alias in after["aliases"].get(language, [])]
        return _said("update", language, texts)(before)

    return said


def _normal(texts: list[str]) -> list[str]:
    return [term for term in map(normal_term, texts) if term]


def _save(call: Call, change: Change, said: Said) -> Saved:
    check_target(call)
    if call.text("new"):
        return _make(call, change, said)
    entity_id = normal_id(call.text("id"))
    if entity_id is None:
        raise wikibase_error("invalid-entity-id", "wikibase-api-invalid-entity-id")
    newest = existing(call.wiki, entity_id)
    require_edit_of(call.wiki.storage, call.account, entity_id)

    def edit(before: Entity, after: Entity) -> Edit:
        return call.edit(*said(before))

    saved = update(call.wiki, newest, [change], edit, call.number("baserevid"))
    if saved.was_patched:
        call.warn_message(call.text("action"), "wikibase-conflict-patched")
    return saved


def _make(call: Call, change: Change, said: Said) -> Saved:
    kind: EntityType = "item" if call.text("new") == "item" else "property"
    entity = empty(kind, call.wiki.storage.new_id(kind))
    require_edit_of(call.wiki.storage, call.account, None)
    if kind == "property":
        # no datatype can be sent here, and a property without one cannot be saved
        messages = (Message("wikibase-api-failed-save"), Message("invalid-content-data"))
        header = "failed-save, invalid-content-data"
        raise ApiError("failed-save", messages=messages, header=header, listed=True)
    return create(call.wiki, entity, [change], call.edit(*said(entity)))


def _answer(call: Call, saved: Saved, terms: Answer) -> Answer:
    entity = terms | {
        "id": saved.entity["id"],
        "type": saved.entity["type"],
        "lastrevid": saved.revision_id,
    }
    if not saved.changed:
        entity |= call.flagged(True, "nochange")
    return {"entity": entity, "success": 1}


def refuse_sites(call: Call) -> Answer:
    """`action=wbsetsitelink` and `wblinktitles`: no site is known here, so none is accepted."""
    raise wikibase_error("not-recognized-site", "wikibase-api-not-recognized-site", "Unknown site")


TERM_ACTIONS: dict[str, Callable[[Call], Answer]] = {
    "wbsetaliases": set_aliases_of,
    "wbsetdescription": set_description,
    "wbsetlabel": set_label,
    "wbsetsitelink": refuse_sites,
    "wblinktitles": refuse_sites,
}
