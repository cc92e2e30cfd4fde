"""HTTP to calls of the API and back: parameters, cookies, headers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pfgraph.sandbox.action.calls import Call
from pfgraph.sandbox.action.dispatch import answer
from pfgraph.sandbox.model.jsonwriting import answer_bytes
from pfgraph.sandbox.store.storage import TooBig
from pfgraph.sandbox.web import read_form
from pfgraph.sandbox.wiki import Wiki

_TOO_BIG = "The entity is too big. The maximum allowed entity size is 2 MB."


async def api(request: Request) -> Response:
    """The endpoint of the API."""
    wiki: Wiki = request.app.state.wiki
    posted = await read_form(request) if request.method == "POST" else {}
    session = wiki.sessions.find(request.cookies)
    sent = {**dict(request.query_params), **posted}
    if "action" not in sent:
        return HTMLResponse(_HELP)
    call = Call(wiki, session, sent, request.method, frozenset(posted))
    try:
        body, headers = answer(call)
    except TooBig:
        return HTMLResponse(_TOO_BIG, 500)
    response = _json(call, body, headers)
    for cookie in wiki.sessions.cookies(call.session, request.cookies):
        response.headers.append("Set-Cookie", cookie)
    return response


_HELP = (
    "<!DOCTYPE html><html lang=en><title>API</title><h1>API of the sandbox</h1>"
    "<p>This address answers bots. Give it an <code>action</code>, for example "
    "<a href='?action=query&amp;meta=siteinfo&amp;format=json'>what the site says of itself</a>."
)


def _json(call: Call, body: dict[str, object], headers: dict[str, str]) -> Response:
    return Response(
        answer_bytes(body, ascii_only=call.version == "1"),
        405 if call.method not in ("GET", "HEAD", "POST") else 200,
        media_type="application/json; charset=utf-8",
        headers={
            "Content-Disposition": "inline; filename=api-result.json",
            **headers,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Cache-Control": "private, must-revalidate, max-age=0",
        },
    )
