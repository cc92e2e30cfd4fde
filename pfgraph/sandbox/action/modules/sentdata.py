"""The `data` of `wbeditentity`: JSON, and what it may say of the entity it is for."""

from __future__ import annotations

from typing import Any

from pfgraph.sandbox.action.calls import Call
from pfgraph.sandbox.action.jsontext import read_json
from pfgraph.sandbox.model.errors import ApiError, wikibase_error
from pfgraph.sandbox.model.ids import NAMESPACES, normal_id, title_of, type_of
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.store.storage import Revision

_BOTH = 'Either provide the item "id" or pairs of "site" and "title" or a "new" type for an entity'


def check_target(call: Call) -> None:
    """Raise `param-illegal` unless just one of `id` and `new` says what is edited."""
    entity_id, new = call.text("id"), call.text("new")
    if entity_id and new:
        raise wikibase_error("param-illegal", _BOTH)
    if not entity_id and not new:
        raise wikibase_error("param-illegal", "wikibase-api-illegal-id-or-site-page-selector")


def sent_data(call: Call) -> dict[str, Any]:
    """The object sent, an empty list counting as one; raises `invalid-json` and the like."""
    try:
        data = read_json(call.text("data"))
    except ValueError:
        raise wikibase_error("invalid-json", "wikibase-api-invalid-json") from None
    if data is None:
        raise wikibase_error("invalid-json", "wikibase-api-invalid-json")
    if not isinstance(data, dict | list):
        raise wikibase_error("not-recognized-array", "wikibase-api-not-recognized-array")
    if isinstance(data, list) and data:
        raise wikibase_error("not-recognized-string", "wikibase-api-not-recognized-string")
    return data if isinstance(data, dict) else {}


def check_identity(data: dict[str, Any], entity_id: str, base: Revision | None = None) -> None:
    """Raise `param-invalid` or `param-illegal` for data that is another entity's or out of date.

    Without a `base` the entity is a new one.
    """
    sent_id = data.get("id")
    if sent_id is not None and normal_id(sent_id) != entity_id:
        raise _invalid("id", "id parameter")
    if data.get("type", type_of(entity_id)) != type_of(entity_id):
        raise _invalid("type", "type associated with id")
    facts = {
        "pageid": base.page_id if base else 0,
        "ns": NAMESPACES[type_of(entity_id)],
        "title": title_of(entity_id),
        "lastrevid": base.revision_id if base else 0,
    }
    for key, own in facts.items():
        sent = data.get(key)
        if sent is not None and (sent != own or type(sent) is not type(own)):
            raise wikibase_error("param-illegal", "wikibase-api-param-illegal")


def _invalid(key: str, what: str) -> ApiError:
    text = f'Invalid field used in call: "{key}", must match {what}'
    return ApiError("param-invalid", messages=(Message("wikibase-api-param-invalid", (text,)),))
