"""A snak sent as the parameters `property`, `snaktype` and `value`."""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Call
from pfgraph.sandbox.action.jsontext import read_json
from pfgraph.sandbox.model.datatypes import VALUE_TYPES
from pfgraph.sandbox.model.errors import ApiError, wikibase_error
from pfgraph.sandbox.model.ids import normal_id
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.statements import Snak
from pfgraph.sandbox.model.values import Corrupt, normal_value


def sent_snak(call: Call, property_id: str | None = None) -> Snak:
    """The snak of a call; raises `invalid-snak` for a value that is malformed."""
    known = property_id or normal_id(call.text("property"))
    if known is None or known[0] != "P":
        raise wikibase_error("invalid-entity-id", "wikibase-api-invalid-entity-id")
    datatype = call.wiki.datatype(known)
    if datatype is None:
        raise ApiError("no-such-entity", messages=(Message("wikibase-api-no-such-entity"),))
    kind = call.text("snaktype")
    snak: Snak = {"snaktype": kind, "property": known}
    if kind != "value":
        return snak
    try:
        value = read_json(call.text("value"))
        snak["datavalue"] = normal_value(VALUE_TYPES[datatype], value)
    except (ValueError, Corrupt):
        raise wikibase_error("invalid-snak", "wikibase-api-invalid-snak") from None
    return snak
