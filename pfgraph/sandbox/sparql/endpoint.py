"""The SPARQL endpoint. See https://www.w3.org/TR/sparql11-protocol/ for its three ways in."""

from __future__ import annotations

from urllib.parse import parse_qs

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from pfgraph.sandbox.accepting import preferred
from pfgraph.sandbox.rdf.names import prefixes
from pfgraph.sandbox.sparql.graph import Graph
from pfgraph.sandbox.web import read_body

_RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_SHORT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
}


class Refused(Exception):
    """A request that is not answered: status and a reason in plain words."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


async def endpoint(request: Request) -> Response:
    """Answer a query; updates are refused, mistakes are told in plain text with status 400."""
    try:
        query, wanted = await _question(request)
        answered = await run_in_threadpool(run_query, request.app.state.graph, query, wanted)
    except Refused as refusal:
        return PlainTextResponse(f"{refusal}\n", refusal.status, headers=_OPEN)
    body, kind = answered
    return Response(body, media_type=kind, headers=_OPEN)


_OPEN = {"Access-Control-Allow-Origin": "*", "Vary": "Accept"}


async def _question(request: Request) -> tuple[str, str]:
    fields = dict(request.query_params.multi_items())
    if request.method == "POST":
        body = (await read_body(request)).decode("utf-8", "replace")
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/sparql-query":
            fields["query"] = body
        elif kind == "application/sparql-update":
            fields["update"] = body
        elif kind == "application/x-www-form-urlencoded":
            fields |= {key: values[-1] for key, values in parse_qs(body).items()}
        else:
            raise Refused(415, "Send a query as application/sparql-query or as a form.")
    if "update" in fields:
        raise Refused(403, "This endpoint answers queries; change the wiki through its API.")
    if not fields.get("query"):
        raise Refused(400, 'The parameter "query" is missing.')
    accept = _SHORT.get(fields.get("format", ""), fields.get("format", ""))
    return fields["query"], accept or request.headers.get("accept", "*/*")


def run_query(graph: Graph, query: str, accept: str) -> tuple[bytes, str]:
    """Body and media type of the answer; raises Refused."""
    result = ask(graph, query)
    try:
        return _serialised(result, accept)
    except (ValueError, RuntimeError) as error:
        raise Refused(400, f"The query can not be answered: {error}") from None


def ask(graph: Graph, query: str) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
    """The answer as the store gives it; raises Refused for what is no query."""
    store = graph.current()
    try:
        return store.query(query, prefixes=prefixes(graph.server))
    except SyntaxError as error:
        raise Refused(400, f"The query is not SPARQL 1.1: {error.msg}") from None
    except (OSError, ValueError, RuntimeError) as error:
        raise Refused(400, f"The query can not be answered: {error}") from None


def _serialised(result: object, accept: str) -> tuple[bytes, str]:
    if isinstance(result, ox.QueryTriples):
        kind = preferred(accept, _GRAPHS)
        if kind is None:
            raise Refused(406, f"Triples are given out as {', '.join(_GRAPHS)}.")
        return result.serialize(format=_GRAPHS[kind]) or b"", kind
    kind = preferred(accept, _RESULTS)
    if kind is None:
        raise Refused(406, f"Results are given out as {', '.join(_RESULTS)}.")
    if isinstance(result, ox.QueryBoolean) and _RESULTS[kind] in (
        ox.QueryResultsFormat.CSV,
        ox.QueryResultsFormat.TSV,
    ):
        return str(bool(result)).lower().encode(), kind
    if isinstance(result, ox.QuerySolutions | ox.QueryBoolean):
        return result.serialize(format=_RESULTS[kind]) or b"", kind
    raise Refused(400, "The query has no answer that can be given out.")
