"""The pages for people: made on the server, readable without a script."""

from __future__ import annotations

from functools import cache
from typing import Any

import jinja2
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pfgraph.sandbox.model.ids import id_of_title, normal_id, title_of
from pfgraph.sandbox.pages.formerviews import Reader, reader_language, terms_by_language
from pfgraph.sandbox.pages.resulttable import Table, table
from pfgraph.sandbox.rdf.entitydata import entity_data
from pfgraph.sandbox.sparql.endpoint import Refused
from pfgraph.sandbox.store.termindex import search
from pfgraph.sandbox.web import read_form
from pfgraph.sandbox.wiki import Wiki

PAGE = 100
_KINDS = {"120": "item", "122": "property"}
_EXAMPLE = """SELECT ?item ?itemLabel WHERE {
  ?item a wikibase:Item ; rdfs:label ?itemLabel .
}
LIMIT 20"""


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("pfgraph.sandbox.pages"), autoescape=True, trim_blocks=True
    )


def _reader(request: Request) -> Reader:
    wanted = request.query_params.get("uselang", "")
    accepted = request.headers.get("accept-language", "")
    return Reader(_wiki(request).storage, reader_language(wanted, accepted))


def _wiki(request: Request) -> Wiki:
    wiki: Wiki = request.app.state.wiki
    return wiki


def _page(request: Request, name: str, title: str, status: int = 200, **values: Any) -> Response:
    reader = _reader(request)
    text = (
        _templates()
        .get_template(name)
        .render(title=title, reader=reader, wiki=_wiki(request), title_of=title_of, **values)
    )
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return HTMLResponse(text, status, headers | {"X-Content-Type-Options": "nosniff"})


async def home(request: Request) -> Response:
    """What this is, how to log in, where to look."""
    storage = _wiki(request).storage
    counts = dict(storage.rows("SELECT kind, count(*) FROM page WHERE NOT deleted GROUP BY kind"))
    changes = storage.revisions("1", [], 10)
    return _page(request, "home.html", "Main page", counts=counts, changes=changes)


async def entity_page(request: Request) -> Response:
    """The page of an item or a property, or its history with `action=history`."""
    title = request.path_params["title"]
    return _show(request, title)


async def index(request: Request) -> Response:
    """`index.php?title=…`, the long form of every page's address."""
    title = request.query_params.get("title", "")
    if title.startswith("Special:EntityData/"):
        request.path_params["name"] = title.removeprefix("Special:EntityData/")
        return await entity_data(request)
    if not title:
        return RedirectResponse("/")
    if title.startswith("Special:") or title.replace(" ", "_") == "Main_Page":
        return RedirectResponse(f"/wiki/{title.replace(' ', '_')}")
    return _show(request, title)


def _show(request: Request, title: str) -> Response:
    storage = _wiki(request).storage
    entity_id = id_of_title(title) or normal_id(title)
    revision = storage.latest(entity_id) if entity_id else None
    if revision is None or entity_id is None:
        return _missing(request, f"There is no page {title}.")
    if title != title_of(entity_id):
        return RedirectResponse(f"/wiki/{title_of(entity_id)}", 301)
    if request.query_params.get("action") == "history":
        history = storage.revisions("r.page_id = ?", [revision.page_id], PAGE)
        shown = f"History of {title}"
        return _page(request, "changes.html", shown, changes=history, entity_id=entity_id)
    if revision.target:
        return RedirectResponse(f"/wiki/{title_of(revision.target)}", 302)
    terms = terms_by_language(revision.content)
    return _page(
        request, "entity.html", title, entity=revision.content, revision=revision, terms=terms
    )


async def all_pages(request: Request) -> Response:
    """Items, or the kind of the namespace asked for, in the order of their numbers."""
    kind = _KINDS.get(request.query_params.get("namespace", "120"), "item")
    return _listed(request, kind, "/wiki/Special:AllPages")


async def all_properties(request: Request) -> Response:
    """Properties in the order of their numbers."""
    return _listed(request, "property", "/wiki/Special:ListProperties")


def _listed(request: Request, kind: str, path: str) -> Response:
    after = request.query_params.get("after", "0")
    ids = _wiki(request).storage.entity_ids(
        kind, int(after) if after.isdecimal() and len(after) < 19 else 0, PAGE + 1
    )
    further = ids[PAGE - 1][1:] if len(ids) > PAGE else ""
    shown = "All properties" if kind == "property" else "All items"
    return _page(request, "list.html", shown, ids=ids[:PAGE], further=further, path=path)


async def recent_changes(request: Request) -> Response:
    """The newest revisions of all pages."""
    changes = _wiki(request).storage.revisions("1", [], PAGE)
    return _page(request, "changes.html", "Recent changes", changes=changes, entity_id="")


async def search_page(request: Request) -> Response:
    """Entities whose label or alias begins with the text, or that have it as their id."""
    text = request.query_params.get("search", "").strip()
    reader, storage = _reader(request), _wiki(request).storage
    ids: dict[str, None] = {}
    if normal_id(text) and storage.latest(str(normal_id(text))):
        ids[str(normal_id(text))] = None
    if text:
        languages = tuple(dict.fromkeys((reader.language, "en")))
        for kind in ("item", "property"):
            for match in search(storage, text, languages, kind, PAGE):
                ids[match.entity_id] = None
    return _page(request, "search.html", "Search", text=text, ids=list(ids))


async def query_page(request: Request) -> Response:
    """A text field for a query, and its answer as a table."""
    fields = await read_form(request) if request.method == "POST" else request.query_params
    query = fields.get("query", "")
    answer: Table | None = None
    problem = ""
    if query:
        try:
            answer = await run_in_threadpool(table, request.app.state.graph, query)
        except Refused as refusal:
            problem = str(refusal)
    return _page(
        request, "query.html", "Query", 400 if problem else 200,
        query=query or _EXAMPLE, answer=answer, problem=problem,
    )  # fmt: skip


def _missing(request: Request, text: str) -> Response:
    return _page(request, "missing.html", "Not found", 404, text=text)


async def not_found(request: Request, error: Exception) -> Response:
    """The page for addresses that lead nowhere."""
    status = getattr(error, "status_code", 404)
    return _page(request, "missing.html", "Not found", status, text="There is nothing here.")
