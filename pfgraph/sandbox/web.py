"""HTTP to calls of the API and back: bodies, cookies, headers."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pfgraph.sandbox.api import answer
from pfgraph.sandbox.calls import Call
from pfgraph.sandbox.sessions import COOKIE
from pfgraph.sandbox.storage import TooBig
from pfgraph.sandbox.wiki import Wiki

LARGEST_BODY = 10 * 1024 * 1024
_URLENCODED = "application/x-www-form-urlencoded"
_TOO_BIG = "The entity is too big. The maximum allowed entity size is 2 MB."


class BodyTooLarge(Exception):
    """The client sent more than the server takes."""


async def read_body(request: Request) -> bytes:
    """The whole body; raises BodyTooLarge as soon as that is known."""
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > LARGEST_BODY:
        raise BodyTooLarge
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise BodyTooLarge
    return bytes(body)


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form; files count as text, and other bodies as no form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        declared = request.headers.get("content-length", "")
        if not declared.isdigit() or int(declared) > LARGEST_BODY:
            raise BodyTooLarge
        async with request.form(max_part_size=LARGEST_BODY) as form:
            return {
                key: value if isinstance(value, str) else (await value.read()).decode("utf-8")
                for key, value in form.multi_items()
            }
    body = await read_body(request)
    if kind not in ("", _URLENCODED):
        return {}
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


async def api(request: Request) -> Response:
    """The endpoint of the API."""
    wiki: Wiki = request.app.state.wiki
    posted = await read_form(request) if request.method == "POST" else {}
    session = wiki.sessions.find(request.cookies.get(COOKIE))
    sent = {**dict(request.query_params), **posted}
    if "action" not in sent:
        return HTMLResponse(_HELP)
    call = Call(wiki, session, sent, request.method, frozenset(posted))
    try:
        body, headers = answer(call)
    except TooBig:
        return HTMLResponse(_TOO_BIG, 500)
    response = _json(call, body, headers)
    if session.login_token or not session.account.anonymous:
        wiki.sessions.keep(session)
        response.set_cookie(COOKIE, session.key, path="/", httponly=True, samesite="lax")
    return response


_HELP = (
    "<!DOCTYPE html><html lang=en><title>API</title><h1>API of the sandbox</h1>"
    "<p>This address answers bots. Give it an <code>action</code>, for example "
    "<a href='?action=query&amp;meta=siteinfo&amp;format=json'>what the site says of itself</a>."
)


def _json(call: Call, body: dict[str, object], headers: dict[str, str]) -> Response:
    text = json.dumps(body, ensure_ascii=call.version == "1", separators=(",", ":"))
    return Response(
        text,
        405 if call.method not in ("GET", "HEAD", "POST") else 200,
        media_type="application/json; charset=utf-8",
        headers={
            **headers,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Cache-Control": "private, must-revalidate, max-age=0",
        },
    )
