"""An entity in the JSON of the API, taken apart into what can be changed by itself, and back.

Where a statement stands among others, and the order of its qualifiers, are no part of it.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pfgraph.wikibase.repository import Entity

Json = dict[str, Any]
Part = tuple[str, ...]  # ("label", "en"), ("alias", "en", "text"), ("statement", "Q1$…")…
Parts = dict[Part, Any]  # texts; for statements and sitelinks their JSON

_TERMS = {"label": "labels", "description": "descriptions"}


def parts_of(entity: Entity) -> Parts:
    """All parts of an entity; none where it is empty, gone or a redirect."""
    return {
        **{(kind, code): term["value"] for kind, code, term in _terms(entity)},
        **{("alias", code, text): text for code, text in _aliases(entity)},
        **{("statement", each["id"]): cleaned(each) for each in _statements(entity)},
        **{("sitelink", site): link for site, link in _mapping(entity.get("sitelinks")).items()},
    }


def entity_of(parts: Parts, entity_id: str) -> Entity:
    """The entity that consists of these parts."""
    entity: Entity = {"id": entity_id, "labels": {}, "descriptions": {}, "aliases": {}}
    entity |= {"claims": {}, "sitelinks": {}}
    for (kind, name, *_), value in parts.items():
        if kind in _TERMS:
            entity[_TERMS[kind]][name] = {"language": name, "value": value}
        elif kind == "alias":
            entity["aliases"].setdefault(name, []).append({"language": name, "value": value})
        elif kind == "statement":
            entity["claims"].setdefault(value["mainsnak"]["property"], []).append(value)
        else:
            entity["sitelinks"][name] = value
    return entity


def edit_between(live: Parts, wanted: Parts) -> Json:
    """The `data` of the `wbeditentity` that turns `live` into `wanted`; empty where they agree."""
    data: Json = {}
    for part in [*live, *(part for part in wanted if part not in live)]:
        if part not in wanted or part not in live or not same(live[part], wanted[part]):
            _tell(data, part, live.get(part), wanted.get(part))
    return data


def same(one: Any, other: Any) -> bool:
    """Whether two values of one part say the same."""
    return bool(_said(one) == _said(other))


def _said(value: Any) -> Any:
    if not isinstance(value, dict) or "mainsnak" not in value:
        return value
    return (
        snak_text(value["mainsnak"]),
        value["rank"],
        {prop: texts(snaks) for prop, snaks in value["qualifiers"].items()},
        sorted(reference_text(group) for group in value["references"]),
    )


def texts(snaks: list[Json]) -> list[str]:
    """Snaks in a form that can be compared, in an order of its own."""
    return sorted(map(snak_text, snaks))


def snak_text(snak: Json) -> str:
    """A snak in a form that can be compared: without hash and datatype."""
    return json.dumps(snak, sort_keys=True, ensure_ascii=False)


def reference_text(group: Json) -> str:
    """A reference group in a form that can be compared."""
    return json.dumps({prop: texts(snaks) for prop, snaks in sorted(group["snaks"].items())})


def cleaned(statement: Json) -> Json:
    """A statement as it can be sent: without what the wiki computes by itself."""
    made = {
        "id": statement["id"],
        "type": "statement",
        "rank": statement.get("rank", "normal"),
        "mainsnak": _snak(statement["mainsnak"]),
        "qualifiers": _grouped(statement.get("qualifiers")),
        "references": [_reference(group) for group in statement.get("references") or ()],
    }
    order = statement.get("qualifiers-order")
    return {**made, "qualifiers-order": list(order)} if order else made


def _reference(group: Json) -> Json:
    made = {"snaks": _grouped(group.get("snaks"))}
    order = group.get("snaks-order")
    return {**made, "snaks-order": list(order)} if order else made


def _grouped(snaks: Any) -> dict[str, list[Json]]:
    return {prop: [_snak(each) for each in listed] for prop, listed in _mapping(snaks).items()}


def _snak(snak: Json) -> Json:
    made = {"snaktype": snak["snaktype"], "property": snak["property"]}
    if "datavalue" not in snak:
        return made
    value = snak["datavalue"]["value"]
    if isinstance(value, dict) and "entity-type" in value:
        letter = {"item": "Q", "property": "P"}.get(value["entity-type"], "")
        named = value.get("id") or f"{letter}{value['numeric-id']}"
        value = {"entity-type": value["entity-type"], "id": named}
    return {**made, "datavalue": {"type": snak["datavalue"]["type"], "value": value}}


def _tell(data: Json, part: Part, live: Any, wanted: Any) -> None:
    kind, name = part[:2]
    gone = wanted is None
    if kind in _TERMS:
        term = {"language": name} | ({"remove": ""} if gone else {"value": wanted})
        data.setdefault(_TERMS[kind], {})[name] = term
    elif kind == "alias":
        turn = "remove" if gone else "add"
        data.setdefault("aliases", []).append({"language": name, "value": part[2], turn: ""})
    elif kind == "statement":
        data.setdefault("claims", []).append({"id": name, "remove": ""} if gone else wanted)
    else:
        link = {"site": name, "remove": ""} if gone else wanted
        data.setdefault("sitelinks", {})[name] = link


def _terms(entity: Entity) -> Iterator[tuple[str, str, Json]]:
    for kind, field in _TERMS.items():
        for code, term in _mapping(entity.get(field)).items():
            yield kind, code, term


def _aliases(entity: Entity) -> Iterator[tuple[str, str]]:
    for code, listed in _mapping(entity.get("aliases")).items():
        for alias in listed:
            yield code, alias["value"]


def _statements(entity: Entity) -> Iterator[Json]:
    for listed in _mapping(entity.get("claims") or entity.get("statements")).values():
        yield from listed


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}  # an empty map may come as []
