"""Entities in the JSON of the API, put together from triples of a full RDF dump."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pfgraph.wikibase.languages import wiki_code
from pfgraph.wikibase.repository import Entity

_ONTOLOGY = "http://wikiba.se/ontology#"
_RDFS, _SKOS = "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2004/02/skos/core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
CLAIMS = f"{_ONTOLOGY}statementProperty"
KINDS = {"item": f"{_ONTOLOGY}Item", "property": f"{_ONTOLOGY}Property"}
_DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
_TEXTS = {
    f"{_RDFS}label": "labels",
    "http://schema.org/description": "descriptions",
    f"{_SKOS}altLabel": "aliases",
}
_ROLES = ("claim", "statementProperty", "statementValue", "qualifier", "qualifierValue",
          "reference", "referenceValue", "novalue")  # fmt: skip
_DATATYPES = {
    "WikibaseItem": "wikibase-item",
    "ExternalId": "external-id",
    "GlobeCoordinate": "globe-coordinate",
}
_IN_PARTS = ("time", "quantity")  # datatypes whose values have a node of their own
_NO_UNIT = "http://www.wikidata.org/entity/Q199"  # on every wiki
_RANKS = {f"{_ONTOLOGY}{name.title()}Rank": name for name in ("preferred", "normal", "deprecated")}


@dataclass(frozen=True, slots=True)
class Term:
    """A node or a literal; a value that is not known is a blank node."""

    text: str
    language: str = ""
    is_literal: bool = False
    is_blank: bool = False


Said = Callable[[Term], Iterator[tuple[str, Term]]]


class RdfEntities:
    """Puts entities together; `said` gives what is said of a node, `nodes` the IRIs of a kind."""

    def __init__(self, said: Said, nodes: Callable[[str], Iterator[str]]) -> None:
        self._said, self._nodes = said, nodes
        self._roles: dict[str, tuple[str, str]] = {}  # IRI → role, property
        self._datatypes: dict[str, str] = {}
        self.concept_base = ""
        for iri in nodes("property"):
            self._take_property(iri)

    def of_kind(self, kind: str) -> Iterator[Entity]:
        """The items, or the properties."""
        for iri in self._nodes(kind):
            yield self._entity(iri, kind)

    def _take_property(self, iri: str) -> None:
        self.concept_base, _, number = iri.rpartition("/")
        self.concept_base += "/"
        for predicate, term in self._said(Term(iri)):
            name = predicate.removeprefix(_ONTOLOGY)
            if name in _ROLES:
                self._roles[term.text] = (name, number)
            elif name == "propertyType":
                said = term.text.removeprefix(_ONTOLOGY)
                self._datatypes[number] = _DATATYPES.get(said, said.lower())

    def _entity(self, iri: str, kind: str) -> Entity:
        entity_id = iri.rpartition("/")[2]
        entity: Entity = {"id": entity_id, "type": kind, "labels": {}, "descriptions": {},
                          "aliases": {}, "claims": {}}  # fmt: skip
        if kind == "property":
            entity["datatype"] = self._datatypes.get(entity_id, "")
        for predicate, term in self._said(Term(iri)):
            role, prop = self._roles.get(predicate, ("", ""))
            if role == "claim":
                entity["claims"].setdefault(prop, []).append(self._statement(term, prop))
            elif predicate in _TEXTS and term.language:
                _add_text(entity, _TEXTS[predicate], term)
        for statements in entity["claims"].values():
            statements.sort(key=lambda each: each["id"])
        return entity

    def _statement(self, node: Term, prop: str) -> dict[str, Any]:
        said = list(self._said(node))
        ranks = [_RANKS[term.text] for _, term in said if term.text in _RANKS]
        qualifiers = self._snaks(said, "qualifier")
        mains = self._snaks(said, "statementProperty", "statementValue").get(prop, [])
        if not mains:  # that there is no value is said in the same way of both sorts of snaks
            qualifiers.pop(prop, None)
            mains = [_no_value(prop)]
        return {
            "id": node.text.rpartition("/")[2].replace("-", "$", 1),
            "rank": ranks[0] if ranks else "normal",
            "mainsnak": mains[0],
            "qualifiers": qualifiers,
            "references": [
                {"snaks": self._snaks(list(self._said(term)), "reference")}
                for predicate, term in said
                if predicate == _DERIVED
            ],
        }

    def _snaks(
        self, said: list[tuple[str, Term]], role: str, parts: str = ""
    ) -> dict[str, list[dict[str, Any]]]:
        """The snaks of one sort, by property."""
        found: dict[str, list[dict[str, Any]]] = {}
        parts = parts or f"{role}Value"
        for predicate, term in said:
            is_none = predicate == TYPE and role != "statementProperty"
            named, prop = self._roles.get(term.text if is_none else predicate, ("", ""))
            in_parts = self._datatypes.get(prop) in _IN_PARTS
            if is_none and named == "novalue":
                found.setdefault(prop, []).append(_no_value(prop))
            elif named == role and term.is_blank:
                found.setdefault(prop, []).append({"property": prop, "snaktype": "somevalue"})
            elif named == (parts if in_parts else role) and not is_none:
                value = self._value(term, self._datatypes[prop])
                snak = {"property": prop, "snaktype": "value", "datavalue": value}
                found.setdefault(prop, []).append(snak)
        return found

    def _value(self, term: Term, datatype: str) -> dict[str, Any]:
        if datatype in _IN_PARTS:
            said = {name.removeprefix(_ONTOLOGY): each.text for name, each in self._said(term)}
            return _time(said) if datatype == "time" else _quantity(said)
        if datatype == "wikibase-item":
            found = {"entity-type": "item", "id": term.text.rpartition("/")[2]}
            return {"type": "wikibase-entityid", "value": found}
        if datatype == "monolingualtext":
            text = {"text": term.text, "language": wiki_code(term.language)}
            return {"type": datatype, "value": text}
        if datatype in ("string", "url", "external-id"):
            return {"type": "string", "value": term.text}
        return {"type": datatype, "value": term.text}


def _add_text(entity: Entity, part: str, term: Term) -> None:
    code = wiki_code(term.language)
    text = {"language": code, "value": term.text}
    if part == "aliases":
        entity[part].setdefault(code, []).append(text)
    else:
        entity[part][code] = text


def _no_value(prop: str) -> dict[str, Any]:
    return {"property": prop, "snaktype": "novalue"}


def _time(said: dict[str, str]) -> dict[str, Any]:
    time = said.get("timeValue", "")
    return {
        "type": "time",
        "value": {
            "time": time if time.startswith("-") else f"+{time}",
            "precision": int(said.get("timePrecision", 0)),
            "calendarmodel": said.get("timeCalendarModel", ""),
        },
    }


def _quantity(said: dict[str, str]) -> dict[str, Any]:
    unit = said.get("quantityUnit", "")
    amount = said.get("quantityAmount", "")
    return {
        "type": "quantity",
        "value": {
            "amount": amount if amount[:1] in "+-" else f"+{amount}",
            "unit": "1" if unit == _NO_UNIT else unit,
        },
    }
