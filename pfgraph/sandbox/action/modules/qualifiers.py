"""`action=wbsetqualifier` and `wbremovequalifiers`."""

from __future__ import annotations

from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.modules.claimtools import (
    answered,
    guid_parts,
    owner_of,
    rebuilt,
    removal,
    replacing,
    save_claim,
    statement_of,
)
from pfgraph.sandbox.action.modules.snaks import sent_snak
from pfgraph.sandbox.model.entities import find_statement
from pfgraph.sandbox.model.errors import ApiError, modification_failed, wikibase_error
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.statements import Statement, checked_snak, grouped
from pfgraph.sandbox.model.summaries import autocomment


def _qualifiers(statement: Statement) -> list[Any]:
    return [snak for group in statement.get("qualifiers", {}).values() for snak in group]


def _with_qualifiers(statement: Statement, snaks: list[Any]) -> Statement:
    groups = grouped(snaks)
    return rebuilt(statement, **{"qualifiers": groups, "qualifiers-order": list(groups)})


def _no_qualifier(text: str) -> ApiError:
    message = Message("wikibase-api-no-such-qualifier", (text,))
    return ApiError("no-such-qualifier", messages=(message,))


def set_qualifier(call: Call) -> Answer:
    """`action=wbsetqualifier`: a qualifier added, or the one with `snakhash` replaced."""
    guid, old_hash = call.text("claim"), call.text("snakhash")
    guid_parts(guid)
    _check_parameters(call)
    newest = owner_of(call, guid)
    old = statement_of(newest.content, guid)
    hashes = [snak["hash"] for snak in _qualifiers(old)]
    if old_hash and old_hash not in hashes:
        raise _no_qualifier("Claim does not have a qualifier with the given hash")
    new = checked_snak(sent_snak(call), call.wiki.properties)
    if new["hash"] in hashes:
        text = f"The statement has already a qualifier with hash {new['hash']}"
        raise modification_failed("wikibase-api-modification-failed", text)

    def make(statement: Statement) -> Statement:
        kept = [snak for snak in _qualifiers(statement) if snak["hash"] != old_hash]
        return _with_qualifiers(statement, [*kept, new])

    auto = autocomment(f"wbsetqualifier-{'update' if old_hash else 'add'}", 1)
    saved = save_claim(call, newest, replacing(guid, make), auto, new)
    return answered(saved, claim=find_statement(saved.entity, guid))


def _check_parameters(call: Call) -> None:
    needed = [] if call.text("snakhash") else ["snaktype", "property"]
    if call.text("snaktype") == "value":
        needed.append("value")
    for name in needed:
        if name not in call.sent:
            raise wikibase_error("param-missing", "param-missing", name)


def remove_qualifiers(call: Call) -> Answer:
    """`action=wbremovequalifiers`: qualifiers by their hashes."""
    guid, hashes = call.text("claim"), call.values("qualifiers")
    newest = owner_of(call, guid)
    present = {snak["hash"]: snak for snak in _qualifiers(statement_of(newest.content, guid))}
    if any(each not in present for each in hashes):
        raise _no_qualifier("Invalid snak hash")
    gone = [present[each] for each in dict.fromkeys(hashes)]

    def make(statement: Statement) -> Statement:
        kept = [snak for snak in _qualifiers(statement) if snak["hash"] not in hashes]
        return _with_qualifiers(statement, kept)

    said = removal("wbremovequalifiers", gone)
    return answered(save_claim(call, newest, replacing(guid, make), *said))
