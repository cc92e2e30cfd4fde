"""The application with faults and a log around it.

A request is read as far as faults need to know it, the faults that are set decide, and what
strikes is carried out: before the application, in its place, or on its answer.
"""

from __future__ import annotations

import time
from dataclasses import replace

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pfgraph.sandbox.conditions import under
from pfgraph.sandbox.faults.asked import API, Asked
from pfgraph.sandbox.faults.before import Recent, conditions, prepare, restore_rights
from pfgraph.sandbox.faults.connections import Connections
from pfgraph.sandbox.faults.exchange import Cut, Exchange, cutting, swallowed
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.sandbox.faults.gateway import gateway_page
from pfgraph.sandbox.faults.log import Log
from pfgraph.sandbox.faults.problems import ANONYMOUS
from pfgraph.sandbox.faults.register import Faults
from pfgraph.sandbox.forms import fields
from pfgraph.sandbox.sessions import Session
from pfgraph.sandbox.web import TOO_LARGE, BodyTooLarge, read_form
from pfgraph.sandbox.wiki import Wiki

_ENDINGS = ("lost-before", "http-error", "too-many-requests", "lost-after", "cut")


class Faulty:
    """An ASGI application that fails as it is told and counts what it is asked."""

    def __init__(
        self, app: ASGIApp, wiki: Wiki, faults: Faults, log: Log, connections: Connections
    ) -> None:
        self._app = app
        self._wiki = wiki
        self._faults = faults
        self._log = log
        self._connections = connections
        self._recent = Recent(wiki)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        session = self._wiki.sessions.find(request.cookies)
        restore_rights(session)
        user = ANONYMOUS if session.account.anonymous else session.account.name
        asked = Asked(request.method, scope["path"], {}, user)
        try:
            asked = replace(asked, sent=await _sent(request))
        except BodyTooLarge:
            refused = PlainTextResponse(TOO_LARGE, 413)
            await refused(scope, receive, Exchange(self._log, asked, (), send).send)
        except ClientDisconnect:
            return
        else:
            await self._struck(request, asked, session, send)

    async def _struck(self, request: Request, asked: Asked, session: Session, send: Send) -> None:
        """Answer with what strikes the request, if anything does."""
        now = time.monotonic()
        struck = self._faults.strike(asked, now)
        # a wiki that is read-only says so when it describes itself, which is no write
        told = self._faults.closed(now) if "query+siteinfo" in asked.modules else []
        exchange = Exchange(self._log, asked, struck, send)
        for fault in struck:
            await prepare(fault, asked, self._wiki, session)
        try:
            with under(conditions([*struck, *told], asked, self._recent)):
                await self._answer(request.scope, request.receive, exchange)
        except Cut:
            exchange.finish(None)
            await self._connections.close(request.scope, request.receive)
        except BaseException:
            exchange.finish(500)
            raise

    async def _answer(self, scope: Scope, receive: Receive, exchange: Exchange) -> None:
        ending = _ending(exchange.struck)
        if ending is None:
            await self._app(scope, receive, exchange.send)
            return
        match ending.kind:
            case "lost-before":
                raise Cut
            case "lost-after":
                await self._app(scope, receive, swallowed)
                raise Cut
            case "cut":
                await self._app(scope, receive, cutting(exchange.send, ending.share))
            case _:
                await gateway_page(ending)(scope, receive, exchange.send)


def _ending(struck: tuple[Fault, ...]) -> Fault | None:
    """The fault that decides over the answer: whatever comes first on its way."""
    endings = [fault for fault in struck if fault.kind in _ENDINGS]
    return min(endings, key=lambda fault: _ENDINGS.index(fault.kind), default=None)


async def _sent(request: Request) -> dict[str, str]:
    """The parameters of a request to the API, the form's before those of the query."""
    if request.scope["path"] != API:
        return {}
    form = await read_form(request) if request.method == "POST" else {}
    return fields(request.scope["query_string"]) | form
