"""The addresses of the pages for people, those of MediaWiki where it has such a page."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pfgraph.sandbox.action.raw import raw_page
from pfgraph.sandbox.model.ids import id_of_title, title_of
from pfgraph.sandbox.pages.assets import static
from pfgraph.sandbox.pages.editing.creating import new_item, new_property
from pfgraph.sandbox.pages.editing.login import log_in, log_out
from pfgraph.sandbox.pages.editing.statements import edit_statement
from pfgraph.sandbox.pages.editing.suggesting import suggest
from pfgraph.sandbox.pages.editing.terms import choose_terms, edit_terms
from pfgraph.sandbox.pages.editing.undoing import undo
from pfgraph.sandbox.pages.querying.query import query_page
from pfgraph.sandbox.pages.reading.entities import entity, entity_page
from pfgraph.sandbox.pages.reading.history import diff_page
from pfgraph.sandbox.pages.reading.home import choose_language, home, special_pages
from pfgraph.sandbox.pages.reading.lists import (
    all_pages,
    all_properties,
    contributions,
    recent_changes,
)
from pfgraph.sandbox.pages.reading.search import search_page
from pfgraph.sandbox.pages.reading.shortcuts import SHORTCUTS, shortcut
from pfgraph.sandbox.pages.rendering import missing
from pfgraph.sandbox.pages.visits import Visit, arriving, page
from pfgraph.sandbox.rdf.entitydata import entity_data

_FORM = ["GET", "POST"]
_NAMED = {
    "Special:AllPages": all_pages,
    "Special:Contributions": contributions,
    "Special:ListProperties": all_properties,
    "Special:RecentChanges": recent_changes,
    "Special:Search": search_page,
    "Special:SetAliases": choose_terms,
    "Special:SetDescription": choose_terms,
    "Special:SetLabel": choose_terms,
    "Special:SetLabelDescriptionAliases": choose_terms,
    "Special:SpecialPages": special_pages,
    "Special:Suggest": suggest,
}
_FORMS = {
    "Special:Language": choose_language,
    "Special:NewItem": new_item,
    "Special:NewProperty": new_property,
    "Special:UserLogin": log_in,
    "Special:UserLogout": log_out,
}


async def index(request: Request) -> Response:
    """`index.php?title=…`, the long form of every page's address."""
    title = request.query_params.get("title", "")
    if request.query_params.get("action") == "raw":
        return await run_in_threadpool(raw_page, request)
    if title.startswith("Special:EntityData/"):
        request.path_params["name"] = title.removeprefix("Special:EntityData/")
        return await entity_data(request)
    return await page(_index)(request)


def _index(visit: Visit) -> Response:
    title = visit.asked.get("title", "")
    if not title:
        title = _title_of_numbers(visit) or ("Special:Search" if "search" in visit.asked else "")
    plain = title.replace(" ", "_")
    if not plain or plain == "Main_Page":
        return RedirectResponse("/")
    if plain.lower().startswith("special:"):
        rest = urlencode({key: value for key, value in visit.asked.items() if key != "title"})
        return RedirectResponse(f"/wiki/{quote(plain, safe='/:')}{'?' + rest if rest else ''}")
    going_back = "undo" in visit.asked or "restore" in visit.asked
    newest = visit.storage.latest(id_of_title(title) or "") if going_back else None
    return undo(visit, newest) if newest else entity(visit, title)


def _title_of_numbers(visit: Visit) -> str:
    """The title of the page that `oldid`, `diff` or `curid` belongs to."""
    for name in ("oldid", "diff"):
        revision = visit.storage.revision(visit.number(name))
        if revision is not None:
            return title_of(revision.entity_id)
    if visit.number("curid"):
        found = visit.storage.revisions("p.page_id = ?", [visit.number("curid")], 1)
        return title_of(found[0].entity_id) if found else ""
    return ""


async def not_found(request: Request, error: Exception) -> Response:
    """The page for addresses that lead nowhere, and for methods that a page does not take."""
    status = getattr(error, "status_code", 404)
    text = "There is nothing at this address."
    visit = await arriving(request, with_form=False)
    return await run_in_threadpool(missing, visit, text, status)


PAGES = [
    Route("/", page(home)),
    Route("/wiki/", page(home)),
    Route("/wiki/Main_Page", page(home)),
    Route("/query", page(query_page, asks=True), methods=_FORM),
    Route("/static/{name}", static),
    Route("/w/index.php", index, methods=_FORM),
    *(Route(f"/wiki/{name}", page(handler)) for name, handler in _NAMED.items()),
    *(Route(f"/wiki/{name}", page(handler), methods=_FORM) for name, handler in _FORMS.items()),
    Route("/wiki/Special:Contributions/{user}", page(contributions)),
    Route("/wiki/Special:Diff/{numbers:path}", page(diff_page)),
    Route("/wiki/Special:EditStatement/{target}", page(edit_statement), methods=_FORM),
    Route(
        "/wiki/Special:SetLabelDescriptionAliases/{target:path}", page(edit_terms), methods=_FORM
    ),
    *(Route(f"/wiki/Special:{name}/{{target:path}}", page(shortcut(name))) for name in SHORTCUTS),
    Route("/wiki/{title:path}", page(entity_page)),
]
