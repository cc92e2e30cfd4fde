"""What the modules that change one statement have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.model.entities import Change, find_statement, statements, with_statements
from pfgraph.sandbox.model.errors import wikibase_error
from pfgraph.sandbox.model.ids import is_uuid, split_guid
from pfgraph.sandbox.model.saving import Saved, existing, require_edit, update
from pfgraph.sandbox.model.statements import Statement
from pfgraph.sandbox.store.storage import Entity, Revision


def save_claim(call: Call, newest: Revision, change: Change, comment: str) -> Saved:
    """Save a change of one statement and warn if it was patched in."""
    require_edit(call.account)
    saved = update(call.wiki, newest, [change], call.edit(comment), call.number("baserevid"))
    if saved.was_patched:
        call.warn_message(call.text("action"), "wikibase-conflict-patched")
    return saved


def answered(saved: Saved, **parts: Any) -> Answer:
    """The answer to a successful change."""
    return {"pageinfo": {"lastrevid": saved.revision_id}, "success": 1, **parts}


def owner_of(call: Call, guid: str) -> Revision:
    """The newest revision of the entity that a GUID names; raises `invalid-guid`."""
    parts = split_guid(guid)
    if parts is None or not is_uuid(parts[1]):
        raise wikibase_error("invalid-guid", "wikibase-api-invalid-guid")
    return existing(call.wiki, parts[0])


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
