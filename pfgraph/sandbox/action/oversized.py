"""The answer to an edit that would make an entity larger than the wiki allows.

The one refusal of the API that is no HTTP 200: what refuses it is the database.
"""

from __future__ import annotations

import json

from starlette.responses import Response

from pfgraph.sandbox.action.calls import Call
from pfgraph.sandbox.model.errors import ApiError, as_answer
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.store.storage import LARGEST

_TEXT = f"The entity is too big. The maximum allowed entity size is {LARGEST // 1024**2} MB."
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Disposition": "inline; filename=api-result.json",
    "MediaWiki-API-Error": "internal_api_error_Wikimedia\\Rdbms\\DBTransactionError",
}


def oversized(call: Call) -> Response:
    """HTTP 500, JSON that says to be HTML, and the name of an exception of the database."""
    messages = (
        Message("wikibase-api-", (_TEXT,)),
        Message("wikibase-error-entity-too-big", ({"size": LARGEST},)),
    )
    error = ApiError("rawmessage", _TEXT, messages=messages)
    body = as_answer(error, call.version, "bc", call.wiki.api)
    return Response(json.dumps(body), 500, _HEADERS, "text/html; charset=UTF-8")
