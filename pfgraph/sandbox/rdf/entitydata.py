"""`Special:EntityData` and the concept addresses under `/entity/`.

See https://www.mediawiki.org/wiki/Wikibase/EntityData for formats and flavours.
"""

from __future__ import annotations

import html
import json
from email.utils import format_datetime, parsedate_to_datetime

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pfgraph.sandbox.accepting import preferred
from pfgraph.sandbox.model.datetimes import parsed
from pfgraph.sandbox.model.entityjson import full_entity
from pfgraph.sandbox.model.ids import normal_id, title_of
from pfgraph.sandbox.rdf.flavours import FLAVOURS, entity_lines
from pfgraph.sandbox.rdf.names import prefixes
from pfgraph.sandbox.store.storage import Revision
from pfgraph.sandbox.wiki import Wiki

TYPES = {
    "json": "application/json",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "n3": "text/n3",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
_WRITERS = {
    "ttl": ox.RdfFormat.TURTLE,
    "n3": ox.RdfFormat.TURTLE,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_NEGOTIATED = {
    "application/json": "json",
    "text/turtle": "ttl",
    "application/x-turtle": "ttl",
    "application/n-triples": "nt",
    "text/n-triples": "nt",
    "text/plain": "nt",
    "text/n3": "n3",
    "text/rdf+n3": "n3",
    "application/rdf+xml": "rdf",
    "application/xml": "rdf",
    "text/xml": "rdf",
    "application/ld+json": "jsonld",
    "text/html": "html",
}
_OPEN = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
_BASE = "{}/wiki/Special:EntityData/{}"


def refusal(status: int, title: str, text: str) -> Response:
    """A short page that says what is wrong."""
    page = (
        f"<!DOCTYPE html>\n<html><head><title>{title}</title>"
        '<meta name="color-scheme" content="light dark" /></head>\n'
        f"<body><h1>{title}</h1><p>{html.escape(text)}</p></body></html>\n"
    )
    return HTMLResponse(page, status)


async def concept(request: Request) -> Response:
    """The address of a thing leads to its data."""
    wiki: Wiki = request.app.state.wiki
    name = request.path_params["name"]
    return RedirectResponse(_BASE.format(wiki.server, name), 303, _OPEN)


async def entity_data(request: Request) -> Response:
    """Data of an entity in the format of the address, or the way to the best one."""
    wiki: Wiki = request.app.state.wiki
    query = request.query_params
    name = request.path_params.get("name") or query.get("id", "")
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
    if ending == "html":
        return RedirectResponse(wiki.page(title_of(entity_id)), 303, _OPEN)
    if sent != entity_id:
        return RedirectResponse(_BASE.format(wiki.server, f"{entity_id}.{ending}"), 301, _OPEN)
    return _data(request, wiki, entity_id, ending)


def _negotiated(request: Request, wiki: Wiki, entity_id: str) -> Response:
    kind = preferred(request.headers.get("accept", "*/*"), _NEGOTIATED)
    if kind is None:
        listed = ", ".join(each for each in _NEGOTIATED if each != "text/html")
        text = f"No matching format found. Supported MIME types: {listed}"
        return refusal(406, "Not Acceptable", text)
    ending = _NEGOTIATED[kind]
    target = _BASE.format(wiki.server, f"{entity_id}.{ending}")
    if ending == "html":
        target = wiki.page(title_of(entity_id))
    return RedirectResponse(target, 303, _OPEN | {"Vary": "Accept"})


def _data(request: Request, wiki: Wiki, asked: str, ending: str) -> Response:
    flavour = request.query_params.get("flavor", "full")
    if flavour not in FLAVOURS and ending != "json":
        text = f"Invalid flavor {flavour}: must be one of {', '.join(FLAVOURS)}."
        return refusal(400, "Bad Request", text)
    revision = wiki.storage.latest(asked)
    if revision is not None and revision.target:
        revision = wiki.storage.latest(revision.target)
    if revision is None:
        return refusal(404, "Not Found", f"No entity with ID {asked} was found.")
    number = request.query_params.get("revision", "")
    if number:
        older = (
            wiki.storage.revision(int(number)) if number.isdecimal() and len(number) < 19 else None
        )
        if older is None or older.page_id != revision.page_id:
            return refusal(404, "Not Found", f"Can't show revision {number} of entity {asked}.")
        revision = older
    return _fresh(request, wiki, revision, asked, ending, flavour)


def _fresh(
    request: Request, wiki: Wiki, revision: Revision, asked: str, ending: str, flavour: str
) -> Response:
    changed = parsed(revision.timestamp)
    headers = _OPEN | {"Last-Modified": format_datetime(changed, usegmt=True)}
    known = request.headers.get("if-modified-since", "")
    try:
        if known and parsedate_to_datetime(known) >= changed:
            return Response(status_code=304, headers=headers)
    except (TypeError, ValueError):
        pass
    body = _body(wiki, revision, asked, ending, flavour)
    return Response(body, media_type=f"{TYPES[ending]}; charset=UTF-8", headers=headers)


def _body(wiki: Wiki, revision: Revision, asked: str, ending: str, flavour: str) -> bytes:
    if ending == "json":
        entity = {"entities": {revision.entity_id: full_entity(revision)}}
        return json.dumps(entity, separators=(",", ":")).encode()
    lines = "\n".join(dict.fromkeys(entity_lines(wiki, revision, asked, flavour))) + "\n"
    if ending == "nt":
        return lines.encode()
    triples = ox.parse(lines, ox.RdfFormat.N_TRIPLES)
    written = ox.serialize(
        (quad.triple for quad in triples), format=_WRITERS[ending], prefixes=prefixes(wiki.server)
    )
    return written or b""
