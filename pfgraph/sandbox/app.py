"""The sandbox as an ASGI application: its routes in one list."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pfgraph.sandbox.entitydata import concept, entity_data
from pfgraph.sandbox.graph import Graph
from pfgraph.sandbox.sparql import endpoint
from pfgraph.sandbox.web import BodyTooLarge, api
from pfgraph.sandbox.wiki import Wiki

ROUTES = [
    Route("/w/api.php", api, methods=["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS"]),
    Route("/sparql", endpoint, methods=["GET", "POST"]),
    Route("/entity/{name:path}", concept),
    Route("/wiki/Special:EntityData", entity_data, methods=["GET", "POST"]),
    Route("/wiki/Special:EntityData/{name}", entity_data, methods=["GET", "POST"]),
]


def make_app(wiki: Wiki) -> Starlette:
    """The application of one wiki."""
    app = Starlette(routes=ROUTES, exception_handlers={BodyTooLarge: _too_large, 500: _failed})
    app.state.wiki = wiki
    app.state.graph = Graph(wiki.storage, wiki.server)
    return app


def _too_large(_: Request, __: Exception) -> Response:
    return PlainTextResponse("The request is larger than this server takes.\n", 413)


def _failed(_: Request, __: Exception) -> Response:
    return PlainTextResponse("Something went wrong in the sandbox.\n", 500)
