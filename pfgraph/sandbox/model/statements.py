"""Statements, snaks and references: from what is sent to what is kept.

`read_*` raise `invalid-claim` on a malformed form; `checked_*` raise `modification-failed` on a
value that may not stand there. Values are normalised, hashes and datatypes filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.model.datatypes import VALUE_TYPES, Surroundings, check
from pfgraph.sandbox.model.errors import invalid_claim, modification_failed
from pfgraph.sandbox.model.hashes import reference_hash, snak_hash
from pfgraph.sandbox.model.ids import is_uuid, link_to, normal_id, split_guid
from pfgraph.sandbox.model.values import Corrupt, normal_value

Snak = dict[str, Any]
Statement = dict[str, Any]
RANKS = ("deprecated", "normal", "preferred")


@dataclass(frozen=True, slots=True)
class Properties:
    """What checking statements needs: the datatype of a property (None: no such), the wiki."""

    datatype: Callable[[str], str | None]
    wiki: Surroundings


def read_snak(sent: Any) -> Snak:
    """A snak in the form of the data model, its value not yet looked at."""
    if not isinstance(sent, dict) or "snaktype" not in sent:
        raise invalid_claim("")
    if sent["snaktype"] not in ("value", "somevalue", "novalue"):
        raise invalid_claim(f'Type "{sent["snaktype"]}" is unsupported')
    if "property" not in sent:
        raise invalid_claim('Attribute "property" is missing')
    snak = {"snaktype": sent["snaktype"], "property": _property(sent["property"])}
    if snak["snaktype"] == "value":
        if "datavalue" not in sent:
            raise invalid_claim('Attribute "datavalue" is missing')
        value = sent["datavalue"]
        if not isinstance(value, dict) or "type" not in value:
            raise invalid_claim('Not an array or missing the key "type"')
        snak["datavalue"] = value
    return snak


def _property(sent: Any) -> str:
    property_id = normal_id(sent)
    if property_id is None:
        raise invalid_claim(f"'{sent}' is not a valid property ID")
    if property_id[0] != "P":
        raise invalid_claim(f"'{property_id}' is not a property ID")
    return property_id


def read_snaks(sent: Any, order: Any = None) -> list[Snak]:
    """A flat list of snaks from a map by property (in the order given beside it) or a list."""
    if isinstance(sent, list):
        return [snak for entry in sent for snak in _as_snaks(entry)]
    if not isinstance(sent, dict):
        raise invalid_claim("The serialization is invalid")
    named = order if isinstance(order, list) else []
    ranked = [key for key in named if isinstance(key, str) and key in sent]
    keys = [*dict.fromkeys(ranked), *(key for key in sent if key not in ranked)]
    return [snak for key in keys for snak in _as_snaks(sent[key])]


def _as_snaks(entry: Any) -> list[Snak]:
    return [read_snak(snak) for snak in (entry if isinstance(entry, list) else [entry])]


def read_reference(sent: Any) -> list[Snak]:
    if not isinstance(sent, dict) or "snaks" not in sent:
        raise invalid_claim('Attribute "snaks" is missing')
    return read_snaks(sent["snaks"], sent.get("snaks-order"))


def read_statement(sent: Any) -> Statement:
    """A statement with flat lists of qualifiers and references; raises `invalid-claim`."""
    if not isinstance(sent, dict) or "type" not in sent:
        raise invalid_claim("")
    if sent["type"] not in ("statement", "claim"):
        raise invalid_claim(f'Type "{sent["type"]}" is unsupported')
    if "mainsnak" not in sent:
        raise invalid_claim('Attribute "mainsnak" is missing')
    read: Statement = {"mainsnak": read_snak(sent["mainsnak"])}
    if "id" in sent and not isinstance(sent["id"], str):
        raise invalid_claim(f"The id {sent['id']} is not a valid GUID.")
    read["id"] = sent.get("id")
    read["qualifiers"] = read_snaks(sent.get("qualifiers", []), sent.get("qualifiers-order"))
    if sent.get("rank", "normal") not in RANKS:
        raise invalid_claim(f"The rank {sent['rank']} is not a valid rank.")
    read["rank"] = sent.get("rank", "normal")
    if not isinstance(sent.get("references", []), list):
        raise invalid_claim("The serialization is invalid")
    read["references"] = [read_reference(entry) for entry in sent.get("references", [])]
    return read


def check_guid(guid: str, entity_id: str) -> None:
    """Raise `modification-failed` unless the GUID is well formed and belongs to the entity."""
    reason = ""
    parts = split_guid(guid)
    if parts is None:
        reason = "Statement GUID can not be parsed"
    elif parts[0] != entity_id:
        reason = "Statement GUID invalid for given entity"
    elif not is_uuid(parts[1]):
        reason = "Statement does not have a valid GUID"
    if reason:
        raise modification_failed("wikibase-api-modification-failed", reason)


def checked_snak(snak: Snak, properties: Properties) -> Snak:
    """The snak as it is kept, with normal value, hash and datatype."""
    datatype = properties.datatype(snak["property"])
    if datatype is None:
        raise modification_failed("wikibase-validator-no-such-property", link_to(snak["property"]))
    kept: Snak = {"snaktype": snak["snaktype"], "property": snak["property"], "hash": ""}
    if snak["snaktype"] == "value":
        sent = snak["datavalue"]
        try:
            kept["datavalue"] = normal_value(sent["type"], sent.get("value"))
        except Corrupt as error:
            raise modification_failed("wikibase-validator-bad-value", str(error)) from error
        expected = VALUE_TYPES[datatype]
        if sent["type"] != expected:
            raise modification_failed("wikibase-validator-bad-value-type", sent["type"], expected)
        check(datatype, kept["datavalue"]["value"], properties.wiki)
    kept["hash"] = snak_hash(kept)
    return kept | {"datatype": datatype}


def grouped(snaks: Iterable[Snak]) -> dict[str, list[Snak]]:
    """Snaks by property, in the order of first appearance; the same snak is kept once."""
    groups: dict[str, list[Snak]] = {}
    seen: set[str] = set()
    for snak in snaks:
        if snak["hash"] not in seen:
            seen.add(snak["hash"])
            groups.setdefault(snak["property"], []).append(snak)
    return groups


def checked_reference(snaks: Iterable[Snak], properties: Properties) -> dict[str, Any]:
    """The reference as it is kept, with its hash."""
    groups = grouped(checked_snak(snak, properties) for snak in snaks)
    hashes = [snak["hash"] for group in groups.values() for snak in group]
    return {"hash": reference_hash(hashes), "snaks": groups, "snaks-order": list(groups)}


def checked_statement(read: Statement, guid: str, properties: Properties) -> Statement:
    """The statement as it is kept, in the key order of the API."""
    kept: Statement = {
        "mainsnak": checked_snak(read["mainsnak"], properties),
        "type": "statement",
    }
    qualifiers = grouped(checked_snak(snak, properties) for snak in read["qualifiers"])
    if qualifiers:
        kept |= {"qualifiers": qualifiers, "qualifiers-order": list(qualifiers)}
    kept |= {"id": guid, "rank": read["rank"]}
    references = [checked_reference(snaks, properties) for snaks in read["references"] if snaks]
    if references:
        kept["references"] = references
    return kept
