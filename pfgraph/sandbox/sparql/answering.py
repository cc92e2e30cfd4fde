"""Answering one question from a store: pure of processes and HTTP."""

from __future__ import annotations

from typing import IO

import pyoxigraph as ox

from pfgraph.sandbox.sparql.dialect import known_prefixes, said_plainly
from pfgraph.sandbox.sparql.formats import CSV, GRAPHS, RESULTS, TSV, graph_kind, result_kind
from pfgraph.sandbox.sparql.mistakes import malformed, refuse_service
from pfgraph.sandbox.sparql.question import Question, Refused

Result = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean


def answer(store: ox.Store, server: str, question: Question, output: IO[bytes]) -> str:
    """Write the answer; returns its media type, raises Refused."""
    query = said_plainly(question.query)
    refuse_service(query)
    known = known_prefixes(server)
    try:
        return _written(_result(store, known, question, query), known, question, output)
    except SyntaxError as error:
        raise malformed(query, str(error.msg), set(known)) from None
    except (OSError, ValueError, RuntimeError) as error:
        raise Refused(400, f"The query can not be answered: {error}") from None


def _result(store: ox.Store, known: dict[str, str], question: Question, query: str) -> Result:
    if question.default_graphs is None or question.named_graphs is None:
        return store.query(query, prefixes=known)
    return store.query(
        query,
        prefixes=known,
        default_graph=[_graph(iri) for iri in question.default_graphs],
        named_graphs=[_graph(iri) for iri in question.named_graphs],
    )


def _graph(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise Refused(400, f"The name of a graph has to be an IRI, and {iri} is none.") from None


def _written(result: Result, known: dict[str, str], question: Question, output: IO[bytes]) -> str:
    if isinstance(result, ox.QueryTriples):
        kind = graph_kind(question)
        named = known if GRAPHS[kind] == ox.RdfFormat.TURTLE else None
        ox.serialize(result, output, GRAPHS[kind], prefixes=named)
        return kind
    kind = result_kind(question)
    if isinstance(result, ox.QueryBoolean) and kind in (CSV, TSV):
        output.write(str(bool(result)).lower().encode())
    else:
        result.serialize(output, format=RESULTS[kind])
    return kind
