"""The modules that read and change one statement: wbcreateclaim, wbsetclaim, wbsetqualifier…"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pfgraph.sandbox.calls import Answer, Call
from pfgraph.sandbox.entities import (
    Change,
    find_statement,
    put_statement,
    remove_statement,
    statements,
    with_statements,
)
from pfgraph.sandbox.errors import ApiError, invalid_claim, modification_failed, wikibase_error
from pfgraph.sandbox.ids import is_uuid, normal_id, split_guid
from pfgraph.sandbox.messages import Message
from pfgraph.sandbox.modules.snaks import sent_snak
from pfgraph.sandbox.saving import Saved, existing, require_edit, update
from pfgraph.sandbox.statements import (
    Statement,
    checked_reference,
    checked_snak,
    grouped,
    read_snaks,
    read_statement,
)
from pfgraph.sandbox.storage import Entity, Revision


def _save(call: Call, newest: Revision, change: Change, comment: str) -> Saved:
    require_edit(call.account)
    saved = update(call.wiki, newest, [change], call.edit(comment), call.number("baserevid"))
    if saved.was_patched:
        call.warn_message(call.text("action"), "wikibase-conflict-patched")
    return saved


def _answer(saved: Saved, **parts: Any) -> Answer:
    return {"pageinfo": {"lastrevid": saved.revision_id}, "success": 1, **parts}


def _owner(call: Call, guid: str) -> Revision:
    """The newest revision of the entity that a GUID names; raises `invalid-guid`."""
    parts = split_guid(guid)
    if parts is None or not is_uuid(parts[1]):
        raise wikibase_error("invalid-guid", "wikibase-api-invalid-guid")
    return existing(call.wiki, parts[0])


def _statement(entity: Entity, guid: str) -> Statement:
    found = find_statement(entity, guid)
    if found is None:
        raise wikibase_error("no-such-claim", "wikibase-api-no-such-claim")
    return found


def _replacing(guid: str, make: Callable[[Statement], Statement]) -> Change:
    def change(entity: Entity) -> None:
        _statement(entity, guid)
        kept = [make(each) if each["id"] == guid else each for each in statements(entity)]
        entity["claims"] = with_statements(kept)

    return change


def _rebuilt(statement: Statement, **parts: Any) -> Statement:
    """The statement with parts replaced, in the key order of the API; empty parts fall away."""
    whole = {**statement, **parts}
    order = ("mainsnak", "type", "qualifiers", "qualifiers-order", "id", "rank", "references")
    return {key: whole[key] for key in order if whole.get(key)}


def create_claim(call: Call) -> Answer:
    """`action=wbcreateclaim`: a new statement from its main snak."""
    entity_id = normal_id(call.text("entity"))
    if entity_id is None:
        raise wikibase_error("invalid-entity-id", "wikibase-api-invalid-entity-id")
    newest = existing(call.wiki, entity_id)
    kind, value = call.text("snaktype"), call.flag("value")
    if kind == "value" and not value:
        raise wikibase_error("param-missing", "wikibase-api-claim-value-missing")
    if kind != "value" and value:
        raise wikibase_error("param-illegal", "wikibase-api-claim-value-unexpected")
    read = {
        "mainsnak": sent_snak(call),
        "id": None,
        "rank": "normal",
        "qualifiers": [],
        "references": [],
    }
    change = put_statement(read, call.wiki.properties)
    saved = _save(call, newest, change, "wbsetclaim-create:1|")
    return _answer(saved, claim=saved.entity["claims"][read["mainsnak"]["property"]][-1])


def set_claim(call: Call) -> Answer:
    """`action=wbsetclaim`: a whole statement, found by its GUID."""
    try:
        sent = json.loads(call.text("claim"))
    except ValueError:
        sent = None
    if not isinstance(sent, dict) or not sent:
        text = "Failed to get claim from claim Serialization Failed to get statement from "
        raise invalid_claim(f"{text}Serialization")
    read = read_statement(sent)
    guid = read["id"]
    if not guid:
        raise invalid_claim("GUID must be set when setting a claim")
    parts = split_guid(guid)
    if parts is None:
        raise invalid_claim("$serialization does not have the correct number of parts")
    newest = existing(call.wiki, parts[0])
    index = call.number("index")
    if call.flag("ignoreduplicatemainsnak") and _has_main_snak(call, newest, read):
        call.warn("wbsetclaim", "Duplicate main snak detected. Statement not added.")
        return {}
    change = put_statement(read, call.wiki.properties, index)
    new = find_statement(newest.content, guid) is None
    saved = _save(call, newest, change, f"wbsetclaim-{'create' if new else 'update'}:2||1")
    return _answer(saved, claim=find_statement(saved.entity, guid))


def _has_main_snak(call: Call, newest: Revision, read: Statement) -> bool:
    snak = checked_snak(read["mainsnak"], call.wiki.properties)
    return any(
        each["mainsnak"]["hash"] == snak["hash"]
        for each in statements(newest.content)
        if each["id"] != read["id"]
    )


def set_claim_value(call: Call) -> Answer:
    """`action=wbsetclaimvalue`: another main value."""
    guid = call.text("claim")
    newest = _owner(call, guid)
    old = _statement(newest.content, guid)
    snak = sent_snak(call, old["mainsnak"]["property"])
    change = _replacing(
        guid, lambda each: _rebuilt(each, mainsnak=checked_snak(snak, call.wiki.properties))
    )
    saved = _save(call, newest, change, "wbsetclaimvalue:1|")
    return _answer(saved, claim=find_statement(saved.entity, guid))


def _qualifiers(statement: Statement) -> list[Any]:
    return [snak for group in statement.get("qualifiers", {}).values() for snak in group]


def _with_qualifiers(statement: Statement, snaks: list[Any]) -> Statement:
    groups = grouped(snaks)
    return _rebuilt(statement, **{"qualifiers": groups, "qualifiers-order": list(groups)})


def _no_qualifier(text: str) -> ApiError:
    message = Message("wikibase-api-no-such-qualifier", (text,))
    return ApiError("no-such-qualifier", messages=(message,))


def set_qualifier(call: Call) -> Answer:
    """`action=wbsetqualifier`: a qualifier added, or the one with `snakhash` replaced."""
    guid, old_hash = call.text("claim"), call.text("snakhash")
    newest = _owner(call, guid)
    old = _statement(newest.content, guid)
    if not call.text("property") and not old_hash:
        raise wikibase_error("param-missing", "param-missing", "property")
    hashes = [snak["hash"] for snak in _qualifiers(old)]
    if old_hash and old_hash not in hashes:
        raise _no_qualifier("Claim does not have a qualifier with the given hash")
    new = checked_snak(sent_snak(call), call.wiki.properties)
    if new["hash"] in hashes and new["hash"] != old_hash:
        text = f"The statement has already a qualifier with hash {new['hash']}"
        raise modification_failed("wikibase-api-modification-failed", text)

    def make(statement: Statement) -> Statement:
        kept = [snak for snak in _qualifiers(statement) if snak["hash"] != old_hash]
        return _with_qualifiers(statement, [*kept, new])

    saved = _save(call, newest, _replacing(guid, make), "wbsetqualifier-add:1|")
    return _answer(saved, claim=find_statement(saved.entity, guid))


def set_reference(call: Call) -> Answer:
    """`action=wbsetreference`: a reference added, or the one with the hash `reference` replaced."""
    guid, old_hash = call.text("statement"), call.text("reference")
    newest = _owner(call, guid)
    references = _statement(newest.content, guid).get("references", [])
    new = checked_reference(_sent_reference(call), call.wiki.properties)
    hashes = [each["hash"] for each in references]
    if old_hash and old_hash not in hashes:
        raise wikibase_error("no-such-reference", "wikibase-api-no-such-reference")
    if new["hash"] in hashes and new["hash"] != old_hash:
        text = f"The statement has already a reference with hash {new['hash']}"
        raise modification_failed("wikibase-api-modification-failed", text)
    kept = [new if each["hash"] == old_hash else each for each in references]
    if not old_hash:
        index = call.number("index")
        kept.insert(len(kept) if index is None else index, new)
    change = _replacing(guid, lambda each: _rebuilt(each, references=kept))
    saved = _save(call, newest, change, "wbsetreference-add:2||1")
    return _answer(saved, reference=new)


def _sent_reference(call: Call) -> list[Any]:
    try:
        snaks = json.loads(call.text("snaks"))
        order = json.loads(call.text("snaks-order") or "null")
    except ValueError:
        snaks = order = None
    if not isinstance(snaks, dict) or not snaks:
        raise wikibase_error("invalid-json", "wikibase-api-invalid-json")
    return read_snaks(snaks, order)


def remove_claims(call: Call) -> Answer:
    """`action=wbremoveclaims`: statements of one entity."""
    guids = call.values("claim")
    owners = [_owner(call, guid) for guid in guids]
    newest = owners[0]
    for guid in guids:
        if find_statement(newest.content, guid) is None:
            raise wikibase_error("invalid-guid", "wikibase-api-invalid-guid")

    def change(entity: Entity) -> None:
        for guid in guids:
            remove_statement(guid)(entity)

    saved = _save(call, newest, change, f"wbremoveclaims-remove:{len(guids)}|")
    return _answer(saved, claims=guids)


def remove_qualifiers(call: Call) -> Answer:
    """`action=wbremovequalifiers`: qualifiers by their hashes."""
    guid, hashes = call.text("claim"), call.values("qualifiers")
    newest = _owner(call, guid)
    present = [snak["hash"] for snak in _qualifiers(_statement(newest.content, guid))]
    if any(each not in present for each in hashes):
        raise _no_qualifier("Invalid snak hash")

    def make(statement: Statement) -> Statement:
        kept = [snak for snak in _qualifiers(statement) if snak["hash"] not in hashes]
        return _with_qualifiers(statement, kept)

    return _answer(_save(call, newest, _replacing(guid, make), "wbremovequalifiers-remove:1|"))


def remove_references(call: Call) -> Answer:
    """`action=wbremovereferences`: references by their hashes."""
    guid, hashes = call.text("statement"), call.values("references")
    newest = _owner(call, guid)
    references = _statement(newest.content, guid).get("references", [])
    if any(each not in [ref["hash"] for ref in references] for each in hashes):
        raise wikibase_error("no-such-reference", "wikibase-api-no-such-reference")
    kept = [ref for ref in references if ref["hash"] not in hashes]
    change = _replacing(guid, lambda each: _rebuilt(each, references=kept))
    return _answer(_save(call, newest, change, "wbremovereferences-remove:1|"))


def _claims_asked(call: Call) -> list[Statement]:
    guid, sent = call.text("claim"), call.text("entity")
    if not guid and not sent:
        raise wikibase_error("param-missing", "wikibase-api-param-missing")
    entity_id = normal_id(sent)
    if sent and entity_id is None:
        text = f'The serialization "{sent}" is not recognized by the configured id builders'
        message = Message("wikibase-api-param-invalid", (text,))
        raise ApiError("param-invalid", messages=(message,))
    if not guid:
        return statements(existing(call.wiki, str(entity_id)).content)
    owner = _owner(call, guid)
    if entity_id and entity_id != owner.entity_id:
        raise wikibase_error("param-illegal", "wikibase-api-param-illegal")
    return [each for each in statements(owner.content) if each["id"] == guid]


def get_claims(call: Call) -> Answer:
    """`action=wbgetclaims`: the statements of an entity, or one by its GUID."""
    found = _claims_asked(call)
    if "props" in call.sent and "references" not in call.values("props"):
        found = [_rebuilt(each, references=None) for each in found]
    wanted, rank = call.text("property"), call.text("rank")
    kept = [
        each
        for each in found
        if wanted in ("", each["mainsnak"]["property"]) and rank in ("", each["rank"])
    ]
    return {"claims": with_statements(kept)}


CLAIM_ACTIONS: dict[str, Callable[[Call], Answer]] = {
    "wbcreateclaim": create_claim,
    "wbgetclaims": get_claims,
    "wbremoveclaims": remove_claims,
    "wbremovequalifiers": remove_qualifiers,
    "wbremovereferences": remove_references,
    "wbsetclaim": set_claim,
    "wbsetclaimvalue": set_claim_value,
    "wbsetqualifier": set_qualifier,
    "wbsetreference": set_reference,
}
