"""What the modules that change one statement have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.modules.snaktexts import snak_summary
from pfgraph.sandbox.model.entities import Change, find_statement, statements, with_statements
from pfgraph.sandbox.model.errors import ApiError, wikibase_error
from pfgraph.sandbox.model.ids import is_uuid, split_guid
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.permissions import require_edit_of
from pfgraph.sandbox.model.saving import Describe, Saved, base_revision, existing, update
from pfgraph.sandbox.model.statements import Statement
from pfgraph.sandbox.model.summaries import autocomment
from pfgraph.sandbox.store.storage import Edit, Entity, Revision


def save_claim(
    call: Call, newest: Revision, change: Change, auto: str, *snaks: Mapping[str, Any]
) -> Saved:
    """Save a change of statements and warn if it was patched in; the summary names `snaks`."""

    def edit(before: Entity, after: Entity) -> Edit:
        return call.edit(auto, [snak_summary(call.wiki, snak) for snak in snaks])

    return save_change(call, newest, change, edit)


def save_change(call: Call, newest: Revision, change: Change, edit: Describe) -> Saved:
    """Save a change, on the revision `baserevid` if there is one."""

    def allowed(before: Entity, after: Entity) -> Edit:
        require_save(call, newest.entity_id)
        return edit(before, after)

    saved = update(call.wiki, newest, [change], allowed, call.number("baserevid"))
    if not saved.changed:
        require_save(call, newest.entity_id)
    if saved.was_patched:
        call.warn_message(call.text("action"), "wikibase-conflict-patched")
    return saved


def require_save(call: Call, entity_id: str) -> None:
    """Raise `failed-save` for those who may not edit: rights are looked at last of all."""
    try:
        require_edit_of(call.wiki.storage, call.account, entity_id)
    except ApiError as denied:
        messages = (Message("wikibase-api-failed-save"), *denied.messages[1:])
        header = denied.header.replace("permissiondenied", "failed-save", 1)
        raise ApiError("failed-save", messages=messages, header=header, listed=True) from denied


def answered(saved: Saved, **parts: Any) -> Answer:
    """The answer to a successful change."""
    return {"pageinfo": {"lastrevid": saved.revision_id}, "success": 1, **parts}


def owner_of(call: Call, guid: str) -> Revision:
    """The entity that a GUID names, as `loaded` gives it; raises `invalid-guid`."""
    return loaded(call, guid_parts(guid)[0])


def loaded(call: Call, entity_id: str) -> Revision:
    """An entity as the edit is made on it: as it was at `baserevid`, or as it is now."""
    return base_revision(call.wiki, existing(call.wiki, entity_id), call.number("baserevid"))


def guid_parts(guid: str) -> tuple[str, str]:
    """The entity id and the rest of a GUID; raises `invalid-guid`."""
    parts = split_guid(guid)
    if parts is None or not is_uuid(parts[1]):
        raise wikibase_error("invalid-guid", "wikibase-api-invalid-guid")
    return parts


def removal(module: str, snaks: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    """The comment on what is removed, and the snaks it names: one alone is named."""
    if len(snaks) == 1:
        return autocomment(f"{module}-remove", 1), snaks[0]
    return (autocomment(f"{module}-update"),)


def statement_of(entity: Entity, guid: str) -> Statement:
    """The statement with a GUID; raises `no-such-claim`."""
    found = find_statement(entity, guid)
    if found is None:
        raise wikibase_error("no-such-claim", "wikibase-api-no-such-claim")
    return found


def replacing(guid: str, make: Callable[[Statement], Statement]) -> Change:
    """A change that puts what `make` makes of a statement in its place."""

    def change(entity: Entity) -> None:
        statement_of(entity, guid)
        kept = [make(each) if each["id"] == guid else each for each in statements(entity)]
        entity["claims"] = with_statements(kept)

    return change


def rebuilt(statement: Statement, **parts: Any) -> Statement:
    """The statement with parts replaced, in the key order of the API; empty parts fall away."""
    whole = {**statement, **parts}
    order = ("mainsnak", "type", "qualifiers", "qualifiers-order", "id", "rank", "references")
    return {key: whole[key] for key in order if whole.get(key)}
