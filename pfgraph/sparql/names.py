"""What the things in a result are called."""

from collections.abc import Iterable, Iterator

from rdflib import Literal, URIRef

from pfgraph.ontology.terms import local_name
from pfgraph.sparql.binding import term_text
from pfgraph.sparql.records import Endpoint

_QUERY = """PREFIX pf: <https://w3id.org/partnerships-framework/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?label ?id WHERE {{
  VALUES ?thing {{ {things} }}
  {{ ?thing skos:prefLabel ?label }} UNION {{ ?thing pf:recordId ?id }}
}} ORDER BY ?thing ?label ?id"""
_AT_ONCE = 500  # IRIs in one query


def labels(
    endpoint: Endpoint, iris: Iterable[URIRef], language: str = "en"
) -> dict[URIRef, Literal]:
    """The label of each thing that has one: in `language`, else English, else any."""
    found: dict[URIRef, Literal] = {}
    for thing, label, _ in _rows(endpoint, iris):
        if label is not None and _rank(label, language) < _rank(found.get(thing), language):
            found[thing] = label
    return found


def names(endpoint: Endpoint, iris: Iterable[URIRef], language: str = "en") -> dict[URIRef, str]:
    """What a person reads for each thing: its label, else its record id; others are left out."""
    wanted = sorted(iris)
    ids = {thing: str(id_) for thing, _, id_ in _rows(endpoint, wanted) if id_ is not None}
    called = {thing: str(label) for thing, label in labels(endpoint, wanted, language).items()}
    return {**ids, **called}


def ids(endpoint: Endpoint, iris: Iterable[URIRef]) -> dict[URIRef, str]:
    """The record id of each thing that is a record, without its table."""
    return {
        thing: local_name(URIRef(id_)) for thing, _, id_ in _rows(endpoint, iris) if id_ is not None
    }


def _rows(
    endpoint: Endpoint, iris: Iterable[URIRef]
) -> Iterator[tuple[URIRef, Literal | None, Literal | None]]:
    wanted = sorted(set(iris))
    for start in range(0, len(wanted), _AT_ONCE):
        things = " ".join(term_text(iri) for iri in wanted[start : start + _AT_ONCE])
        for thing, label, id_ in endpoint.select(_QUERY.format(things=things)).rows:
            yield (
                URIRef(str(thing)),
                label if isinstance(label, Literal) else None,
                id_ if isinstance(id_, Literal) else None,
            )


def _rank(label: Literal | None, language: str) -> int:
    if label is None:
        return 3
    return {language: 0, "en": 1}.get(label.language or "", 2)
