"""HTTP to calls of the API and back: parameters, cookies, headers."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from pfgraph.sandbox.action.caching import cache_headers
from pfgraph.sandbox.action.calls import Call
from pfgraph.sandbox.action.dispatch import answer
from pfgraph.sandbox.action.formats.writing import HTML, write
from pfgraph.sandbox.action.helping import help_page
from pfgraph.sandbox.action.origins import MISMATCH, mismatched, origin_headers, suppressed
from pfgraph.sandbox.action.oversized import oversized
from pfgraph.sandbox.sessions import Session
from pfgraph.sandbox.store.storage import TooBig
from pfgraph.sandbox.web import read_form
from pfgraph.sandbox.wiki import Wiki

_FIXED = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}


async def api(request: Request) -> Response:
    """The endpoint of the API."""
    wiki: Wiki = request.app.state.wiki
    posted = await read_form(request) if request.method == "POST" else {}
    sent = {**dict(request.query_params), **posted}
    if mismatched(sent, request.headers.get("origin")):
        return _mismatch()
    others = origin_headers(sent, request.method, request.headers)
    if request.method == "OPTIONS":
        return Response(None, 200, {"X-Content-Type-Options": "nosniff", **others}, HTML)
    session = Session() if suppressed(sent) else wiki.sessions.find(request.cookies)
    call = Call(wiki, session, sent, request.method, frozenset(posted))
    response = _answered(call, others)
    if not suppressed(sent):
        for cookie in wiki.sessions.cookies(call.session, request.cookies):
            response.headers.append("Set-Cookie", cookie)
    return response


def _mismatch() -> Response:
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return PlainTextResponse(MISMATCH, 403, headers, HTML)


def _answered(call: Call, others: Mapping[str, str]) -> Response:
    shown = help_page(call)
    if shown is not None:
        return HTMLResponse(shown, headers={**_page_headers("api-help.html"), **others})
    try:
        body, headers = answer(call)
    except TooBig:
        return oversized(call)
    written = write(body, call.sent)
    failed = "MediaWiki-API-Error" in headers
    headers = {
        "Content-Disposition": f"inline; filename={written.filename}",
        **headers, **_FIXED, **cache_headers(call, failed), **others,
    }  # fmt: skip
    if written.content_type == HTML or call.sent.get("action") == "help":
        headers["Content-Language"] = call.language
    status = 405 if call.method not in ("GET", "HEAD", "POST") else 200
    return Response(written.body, status, headers, written.content_type)


def _page_headers(filename: str) -> dict[str, str]:
    return {
        "Content-Language": "en",
        "Content-Disposition": f"inline; filename={filename}",
        "Cache-Control": "private, must-revalidate, max-age=0",
        **_FIXED,
    }
