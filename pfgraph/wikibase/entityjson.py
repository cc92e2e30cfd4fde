"""Entity JSON, the form of the API, to and from items in ontology terms."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pfgraph.namespaces import PF
from pfgraph.ontology.tables import positions
from pfgraph.wikibase.datamodel import Item, Rank, Reference, Snak, Statement, Unknown
from pfgraph.wikibase.values import StringValue, value_from_json, value_to_json

RECORD_ID = str(PF.recordId)


@dataclass(frozen=True, slots=True)
class Names:
    """How numbers and names translate on one wiki, both ways."""

    prop_of: Callable[[str], str]  # P7 → IRI, or P7 itself
    key_of: Callable[[str], str]  # Q42 → key, or Q42 itself
    prop_id: Callable[[str], str]  # IRI → P7; raises SchemaError
    item_id: Callable[[str], str]  # key → Q42; raises LookupError
    datatype: Callable[[str], str]  # IRI → datatype, also one that the ontology does not use


def item_from_json(entity: Mapping[str, Any], names: Names) -> Item:
    """The item that an entity of `wbgetentities` is."""
    statements = (
        statement_from_json(each, names)
        for group in _listed(entity.get("claims"))
        for each in group
    )
    return Item(
        key=names.key_of(entity["id"]),
        labels=_texts(entity.get("labels")),
        descriptions=_texts(entity.get("descriptions")),
        aliases={
            language: frozenset(alias["value"] for alias in aliases)
            for language, aliases in (entity.get("aliases") or {}).items()
        },
        statements=tuple(statements),
        id=entity["id"],
        revision=int(entity.get("lastrevid", 0)),
    )


def statement_from_json(statement: Mapping[str, Any], names: Names) -> Statement:
    """One statement; a reference group that holds a record id alone becomes its marker.

    Of several such groups, as a merge of items leaves them, the others stay references.
    """
    groups = [frozenset(_snaks(group["snaks"], names)) for group in statement.get("references", ())]
    markers = sorted(mark for group in groups if (mark := _marker(group)))[:1]
    return Statement(
        _snak(statement["mainsnak"], names),
        frozenset(_snaks(statement.get("qualifiers", {}), names)),
        frozenset(group for group in groups if _marker(group) not in markers),
        markers[0] if markers else "",
        statement.get("id", ""),
        Rank(statement.get("rank", "normal")),
    )


def statement_to_json(statement: Statement, names: Names) -> dict[str, Any]:
    """One statement as `wbeditentity` takes it; without `id` where it has no GUID yet."""
    groups = sorted(statement.references, key=lambda group: sorted(snak.order for snak in group))
    if statement.marker:
        groups.append(frozenset({Snak(RECORD_ID, StringValue(statement.marker))}))
    made: dict[str, Any] = {
        "type": "statement",
        "rank": str(statement.rank),
        "mainsnak": _snak_json(statement.main, names),
        "qualifiers": _grouped(statement.qualifiers, names),
        "references": [{"snaks": _grouped(group, names)} for group in groups],
    }
    return {"id": statement.guid, **made} if statement.guid else made


def in_reading_order(snak: Snak) -> tuple[int, str, str]:
    """Where a snak comes among others: as in the tables, what they do not know last."""
    return (positions().get(snak.prop, len(positions())), *snak.order)


def terms_to_json(texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Labels or descriptions as `wbeditentity` takes them."""
    return {code: {"language": code, "value": text} for code, text in sorted(texts.items())}


def _marker(group: Reference) -> str:
    snaks = list(group)
    if len(snaks) == 1 and snaks[0].prop == RECORD_ID:
        value = snaks[0].value
        return value.text if isinstance(value, StringValue) else ""
    return ""


def _listed(claims: Any) -> Iterable[list[Any]]:
    return claims.values() if isinstance(claims, dict) else ()  # an empty map may come as []


def _texts(terms: Any) -> dict[str, str]:
    return {code: term["value"] for code, term in (terms or {}).items()} if terms else {}


def _snaks(grouped: Any, names: Names) -> Iterable[Snak]:
    return (_snak(snak, names) for group in _listed(grouped) for snak in group)


def _snak(snak: Mapping[str, Any], names: Names) -> Snak:
    prop = names.prop_of(snak["property"])
    if snak["snaktype"] != "value":
        return Snak(prop, Unknown(snak["snaktype"]))
    return Snak(prop, value_from_json(snak["datavalue"], names.key_of))


def _snak_json(snak: Snak, names: Names) -> dict[str, Any]:
    base = {"property": names.prop_id(snak.prop)}
    if isinstance(snak.value, Unknown):
        return {**base, "snaktype": str(snak.value)}
    datavalue = value_to_json(snak.value, names.item_id)
    return {
        **base,
        "snaktype": "value",
        "datatype": names.datatype(snak.prop),
        "datavalue": datavalue,
    }


def _grouped(snaks: Iterable[Snak], names: Names) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for snak in sorted(snaks, key=in_reading_order):
        grouped.setdefault(names.prop_id(snak.prop), []).append(_snak_json(snak, names))
    return grouped
