"""The modules that read, make, change and remove statements: wbgetclaims, wbcreateclaim…"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.jsontext import read_json
from pfgraph.sandbox.action.modules.claimtools import (
    answered,
    guid_parts,
    loaded,
    owner_of,
    rebuilt,
    removal,
    replacing,
    save_change,
    save_claim,
    statement_of,
)
from pfgraph.sandbox.action.modules.qualifiers import remove_qualifiers, set_qualifier
from pfgraph.sandbox.action.modules.references import remove_references, set_reference
from pfgraph.sandbox.action.modules.snaks import sent_snak
from pfgraph.sandbox.action.modules.snaktexts import snak_summary
from pfgraph.sandbox.model.entities import (
    Change,
    change_statements,
    find_statement,
    put_statement,
    remove_statement,
    statements,
    with_statements,
)
from pfgraph.sandbox.model.errors import ApiError, InternalError, invalid_claim, wikibase_error
from pfgraph.sandbox.model.ids import normal_id, split_guid
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.saving import Saved, existing
from pfgraph.sandbox.model.statements import (
    Statement,
    checked_snak,
    read_statement,
)
from pfgraph.sandbox.model.summaries import autocomment, statement_update
from pfgraph.sandbox.store.storage import Edit, Entity, Revision


def create_claim(call: Call) -> Answer:
    """`action=wbcreateclaim`: a new statement from its main snak."""
    entity_id = normal_id(call.text("entity"))
    if entity_id is None:
        raise wikibase_error("invalid-entity-id", "wikibase-api-invalid-entity-id")
    newest = loaded(call, entity_id)
    kind, value = call.text("snaktype"), call.flag("value")
    if kind == "value" and not value:
        raise wikibase_error("param-missing", "wikibase-api-claim-value-missing")
    if kind != "value" and value:
        raise wikibase_error("param-illegal", "wikibase-api-claim-value-unexpected")
    read: Statement = {
        "mainsnak": sent_snak(call),
        "id": None,
        "rank": "normal",
        "qualifiers": [],
        "references": [],
    }
    change = change_statements([put_statement(read, call.wiki.properties)])
    saved = save_claim(
        call, newest, change, autocomment("wbcreateclaim-create", 1), read["mainsnak"]
    )
    return answered(saved, claim=saved.entity["claims"][read["mainsnak"]["property"]][-1])


def set_claim(call: Call) -> Answer:
    """`action=wbsetclaim`: a whole statement, found by its GUID."""
    try:
        sent = read_json(call.text("claim"))
    except ValueError:
        sent = None
    if not isinstance(sent, dict | list):
        text = "Failed to get claim from claim Serialization Failed to get statement from "
        raise invalid_claim(f"{text}Serialization")
    read = _read(sent)
    guid = read["id"]
    if not guid:
        raise invalid_claim("GUID must be set when setting a claim")
    parts = split_guid(guid)
    if parts is None:
        raise invalid_claim("$serialization does not have the correct number of parts")
    newest = loaded(call, parts[0])
    index = call.number("index")
    if call.flag("ignoreduplicatemainsnak") and _has_main_snak(call, newest, read):
        call.warn("wbsetclaim", "Duplicate main snak detected. Statement not added.")
        return {}
    if index is not None and index < 0:
        raise InternalError("InvalidArgumentException")
    change = change_statements([put_statement(read, call.wiki.properties, index)])
    saved = _save_whole(call, newest, change, guid)
    return answered(saved, claim=find_statement(saved.entity, guid))


def _save_whole(call: Call, newest: Revision, change: Change, guid: str) -> Saved:
    def edit(before: Entity, after: Entity) -> Edit:
        new = statement_of(after, guid)
        auto = statement_update(find_statement(before, guid), new)
        return call.edit(auto, [snak_summary(call.wiki, new["mainsnak"])])

    return save_change(call, newest, change, edit)


def _read(sent: Any) -> Statement:
    """The statement sent; a wiki that cannot read it breaks down, this one says so likewise."""
    try:
        return read_statement(sent)
    except ApiError as error:
        reason = error.info
        kind = "Deserialization"
        if not reason:
            kind = "MissingType"
        elif reason.startswith('Type "'):
            kind = "UnsupportedType"
        elif reason.startswith('Attribute "'):
            kind = "MissingAttribute"
        raise InternalError(f"Deserializers\\Exceptions\\{kind}Exception") from error


def _has_main_snak(call: Call, newest: Revision, read: Statement) -> bool:
    snak = checked_snak(read["mainsnak"], call.wiki.properties)
    return any(each["mainsnak"]["hash"] == snak["hash"] for each in statements(newest.content))


def set_claim_value(call: Call) -> Answer:
    """`action=wbsetclaimvalue`: another main value."""
    guid = call.text("claim")
    newest = owner_of(call, guid)
    old = statement_of(newest.content, guid)
    snak = sent_snak(call, old["mainsnak"]["property"])
    change = replacing(
        guid, lambda each: rebuilt(each, mainsnak=checked_snak(snak, call.wiki.properties))
    )
    saved = save_claim(call, newest, change, autocomment("wbsetclaimvalue", 1), snak)
    return answered(saved, claim=find_statement(saved.entity, guid))


def remove_claims(call: Call) -> Answer:
    """`action=wbremoveclaims`: statements of one entity."""
    guids = list(dict.fromkeys(call.values("claim")))
    parts = [guid_parts(guid) for guid in guids]
    if len({entity_id for entity_id, _ in parts}) > 1:
        raise wikibase_error("invalid-guid", "wikibase-api-invalid-guid")
    newest = owner_of(call, guids[0])
    for guid in guids:
        if find_statement(newest.content, guid) is None:
            raise wikibase_error("invalid-guid", "wikibase-api-invalid-guid")

    change = change_statements([remove_statement(guid) for guid in guids])
    gone = [statement_of(newest.content, guid)["mainsnak"] for guid in guids]
    saved = save_claim(call, newest, change, *removal("wbremoveclaims", gone))
    return answered(saved, claims=guids)


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
    owner = owner_of(call, guid)
    if entity_id and entity_id != owner.entity_id:
        raise wikibase_error("param-illegal", "wikibase-api-param-illegal")
    return [each for each in statements(owner.content) if each["id"] == guid]


def get_claims(call: Call) -> Answer:
    """`action=wbgetclaims`: the statements of an entity, or one by its GUID."""
    found = _claims_asked(call)
    if "props" in call.sent and "references" not in call.values("props"):
        found = [rebuilt(each, references=None) for each in found]
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
