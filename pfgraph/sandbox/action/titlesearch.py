"""Search of MediaWiki's own REST API: pages by the beginning of their titles.

See https://www.mediawiki.org/wiki/API:REST_API/Reference#Search
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pfgraph.sandbox.action.query.allpages import pages_beginning
from pfgraph.sandbox.action.query.records import Record
from pfgraph.sandbox.wiki import Wiki

_MOST = 100
_DEFAULT = 50
_SPACES = [0, 120, 122]


async def search_titles(request: Request) -> Response:
    """`/w/rest.php/v1/search/title` and `…/page`, with `q` and `limit` (1 to 100)."""
    wiki: Wiki = request.app.state.wiki
    text, limit = request.query_params.get("q"), request.query_params.get("limit", str(_DEFAULT))
    if not text:
        return _refused("missingparam", "paramvalidator-missingparam", "q", "")
    if not limit.isdecimal():
        return _refused("badinteger", "paramvalidator-badinteger", "limit", limit)
    if not 1 <= int(limit) <= _MOST:
        return _refused("outofrange", "paramvalidator-outofrange-minmax", "limit", limit)
    rows = pages_beginning(wiki.storage, text, _SPACES, int(limit))
    return _answered({"pages": [_shown(row) for row in rows]}, 200)


def _shown(row: Record) -> dict[str, Any]:
    title = str(row.title)
    return {
        "id": row.page_id,
        "key": title.replace(" ", "_"),
        "title": title,
        "excerpt": title,
        "matched_title": None,
        "description": None,
        "thumbnail": None,
    }


def _answered(body: dict[str, Any], status: int) -> Response:
    headers = {"X-Content-Type-Options": "nosniff"}
    if status == 200:
        headers["Cache-Control"] = "private,must-revalidate,s-maxage=0"
    return JSONResponse(body, status, headers)


def _refused(code: str, key: str, name: str, value: str) -> Response:
    body = {
        "error": "parameter-validation-failed",
        "name": name,
        "value": value or None,
        "failureCode": code,
        "failureData": None,
        "errorKey": key,
        "httpCode": 400,
        "httpReason": "Bad Request",
    }
    return _answered(body, 400)
