"""The IRIs of the Wikibase RDF form.

See https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format for what each is for.
"""

from __future__ import annotations

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
WIKIBASE = "http://wikiba.se/ontology#"
SCHEMA = "http://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
PROV = "http://www.w3.org/ns/prov#"
CC = "http://creativecommons.org/ns#"
GEO = "http://www.opengis.net/ont/geosparql#"

_GENERAL = {
    "rdf": RDF,
    "xsd": XSD,
    "rdfs": RDFS,
    "owl": OWL,
    "wikibase": WIKIBASE,
    "skos": SKOS,
    "schema": SCHEMA,
    "cc": CC,
    "geo": GEO,
    "prov": PROV,
}
_LOCAL = {
    "wd": "entity/",
    "data": "wiki/Special:EntityData/",
    "wds": "entity/statement/",
    "wdref": "reference/",
    "wdv": "value/",
    "wdt": "prop/direct/",
    "wdtn": "prop/direct-normalized/",
    "p": "prop/",
    "ps": "prop/statement/",
    "psv": "prop/statement/value/",
    "psn": "prop/statement/value-normalized/",
    "pq": "prop/qualifier/",
    "pqv": "prop/qualifier/value/",
    "pqn": "prop/qualifier/value-normalized/",
    "pr": "prop/reference/",
    "prv": "prop/reference/value/",
    "prn": "prop/reference/value-normalized/",
    "wdno": "prop/novalue/",
}
PREDICATES = tuple(
    prefix for prefix in _LOCAL if prefix not in ("wd", "data", "wds", "wdref", "wdv")
)
"""The prefixes under which each property has a predicate or a class."""


def local_names(server: str) -> dict[str, str]:
    """The prefixes that depend on the wiki's address."""
    return {prefix: f"{server}/{path}" for prefix, path in _LOCAL.items()}


def prefixes(server: str) -> dict[str, str]:
    """All prefixes, as queries on the endpoint may use them without declaring them."""
    return _GENERAL | local_names(server)
