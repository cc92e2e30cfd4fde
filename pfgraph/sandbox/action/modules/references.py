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
from pfgraph.sandbox.model.errors import modification_failed, wikibase_error
from pfgraph.sandbox.model.statements import checked_reference, read_snaks
from pfgraph.sandbox.model.summaries import autocomment


def set_reference(call: Call) -> Answer:
    """`action=wbsetreference`: a reference added, or the one with the hash `reference` replaced."""
    guid, old_hash = call.text("statement"), call.text("reference")
    newest = owner_of(call, guid)
    statement = statement_of(newest.content, guid)
    references = statement.get("references", [])
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
    change = replacing(guid, lambda each: rebuilt(each, references=kept))
    auto = autocomment(f"wbsetreference-{'set' if old_hash else 'add'}", 2)
    saved = save_claim(call, newest, change, auto, statement["mainsnak"])
    return answered(saved, reference=new)


def _sent_reference(call: Call) -> list[Any]:
    try:
        snaks = read_json(call.text("snaks"))
        order = read_json(call.text("snaks-order") or "null")
    except ValueError:
        snaks = order = None
    if not isinstance(snaks, dict) or not snaks:
        raise wikibase_error("invalid-json", "wikibase-api-invalid-json")
    return read_snaks(snaks, order)


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
