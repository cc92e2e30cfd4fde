"""A property in RDF: its datatype and the predicates that belong to it."""

from __future__ import annotations

from pfgraph.sandbox.rdf.entity import A, Writer
from pfgraph.sandbox.rdf.names import OWL, WIKIBASE
from pfgraph.sandbox.rdf.ntriples import iri
from pfgraph.sandbox.store.storage import Entity

_TYPES = {
    "commonsMedia": "CommonsMedia",
    "geo-shape": "GeoShape",
    "tabular-data": "TabularData",
    "url": "Url",
    "external-id": "ExternalId",
    "wikibase-item": "WikibaseItem",
    "wikibase-property": "WikibaseProperty",
    "globe-coordinate": "GlobeCoordinate",
    "monolingualtext": "Monolingualtext",
    "quantity": "Quantity",
    "string": "String",
    "time": "Time",
}
_LINKS = {
    "directClaim": "wdt",
    "claim": "p",
    "statementProperty": "ps",
    "statementValue": "psv",
    "qualifier": "pq",
    "qualifierValue": "pqv",
    "reference": "pr",
    "referenceValue": "prv",
    "novalue": "wdno",
}
_NORMALISED = {
    "directClaimNormalized": "wdtn",
    "statementValueNormalized": "psn",
    "qualifierValueNormalized": "pqn",
    "referenceValueNormalized": "prn",
}
_NODES = ("p", "psv", "pqv", "prv")
_VALUES = ("wdt", "ps", "pq", "pr")
_OBJECTS = frozenset(
    ["url", "wikibase-item", "wikibase-property", "commonsMedia", "geo-shape", "tabular-data"]
)


def write_property(out: Writer, entity: Entity) -> None:
    """Datatype and predicates, as statements of the property's own node."""
    subject, name, datatype = out.node("wd", entity["id"]), entity["id"], entity["datatype"]
    out.add(subject, iri(f"{WIKIBASE}propertyType"), iri(f"{WIKIBASE}{_TYPES[datatype]}"))
    links = dict(_LINKS)
    if datatype in ("external-id", "quantity"):
        links |= _NORMALISED
    for link, prefix in links.items():
        out.add(subject, iri(WIKIBASE + link), out.node(prefix, name))


def write_predicates(out: Writer, entity: Entity) -> None:
    """The kind of each predicate, and the class of what has no value for the property."""
    name, datatype = entity["id"], entity["datatype"]
    kinds = dict.fromkeys(_NODES, True)
    kinds |= dict.fromkeys(_VALUES, datatype in _OBJECTS)
    if datatype in ("external-id", "quantity"):
        kinds |= dict.fromkeys(("psn", "pqn", "prn"), True)
        kinds["wdtn"] = datatype == "external-id"
    for prefix, points in kinds.items():
        kind = "ObjectProperty" if points else "DatatypeProperty"
        out.add(out.node(prefix, name), A, iri(OWL + kind))
    absent, rest = out.node("wdno", name), out.blank("novalue", name)
    out.add(absent, A, iri(f"{OWL}Class"))
    out.add(absent, iri(f"{OWL}complementOf"), rest)
    out.add(rest, A, iri(f"{OWL}Restriction"))
    out.add(rest, iri(f"{OWL}onProperty"), out.node("wdt", name))
    out.add(rest, iri(f"{OWL}someValuesFrom"), iri(f"{OWL}Thing"))
