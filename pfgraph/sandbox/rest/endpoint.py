"""`/w/rest.php`: from a request to a route's answer, step by step as MediaWiki takes them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pfgraph.sandbox.model.datetimes import parsed
from pfgraph.sandbox.model.ids import normal_id
from pfgraph.sandbox.model.jsonwriting import answer_bytes
from pfgraph.sandbox.rest.bodies import Body, check_body, parse_body
from pfgraph.sandbox.rest.calls import BASE, Answer, Call
from pfgraph.sandbox.rest.conditions import precondition_status, tag_of
from pfgraph.sandbox.rest.errors import (
    Failed,
    FrameworkError,
    Redirected,
    RestError,
    WriteDenied,
    permission_denied,
    redirected_item,
    unexpected,
    write_denied,
)
from pfgraph.sandbox.rest.routes import Route, find_route
from pfgraph.sandbox.sessions import Session
from pfgraph.sandbox.web import read_body
from pfgraph.sandbox.wiki import Wiki

_ALWAYS = {"X-Content-Type-Options": "nosniff", "Vary": "x-restbase-compat"}
_READING = ("GET", "HEAD")
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request whose route is known and whose body has the right form."""

    wiki: Wiki
    session: Session
    method: str
    headers: Mapping[str, str]
    route: Route
    call: Call


async def rest(request: Request) -> Response:
    """The endpoint of the REST API."""
    content = b"" if request.method in _READING else await read_body(request)
    try:
        exchange = _exchange(request, content)
    except FrameworkError as error:
        return _framework(error)
    return _answered(exchange)


def _exchange(request: Request, content: bytes) -> Exchange:
    wiki: Wiki = request.app.state.wiki
    session = wiki.sessions.find(request.cookies)
    path = request.scope["raw_path"].decode("ascii", "replace").partition("?")[0]
    route, parameters = find_route(request.method, path.removeprefix(BASE))
    body: Body = {}
    if request.method not in _READING:
        body = parse_body(content, request.headers.get("content-type", ""), route.fields)
        check_body(body, route.fields)
    query = dict(request.query_params)
    call = Call(wiki, session.account, route.template, parameters, query, body)
    return Exchange(wiki, session, request.method, request.headers, route, call)


def _answered(exchange: Exchange) -> Response:
    """The answer with what is said of its use in caches."""
    try:
        response = _guarded(exchange)
    except Failed:
        response = _error(unexpected())
    if not exchange.session.new:
        response.headers["Cache-Control"] = "private,must-revalidate,s-maxage=0"
    elif exchange.method not in _READING:
        response.headers["Cache-Control"] = "private,no-cache,s-maxage=0"
    return response


def _guarded(exchange: Exchange) -> Response:
    """The answer, unless the agent, the account or a condition is against it."""
    if not exchange.route.about_entities:
        return _success(exchange.route.endpoint(exchange.call))
    if not exchange.headers.get("user-agent"):
        text = "Request must include User-Agent header"
        return _framework(FrameworkError(400, code="missing-user-agent", message=text))
    with _held(exchange):
        response = _conditional(exchange) or _run(exchange)
    if not exchange.session.account.anonymous:
        response.headers["X-Authenticated-User"] = exchange.session.account.name
    return response


def _held(exchange: Exchange) -> AbstractContextManager[None]:
    """What a request reads in order to write stays true until it has written."""
    reads = exchange.method in _READING
    return nullcontext() if reads else exchange.wiki.storage.editing()


def _conditional(exchange: Exchange) -> Response | None:
    account, call = exchange.session.account, exchange.call
    if call.body.get("bot") and not account.may("bot"):
        return _error(permission_denied("unauthorized-bot-edit"))
    named = next(iter(call.path.values()), "").partition("$")[0]
    entity_id = normal_id(named)
    revision = exchange.wiki.storage.latest(entity_id) if entity_id else None
    if revision is None or revision.target:
        return None
    status = precondition_status(exchange.method, exchange.headers, revision)
    if status == 304:
        return Response(None, 304, headers={**_ALWAYS, "ETag": tag_of(revision)})
    return _empty(412) if status else None


def _run(exchange: Exchange) -> Response:
    try:
        return _success(exchange.route.endpoint(exchange.call))
    except RestError as error:
        return _error(error)
    except WriteDenied:
        return _framework(write_denied())
    except Redirected as redirected:
        if exchange.method in _READING:
            place = exchange.call.here_with(item_id=redirected.target)
            return _empty(308, {"Location": place})
        return _error(redirected_item(redirected.source, redirected.target))


def _success(answer: Answer) -> Response:
    if answer.body is None:
        return _empty(answer.status, answer.headers)
    headers = dict(answer.headers)
    if answer.revision is not None:
        headers["ETag"] = tag_of(answer.revision)
        headers["Last-Modified"] = format_datetime(parsed(answer.revision.timestamp), usegmt=True)
    return _json(answer.body, answer.status, headers)


def _error(error: RestError) -> Response:
    return _json(error.body, error.status, {"Content-Language": "en"})


def _framework(error: FrameworkError) -> Response:
    return _json(error.body, error.status, error.headers)


def _json(body: Any, status: int, headers: Mapping[str, str]) -> Response:
    kind = {"Content-Type": "application/json"}
    return Response(
        answer_bytes(body, ascii_only=True), status, headers={**_ALWAYS, **kind, **headers}
    )


def _empty(status: int, headers: Mapping[str, str] | None = None) -> Response:
    kind = {"Content-Type": "text/html; charset=UTF-8"}
    return Response(b"", status, headers={**_ALWAYS, **kind, **(headers or {})})
