"""The SPARQL endpoint over HTTP. See https://www.w3.org/TR/sparql11-protocol/."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pyoxigraph as ox
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from pfgraph.sandbox.accepting import preferred
from pfgraph.sandbox.sparql.description import described
from pfgraph.sandbox.sparql.formats import GRAPHS, JSON, NT
from pfgraph.sandbox.sparql.question import Question, Refused, Sent, question
from pfgraph.sandbox.sparql.service import Answer, QueryService
from pfgraph.sandbox.web import LARGEST_BODY, BodyTooLarge, read_body

__all__ = ["Refused", "ask", "endpoint", "run_query"]

METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]
_ALLOWED = "GET, HEAD, POST, OPTIONS"
_OPEN = {"Access-Control-Allow-Origin": "*", "Vary": "Accept", "Cache-Control": "no-cache"}
_PREFLIGHT = {
    "Allow": _ALLOWED,
    "Access-Control-Allow-Methods": _ALLOWED,
    "Access-Control-Allow-Headers": "Accept, Content-Type, User-Agent, X-Requested-With",
    "Access-Control-Max-Age": "86400",
}
_BUSY = {"Retry-After": "5"}


async def endpoint(request: Request) -> Response:
    """Answer a query; updates are refused, mistakes are told in plain text with status 400."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=_OPEN | _PREFLIGHT)
    if request.method not in _ALLOWED:
        told = "Send a query with GET or POST; the graph is changed through the wiki's API.\n"
        return PlainTextResponse(told, 405, headers=_OPEN | {"Allow": _ALLOWED})
    service: QueryService = request.app.state.graph
    try:
        asked = question(await _sent(request))
        if asked is None:
            return _introduction(request, service)
        answer = await _answered(request, service, asked)
    except Refused as refusal:
        headers = _OPEN | (_BUSY if refusal.status == 503 else {})
        return PlainTextResponse(f"{refusal}\n", refusal.status, headers=headers)
    return Response(answer.body, media_type=answer.kind, headers=_OPEN)


async def _sent(request: Request) -> Sent:
    return Sent(
        method=request.method,
        query_string=request.url.query,
        kind=request.headers.get("content-type", ""),
        body=await _body(request) if request.method == "POST" else b"",
        accept=", ".join(request.headers.getlist("accept")),
    )


async def _body(request: Request) -> bytes:
    try:
        return await read_body(request)
    except BodyTooLarge:
        limit = LARGEST_BODY // 1024**2
        raise Refused(413, f"The request is larger than {limit} MB, the most taken here.") from None


def _introduction(request: Request, service: QueryService) -> Response:
    """A request without a query: people are sent to the page, programs get the description."""
    accept = request.headers.get("accept", "*/*")
    if preferred(accept, [*GRAPHS, "text/html"]) == "text/html":
        return RedirectResponse("/query", 303, headers=_OPEN)
    body, kind = described(service.server, accept)
    return Response(body, media_type=kind, headers=_OPEN)


async def _answered(request: Request, service: QueryService, asked: Question) -> Answer:
    gone = threading.Event()
    watching = asyncio.create_task(_watch(request, gone))
    try:
        return await to_thread.run_sync(service.answer, asked, gone.is_set, limiter=service.threads)
    finally:
        watching.cancel()


async def _watch(request: Request, gone: threading.Event) -> None:
    """Tell when the client hangs up: nobody wants the answer any more."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    gone.set()


def run_query(service: QueryService, query: str, accept: str) -> tuple[bytes, str]:
    """Body and media type of the answer; raises Refused."""
    answer = service.answer(Question(query, accept))
    return answer.body, answer.kind


def ask(
    service: QueryService, query: str
) -> ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]:
    """The answer as values; raises Refused for what is no query, or takes too long."""
    answer = service.answer(Question(query, f"{JSON}, {NT}"))
    if answer.kind == NT:
        return (quad.triple for quad in ox.parse(answer.body, ox.RdfFormat.N_TRIPLES))
    return ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
