"""`index.php?action=raw`: the text of a page as it is, of pages that are text."""

from __future__ import annotations

from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import Response

from pfgraph.sandbox.action.query.records import Record, page_of, records, text_of
from pfgraph.sandbox.model.datetimes import parsed
from pfgraph.sandbox.model.pagetitles import BadTitle, read_title
from pfgraph.sandbox.wiki import Wiki

_REFUSAL = (
    "<!DOCTYPE html><html><head><title>{name}</title></head><body><h1>{name}</h1>"
    "<p>{text}</p></body></html>\n"
)
_HTML = "text/html; charset=utf-8"
_UNSUPPORTED = (
    "The requested page uses the content model `{}` which is not supported via this interface."
)


def raw_page(request: Request) -> Response:
    """The text of `title` or `oldid`; 415 for an entity, 404 where there is no such page."""
    wiki: Wiki = request.app.state.wiki
    record = _asked_for(wiki, request)
    if record is None:
        body = _REFUSAL.format(name="Not Found", text="The requested page does not exist.")
        return Response(body, 404, media_type=_HTML)
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, must-revalidate, max-age=0",
        "Last-Modified": format_datetime(parsed(record.timestamp), usegmt=True),
    }
    if record.model != "wikitext":
        text = _UNSUPPORTED.format(record.model)
        body = _REFUSAL.format(name="Unsupported Media Type", text=text)
        return Response(body, 415, headers, _HTML)
    return Response(text_of(wiki.storage, record), 200, headers, "text/x-wiki; charset=UTF-8")


def _asked_for(wiki: Wiki, request: Request) -> Record | None:
    number = request.query_params.get("oldid", "")
    if number.isdecimal() and len(number) < 19:
        return next(iter(records(wiki.storage, "revision_id = ?", (int(number),), 1)), None)
    try:
        return page_of(wiki.storage, read_title(request.query_params.get("title", "")))
    except BadTitle:
        return None
