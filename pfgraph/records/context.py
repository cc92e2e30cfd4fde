"""context.jsonld: what makes the columns of the tables terms of JSON-LD.

A column means what the class of its row makes it mean (a context scoped by type), because
tables share names: `status` of a collaboration is not `status` of an obligation.
"""

import json
from functools import cache
from typing import Any

from rdflib import URIRef
from rdflib.namespace import RDF, SKOS, XSD

from pfgraph.namespaces import PF, PFD, PFV
from pfgraph.ontology import Column, Ontology, Table, ontology, tables
from pfgraph.ontology.tables import Kind
from pfgraph.ontology.terms import LANGUAGES, local_name

_PREFIXES = {"pf": PF, "pfd": PFD, "pfv": PFV, "rdf": RDF, "skos": SKOS, "xsd": XSD}
_LARGE = 40  # concepts; codes of a scheme above this are terms once, for all columns


@cache
def context() -> dict[str, Any]:
    """The context, as the document that context.jsonld holds; do not change it."""
    return make_context(tables(), ontology())


def context_text() -> str:
    """The text of context.jsonld: keys in order, two spaces, a line break at the end."""
    return json.dumps(context(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def make_context(declared: dict[str, Table], terms: Ontology) -> dict[str, Any]:
    """The context for the tables: a term for each table, class and column."""
    entries: dict[str, Any] = {
        "@version": 1.1,
        "@base": str(PFD),
        "id": "@id",
        "class": "@type",
        **{prefix: str(namespace) for prefix, namespace in _PREFIXES.items()},
    }
    entries.update(dict.fromkeys(declared, "@included"))
    for scheme in _schemes(declared):
        if _is_large(scheme, terms) and not _is_named_by_code(scheme, terms):
            entries.update(_codes(scheme, terms))
    for table in declared.values():
        scoped = {"@propagate": False, **_columns(table, terms)}
        for cls in table.classes:
            entries[local_name(cls)] = {"@id": _short(cls), "@context": scoped}
    return {"@context": entries}


def _schemes(declared: dict[str, Table]) -> list[URIRef]:
    columns = (column for table in declared.values() for column in table.columns.values())
    return sorted({column.scheme for column in columns if column.scheme is not None})


def _columns(table: Table, terms: Ontology) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, column in table.columns.items():
        if column.kind in (Kind.ID, Kind.CLASS):
            continue
        made[name] = _term(column, terms)
        if column.kind is Kind.TEXT:
            for language in LANGUAGES:
                made[f"{name}_{language}"] = {"@id": _short(column.prop), "@language": language}
    return made


def _term(column: Column, terms: Ontology) -> dict[str, Any]:
    key = "@reverse" if column.inverse else "@id"
    term: dict[str, Any] = {key: _short(column.prop)}
    match column.kind:
        case Kind.RECORD | Kind.RECORD_OR_CONCEPT | Kind.URL:
            term["@type"] = "@id"
        case Kind.CONCEPT if column.scheme is not None:
            term["@type"] = "@vocab"
            term.update(_scoped(column.scheme, terms))
        case Kind.RELATION:
            term["@type"] = "@vocab"
            term["@context"] = {"@vocab": str(PF)}
        case Kind.TEXT:
            term["@language"] = "en"
        case Kind.DATE:
            term["@type"] = "xsd:date"
        case Kind.NUMBER:
            term["@type"] = "xsd:decimal"
    return term


def _scoped(scheme: URIRef, terms: Ontology) -> dict[str, Any]:
    """What makes the codes of a scheme terms within one column."""
    if _is_named_by_code(scheme, terms):
        return {"@context": {"@vocab": f"{scheme}-"}}
    return {} if _is_large(scheme, terms) else {"@context": _codes(scheme, terms)}


def _is_named_by_code(scheme: URIRef, terms: Ontology) -> bool:
    return all(str(iri) == f"{scheme}-{code}" for code, iri in _pairs(scheme, terms))


def _is_large(scheme: URIRef, terms: Ontology) -> bool:
    return len(terms.concepts(scheme)) > _LARGE


def _codes(scheme: URIRef, terms: Ontology) -> dict[str, str]:
    return {code: _short(concept) for code, concept in _pairs(scheme, terms)}


def _pairs(scheme: URIRef, terms: Ontology) -> list[tuple[str, URIRef]]:
    return [
        (str(code), concept)
        for concept in terms.concepts(scheme)
        for code in terms.graph.objects(concept, SKOS.notation)
    ]


def _short(iri: URIRef) -> str:
    for prefix, namespace in _PREFIXES.items():
        if str(iri).startswith(str(namespace)):
            return f"{prefix}:{str(iri).removeprefix(str(namespace))}"
    return str(iri)
