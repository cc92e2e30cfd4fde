"""`action=wbsetreference` and `wbremovereferences`."""

from __future__ import annotations

from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.jsontext import read_json
from pfgraph.sandbox.action.modules.claimtools import (
    answered,
    owner_of,
    rebuilt,
    replacing,
    save_claim,
    statement_of,
)
from pfgraph.sandbox.model.errors import ApiError, modification_failed, wikibase_error
from pfgraph.sandbox.model.statements import checked_reference, read_snaks
from pfgraph.sandbox.model.summaries import autocomment


def set_reference(call: Call) -> Answer:
    """`action=wbsetreference`: a reference added, or the one with the hash `reference` replaced."""
    guid, old_hash = call.text("statement"), call.text("reference")
    newest = owner_of(call, guid)
    statement = statement_of(newest.content, guid)
    references = statement.get("references", [])
    hashes = [each["hash"] for each in references]
    if old_hash and old_hash not in hashes:
        raise wikibase_error("no-such-reference", "wikibase-api-no-such-reference")
    new = checked_reference(_sent_reference(call), call.wiki.properties)
    index = call.number("index")
    if new["hash"] in hashes:
        _check_moved(new["hash"], hashes.index(new["hash"]), old_hash, index)
    kept = [each for each in references if each["hash"] != old_hash]
    kept.insert(len(kept) if index is None else index, new)
    change = replacing(guid, lambda each: rebuilt(each, references=kept))
    auto = autocomment(f"wbsetreference-{'set' if old_hash else 'add'}", 2)
    saved = save_claim(call, newest, change, auto, statement["mainsnak"])
    return answered(saved, reference=new)


def _check_moved(known: str, place: int, old_hash: str, index: int | None) -> None:
    """Refuse a reference that is there already, unless it is only given another place."""
    text = f"The statement has already a reference with hash {known}"
    if old_hash and index not in (None, place):
        return
    if old_hash:
        text += f" and index ({place}) is not changed"
    raise modification_failed("wikibase-api-modification-failed", text)


def _sent_reference(call: Call) -> list[Any]:
    order = _array(call, "snaks-order") if "snaks-order" in call.sent else None
    sent = _array(call, "snaks")
    try:
        return read_snaks(sent, order)
    except ApiError as error:
        name = "snak-instantiation-failure"
        text = f"Failed to get reference from reference Serialization {error.info}"
        raise wikibase_error(name, f"wikibase-api-{name}", text) from error


def _array(call: Call, name: str) -> Any:
    try:
        value = read_json(call.text(name))
    except ValueError:
        value = None
    if not isinstance(value, dict | list) or not value:
        raise wikibase_error("invalid-json", "wikibase-api-invalid-json")
    return value


def remove_references(call: Call) -> Answer:
    """`action=wbremovereferences`: references by their hashes."""
    guid, hashes = call.text("statement"), call.values("references")
    newest = owner_of(call, guid)
    statement = statement_of(newest.content, guid)
    references = statement.get("references", [])
    if any(each not in [ref["hash"] for ref in references] for each in hashes):
        raise wikibase_error("no-such-reference", "wikibase-api-no-such-reference")
    kept = [ref for ref in references if ref["hash"] not in hashes]
    change = replacing(guid, lambda each: rebuilt(each, references=kept))
    if len(set(hashes)) > 1:
        return answered(save_claim(call, newest, change, autocomment("wbremovereferences-update")))
    auto = autocomment("wbremovereferences-remove", 2, "", 1)
    return answered(save_claim(call, newest, change, auto, statement["mainsnak"]))
