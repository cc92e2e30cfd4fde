"""One request for a page: who asks, in which language, with which fields."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pfgraph.sandbox.accounts import Account
from pfgraph.sandbox.pages.views.links import Reader, reader_language
from pfgraph.sandbox.sessions import Session
from pfgraph.sandbox.sparql.service import QueryService
from pfgraph.sandbox.store.storage import Storage
from pfgraph.sandbox.web import read_form
from pfgraph.sandbox.wiki import Wiki

LANGUAGE_COOKIE = "sandbox_language"


@dataclass(slots=True)
class Visit:
    """`names` are parts of the path, `asked` the query string's fields, `sent` the form's.

    Whoever logs in or out gives it another session.
    """

    wiki: Wiki
    graph: QueryService
    session: Session
    reader: Reader
    path: str
    names: Mapping[str, str]
    asked: Mapping[str, str]
    sent: Mapping[str, str]
    posted: bool

    @property
    def account(self) -> Account:
        return self.session.account

    @property
    def storage(self) -> Storage:
        return self.wiki.storage

    @property
    def token(self) -> str:
        """What forms of this session carry in `wpEditToken`."""
        return self.session.token("csrf")

    @property
    def own_form(self) -> bool:
        """Whether the form sent was made for this session."""
        sent = self.sent.get("wpEditToken", "").encode()
        return not self.account.anonymous and hmac.compare_digest(sent, self.token.encode())

    def field(self, name: str) -> str:
        """A field of the form, else of the query string, without blanks around it."""
        return (self.sent.get(name) or self.asked.get(name) or "").strip()

    def number(self, name: str) -> int:
        """A field that is a whole number, 0 where it is none."""
        text = self.field(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


Handler = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def page(handler: Handler, asks: bool = False) -> Endpoint:
    """The endpoint of a page; the handler runs in a thread, so that it may take its time.

    One that `asks` queries waits among the queries, and not in the way of the other pages.
    """

    async def serve(request: Request) -> Response:
        visit = await arriving(request)
        limiter = visit.graph.threads if asks else None
        response = await to_thread.run_sync(handler, visit, limiter=limiter)
        for cookie in visit.wiki.sessions.cookies(visit.session, request.cookies):
            response.headers.append("Set-Cookie", cookie)
        return response

    return serve


async def arriving(request: Request, with_form: bool = True) -> Visit:
    """The visit that a request is; `with_form` says whether what was posted is read."""
    wiki: Wiki = request.app.state.wiki
    posted = request.method == "POST"
    asked = dict(request.query_params)
    wanted = (asked.get("uselang", ""), request.cookies.get(LANGUAGE_COOKIE, ""))
    language = reader_language(wanted, request.headers.get("accept-language", ""))
    query = f"?{request.url.query}" if request.url.query else ""
    return Visit(
        wiki,
        request.app.state.graph,
        wiki.sessions.find(request.cookies),
        Reader(wiki.storage, language),
        quote(request.url.path, safe="/:$") + query,
        request.path_params,
        asked,
        await read_form(request) if posted and with_form else {},
        posted,
    )


def led_to(address: str) -> Response:
    """Go on to a page of this wiki with GET; every other address leads to the main page."""
    return RedirectResponse(local(address), 303, headers={"Cache-Control": "no-store"})


def local(address: str) -> str:
    """The address if it is a path on this server, else `/`."""
    plain = address.startswith("/") and not address.startswith("//")
    return address if plain and "\\" not in address and address.isprintable() else "/"
