"""Entities, statements and terms as the REST API gives them out. See its `openapi.json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pfgraph.sandbox.model.languages import term_languages
from pfgraph.sandbox.model.statements import Snak, Statement
from pfgraph.sandbox.rest.values import content_of
from pfgraph.sandbox.store.storage import Entity

Json = dict[str, Any]


def property_value(snak: Snak) -> Json:
    """A snak as a pair of property and value."""
    value: Json = {"type": snak["snaktype"]}
    if snak["snaktype"] == "value":
        value["content"] = content_of(snak["datavalue"])
    return {
        "property": {"id": snak["property"], "data_type": snak.get("datatype")},
        "value": value,
    }


def _ordered(groups: Mapping[str, list[Snak]], order: Iterable[str]) -> list[Json]:
    return [property_value(snak) for key in order for snak in groups[key]]


def statement_json(statement: Statement) -> Json:
    """A statement with qualifiers and references as plain lists."""
    references = [
        {"hash": each["hash"], "parts": _ordered(each["snaks"], each["snaks-order"])}
        for each in statement.get("references", [])
    ]
    qualifiers, order = statement.get("qualifiers", {}), statement.get("qualifiers-order", [])
    return {
        "id": statement["id"],
        "rank": statement["rank"],
        "qualifiers": _ordered(qualifiers, order),
        "references": references,
        **property_value(statement["mainsnak"]),
    }


def statements_json(entity: Entity) -> Json:
    """All statements by property id."""
    return {
        key: [statement_json(each) for each in group] for key, group in entity["claims"].items()
    }


def terms_json(terms: Mapping[str, Any]) -> dict[str, str]:
    """Labels or descriptions by language."""
    return {language: term["value"] for language, term in terms.items()}


def aliases_json(aliases: Mapping[str, Any]) -> dict[str, list[str]]:
    """Lists of aliases by language."""
    return {language: [each["value"] for each in group] for language, group in aliases.items()}


def part_json(entity: Entity, kind: str) -> Json:
    """`labels`, `descriptions` or `aliases` of an entity, in the order in which they are kept."""
    return aliases_json(entity[kind]) if kind == "aliases" else terms_json(entity[kind])


def by_language(terms: Json) -> Json:
    """The terms in the wiki's order of languages, as its index of terms gives them."""
    return {language: terms[language] for language in term_languages() if language in terms}


def entity_json(entity: Entity) -> Json:
    """Everything in an entity, the id last."""
    whole: Json = {"type": entity["type"]}
    if entity["type"] == "property":
        whole["data_type"] = entity["datatype"]
    for kind in ("labels", "descriptions", "aliases"):
        whole[kind] = part_json(entity, kind)
    whole["statements"] = statements_json(entity)
    if entity["type"] == "item":
        whole["sitelinks"] = {}
    return whole | {"id": entity["id"]}


def id_first(whole: Json) -> Json:
    """The same entity in the order of keys that the answer to a patch has."""
    first = ("id", "type", "data_type")
    return {key: whole[key] for key in first if key in whole} | whole
