"""The forms of an answer: which media type is meant by what a client asks for."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from pfgraph.sandbox.accepting import preferred
from pfgraph.sandbox.sparql.question import Question, Refused

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, NT, RDF_XML = "text/turtle", "application/n-triples", "application/rdf+xml"
JSON_LD, NQ, TRIG = "application/ld+json", "application/n-quads", "application/trig"

RESULTS: Mapping[str, ox.QueryResultsFormat] = {
    JSON: ox.QueryResultsFormat.JSON,
    XML: ox.QueryResultsFormat.XML,
    CSV: ox.QueryResultsFormat.CSV,
    TSV: ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "text/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
    "application/csv": ox.QueryResultsFormat.CSV,
}
GRAPHS: Mapping[str, ox.RdfFormat] = {
    TURTLE: ox.RdfFormat.TURTLE,
    NT: ox.RdfFormat.N_TRIPLES,
    RDF_XML: ox.RdfFormat.RDF_XML,
    JSON_LD: ox.RdfFormat.JSON_LD,
    NQ: ox.RdfFormat.N_QUADS,
    TRIG: ox.RdfFormat.TRIG,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "text/n3": ox.RdfFormat.TURTLE,
    "text/rdf+n3": ox.RdfFormat.TURTLE,
    "application/xml": ox.RdfFormat.RDF_XML,
    "text/xml": ox.RdfFormat.RDF_XML,
    "application/json": ox.RdfFormat.JSON_LD,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}
_RESULT_NAMES = {
    "json": JSON, "srj": JSON, "sparql-results+json": JSON, "xml": XML, "srx": XML,
    "sparql-results+xml": XML, "csv": CSV, "tsv": TSV,
}  # fmt: skip
_GRAPH_NAMES = {
    "turtle": TURTLE, "ttl": TURTLE, "n3": TURTLE, "nt": NT, "ntriples": NT, "n-triples": NT,
    "rdf": RDF_XML, "rdf+xml": RDF_XML, "rdf/xml": RDF_XML, "rdfxml": RDF_XML, "xml": RDF_XML,
    "json-ld": JSON_LD, "jsonld": JSON_LD, "json": JSON_LD, "nq": NQ, "nquads": NQ,
    "n-quads": NQ, "trig": TRIG,
}  # fmt: skip


def result_kind(question: Question) -> str:
    """The media type for the answer to SELECT or ASK; raises Refused where none is acceptable."""
    return _kind(question, _RESULT_NAMES, RESULTS, "Results are")


def graph_kind(question: Question) -> str:
    """The media type for triples; raises Refused where none is acceptable."""
    return _kind(question, _GRAPH_NAMES, GRAPHS, "Triples are")


def _kind(
    question: Question, names: Mapping[str, str], offered: Mapping[str, object], what: str
) -> str:
    named = names.get(question.form, question.form)
    if named in offered:
        return named
    chosen = preferred(question.accept, offered)
    if chosen is None:
        kinds = ", ".join(dict.fromkeys(names.values()))
        raise Refused(406, f"{what} given out as {kinds}.")
    return chosen
