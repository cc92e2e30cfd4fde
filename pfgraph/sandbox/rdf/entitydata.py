"""`Special:EntityData` and the concept addresses under `/entity/`.

See https://www.mediawiki.org/wiki/Wikibase/EntityData for formats and flavours.
"""

from __future__ import annotations

from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pfgraph.sandbox.accepting import preferred
from pfgraph.sandbox.model.datetimes import parsed
from pfgraph.sandbox.model.ids import normal_id, title_of
from pfgraph.sandbox.rdf.answers import (
    FRAMED,
    OPEN,
    led_to,
    refusal,
    server_page,
    unchanged,
)
from pfgraph.sandbox.rdf.flavours import FLAVOURS
from pfgraph.sandbox.rdf.formats import NEGOTIATED, PLAIN, TYPES, entity_file
from pfgraph.sandbox.store.storage import Revision
from pfgraph.sandbox.wiki import Wiki

_BASE = "{}/wiki/Special:EntityData/{}"
_NEWEST = "private, no-cache, s-maxage=0"
_PINNED = "public, s-maxage=18000, max-age=18000"  # a revision never changes
_ASKING = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="UTF-8"><title>Entity data</title></head>'
    "<body><h1>Entity data</h1><p>This page gives out the data of an entity. Say which, in the "
    'address or here.</p><form action="/wiki/Special:EntityData"><label>Id '
    '<input name="id"></label> <button>Show</button></form></body></html>\n'
)


async def concept(request: Request) -> Response:
    """The address of a thing leads to its data."""
    wiki: Wiki = request.app.state.wiki
    name = quote(request.path_params["name"], safe="/:$")
    return server_page(303, "See Other", _BASE.format(wiki.server, name))


async def no_page(_: Request) -> Response:
    """Predicates, values and references have addresses that lead nowhere."""
    return server_page(404, "Not Found")


async def entity_data(request: Request) -> Response:
    """Data of an entity in the format of the address, or the way to the best one."""
    wiki: Wiki = request.app.state.wiki
    query = request.query_params
    name = request.path_params.get("name") or query.get("id", "")
    if not name:
        return _asking()
    sent, _, ending = name.partition(".")
    ending = ending or query.get("format", "")
    if ending and ending != "html" and ending not in TYPES:
        text = f"The data format {ending} is not supported by this interface."
        return refusal(415, "Unsupported Media Type", text)
    entity_id = normal_id(sent)
    if entity_id is None:
        return refusal(400, "Bad Request", f"Invalid ID: {sent}.")
    if not ending:
        return _negotiated(request, wiki, entity_id)
    if sent != entity_id or ending == "html":
        return led_to(_address(wiki, entity_id, ending), 303 if sent == entity_id else 301)
    return _data(request, wiki, entity_id, ending)


def _asking() -> Response:
    headers = FRAMED | {"X-Content-Type-Options": "nosniff", "Content-Language": "en"}
    headers["Content-Type"] = "text/html; charset=UTF-8"
    headers["Cache-Control"] = "no-cache, no-store, max-age=0, must-revalidate"
    return HTMLResponse(_ASKING, headers=headers)


def _address(wiki: Wiki, entity_id: str, ending: str) -> str:
    if ending == "html":
        return wiki.page(title_of(entity_id))
    return _BASE.format(wiki.server, f"{entity_id}.{ending}")


def _negotiated(request: Request, wiki: Wiki, entity_id: str) -> Response:
    offered = [*NEGOTIATED, "text/html"]
    kind = preferred(request.headers.get("accept", "*/*"), offered)
    if kind is None:
        text = f"No matching format found. Supported MIME types: {', '.join(NEGOTIATED)}"
        return refusal(406, "Not Acceptable", text)
    return led_to(_address(wiki, entity_id, NEGOTIATED.get(kind, "html")))


def _data(request: Request, wiki: Wiki, asked: str, ending: str) -> Response:
    query = request.query_params
    flavour = query.get("flavor", "full")
    if flavour not in FLAVOURS and ending not in PLAIN:
        text = f"Invalid flavor {flavour}: must be one of {', '.join(FLAVOURS)}."
        return refusal(400, "Bad Request", text)
    revision = wiki.storage.latest(asked)
    if revision is not None and revision.target:
        if query.get("redirect") == "force":
            return led_to(_address(wiki, asked, ending))
        revision = wiki.resolved(asked)
    if revision is None:
        return refusal(404, "Not Found", f"No entity with ID {asked} was found.")
    number = query.get("revision", "")
    if number and number != "0":
        older = _older(wiki, revision, number)
        if older is None:
            return refusal(404, "Not Found", f"Can't show revision {number} of entity {asked}.")
        return _answer(request, wiki, older, asked, ending, flavour, _PINNED)
    return _answer(request, wiki, revision, asked, ending, flavour, _NEWEST)


def _older(wiki: Wiki, revision: Revision, number: str) -> Revision | None:
    if not number.isdecimal() or len(number) > 18:
        return None
    found = wiki.storage.revision(int(number))
    return found if found is not None and found.page_id == revision.page_id else None


def _answer(
    request: Request,
    wiki: Wiki,
    revision: Revision,
    asked: str,
    ending: str,
    flavour: str,
    kept: str,
) -> Response:
    changed = parsed(revision.timestamp)
    known = request.headers.get("if-modified-since", "")
    try:
        if known and parsedate_to_datetime(known) >= changed:
            return unchanged()
    except (TypeError, ValueError):
        pass  # a date that cannot be read is no condition
    headers = OPEN | FRAMED | {"Cache-Control": kept}
    headers["Last-Modified"] = format_datetime(changed, usegmt=True)
    body = entity_file(wiki, revision, asked, ending, flavour)
    return Response(body, media_type=f"{TYPES[ending]}; charset=UTF-8", headers=headers)
