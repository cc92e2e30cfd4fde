"""The sandbox as an ASGI application: its routes in one list."""

from __future__ import annotations

from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pfgraph.sandbox.action.endpoint import api
from pfgraph.sandbox.action.titlesearch import search_titles
from pfgraph.sandbox.faults.connections import Connections
from pfgraph.sandbox.faults.log import Log
from pfgraph.sandbox.faults.middleware import Faulty
from pfgraph.sandbox.faults.register import Faults
from pfgraph.sandbox.pages.routes import PAGES, not_found
from pfgraph.sandbox.rdf.entitydata import concept, entity_data, no_page
from pfgraph.sandbox.rest.endpoint import METHODS as REST_METHODS
from pfgraph.sandbox.rest.endpoint import rest
from pfgraph.sandbox.sparql.endpoint import METHODS, endpoint
from pfgraph.sandbox.sparql.service import QUERY_TIMEOUT, QueryService
from pfgraph.sandbox.web import TOO_LARGE, BodyTooLarge
from pfgraph.sandbox.wiki import Wiki

ROUTES = [
    Route("/w/api.php", api, methods=["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS"]),
    *(Route(f"/w/rest.php/v1/search/{kind}", search_titles) for kind in ("title", "page")),
    Route("/w/rest.php/{path:path}", rest, methods=REST_METHODS),
    Route("/sparql", endpoint, methods=METHODS),
    Route("/entity/{name:path}", concept),
    *(Route(f"/{kind}/{{name:path}}", no_page) for kind in ("prop", "reference", "value")),
    Route("/wiki/Special:EntityData", entity_data, methods=["GET", "POST"]),
    Route("/wiki/Special:EntityData/{name}", entity_data, methods=["GET", "POST"]),
    *PAGES,
]


def make_app(wiki: Wiki, query_timeout: float = QUERY_TIMEOUT) -> Starlette:
    """The application of one wiki; a query may take `query_timeout` seconds.

    Its state holds the `wiki`, the `faults` that are set (none) and the `log` of what it was asked.
    """
    faults, log, connections = Faults(), Log(), Connections()
    around = [Middleware(Faulty, wiki, faults, log, connections)]
    app = Starlette(routes=ROUTES, exception_handlers=_HANDLERS, middleware=around)
    app.state.wiki = wiki
    app.state.faults, app.state.log, app.state.connections = faults, log, connections
    app.state.graph = QueryService(wiki.storage, wiki.server, query_timeout)
    return app


def _too_large(_: Request, __: Exception) -> Response:
    return PlainTextResponse(TOO_LARGE, 413)


def _failed(_: Request, __: Exception) -> Response:
    return PlainTextResponse("Something went wrong in the sandbox.\n", 500)


_HANDLERS: dict[Any, Any] = {
    BodyTooLarge: _too_large,
    404: not_found,
    405: not_found,
    500: _failed,
}
