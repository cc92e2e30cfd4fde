"""Statements in the REST API's form, read into the one that the model checks and keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import normal_id
from pfgraph.sandbox.model.statements import RANKS, Properties, Snak, Statement, checked_snak
from pfgraph.sandbox.rest.refusals import Absent, Invalid, Missing, WrongGroup
from pfgraph.sandbox.rest.values import datavalue_of


def is_filled_list(sent: Any) -> bool:
    """Whether a list stands where an object belongs; an empty one counts as an empty object."""
    return isinstance(sent, list) and bool(sent)


def _object(sent: Any, path: str) -> Mapping[str, Any]:
    if isinstance(sent, dict):
        return sent
    if sent == [] and isinstance(sent, list):
        return {}
    raise Invalid(path, sent)


def _list(sent: Any, path: str) -> list[Any]:
    if isinstance(sent, list):
        return sent
    if sent == {}:
        return []
    raise Invalid(path, sent)


def _field(sent: Mapping[str, Any], name: str, path: str) -> Any:
    if name not in sent:
        raise Missing(path, name)
    return sent[name]


def _text(sent: Mapping[str, Any], name: str, path: str) -> str:
    value = _field(sent, name, path)
    if not isinstance(value, str):
        raise Invalid(f"{path}/{name}", value)
    return value


def read_snak(sent: Any, path: str, properties: Properties) -> Snak:
    """A pair of property and value, checked; the property must exist."""
    pair = _object(sent, path)
    owner = _object(_field(pair, "property", path), f"{path}/property")
    asked = _text(owner, "id", f"{path}/property")
    value = _object(_field(pair, "value", path), f"{path}/value")
    kind = _text(value, "type", f"{path}/value")
    property_id, datatype = _property(asked, f"{path}/property/id", properties)
    if kind not in ("value", "somevalue", "novalue"):
        raise Invalid(f"{path}/value/type", kind)
    snak: Snak = {"snaktype": kind, "property": property_id}
    if kind == "value":
        content = _field(value, "content", f"{path}/value")
        snak["datavalue"] = datavalue_of(datatype, content, f"{path}/value")
        try:
            checked_snak(snak, properties)
        except ApiError as error:
            raise Invalid(f"{path}/value/content", content) from error
    return snak


def _property(asked: str, path: str, properties: Properties) -> tuple[str, str]:
    property_id = normal_id(asked)
    if property_id is None or property_id[0] != "P":
        raise Invalid(path, asked)
    datatype = properties.datatype(property_id)
    if datatype is None:
        raise Absent(path, asked)
    return property_id, datatype


def _read_reference(sent: Any, path: str, properties: Properties) -> list[Snak]:
    parts = _list(_field(_object(sent, path), "parts", path), f"{path}/parts")
    return [
        read_snak(part, f"{path}/parts/{number}", properties) for number, part in enumerate(parts)
    ]


def read_statement(sent: Any, path: str, properties: Properties) -> Statement:
    """A statement as `model.entities.put_statement` takes it; `id` is None if none was sent."""
    whole = _object(sent, path)
    guid, rank = whole.get("id"), whole.get("rank")
    if not isinstance(guid, str | None):
        raise Invalid(f"{path}/id", guid)
    if rank is not None and rank not in RANKS:
        raise Invalid(f"{path}/rank", rank)
    qualifiers, references = (
        [] if whole.get(name) is None else _list(whole[name], f"{path}/{name}")
        for name in ("qualifiers", "references")
    )
    return {
        "id": guid,
        "rank": rank or "normal",
        "mainsnak": read_snak(whole, path, properties),
        "qualifiers": [
            read_snak(each, f"{path}/qualifiers/{number}", properties)
            for number, each in enumerate(qualifiers)
        ],
        "references": [
            _read_reference(each, f"{path}/references/{number}", properties)
            for number, each in enumerate(references)
        ],
    }


def read_statements(
    sent: Any,
    path: str,
    properties: Properties,
    kept: Mapping[str, tuple[Any, Statement]] | None = None,
) -> list[Statement]:
    """Statements grouped by property; those that are as before stay as they are kept.

    `kept` has them by id, in this API's form and in the model's. Those are told by their `type`.
    """
    read: list[Statement] = []
    for key, group in _object(sent, path).items():
        for number, each in enumerate(_list(group, f"{path}/{key}")):
            place = f"{path}/{key}/{number}"
            before = (kept or {}).get(each["id"]) if _has_id(each) else None
            if before is not None and before[0] == each and _owner(each) == key:
                read.append(before[1])
                continue
            if not isinstance(each, dict) and each != []:
                raise Invalid(place, each)
            own = _owner(each)
            if own and own != key:
                raise WrongGroup(f"{place}/property/id", key, own)
            read.append(read_statement(each, place, properties))
    return read


def _has_id(sent: Any) -> bool:
    return isinstance(sent, dict) and isinstance(sent.get("id"), str)


def _owner(sent: Any) -> Any:
    owner = sent.get("property") if isinstance(sent, dict) else None
    return owner.get("id") if isinstance(owner, dict) else None
