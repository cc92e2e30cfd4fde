"""`action=wbformatvalue` and `action=wbformatentities`: values and entities for readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.jsontext import read_json
from pfgraph.sandbox.formatting.entities import format_entity
from pfgraph.sandbox.formatting.escaping import html_parsed
from pfgraph.sandbox.formatting.formatters import format_value
from pfgraph.sandbox.formatting.request import FORMS, Form, Request, Shown
from pfgraph.sandbox.model.datatypes import VALUE_TYPES
from pfgraph.sandbox.model.entityjson import text_in
from pfgraph.sandbox.model.errors import ApiError, wikibase_error
from pfgraph.sandbox.model.ids import normal_id
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.values import Corrupt, normal_value
from pfgraph.sandbox.wiki import Wiki


def show(wiki: Wiki, entity_id: str, language: str) -> Shown:
    """What a reader of a language is shown of an entity, a redirect's target for a redirect."""
    revision = wiki.resolved(entity_id)
    if revision is None:
        return Shown(False)
    label = text_in(revision.content, "labels", language)
    return Shown(True, *(label or ()))


def _request(call: Call, form: Form, options: Mapping[str, Any]) -> Request:
    wiki = call.wiki
    return Request(
        form=form,
        show=lambda entity_id, language: show(wiki, entity_id, language),
        concepts=wiki.concepts,
        options=options,
        language=call.language,
    )


def format_value_asked(call: Call) -> Answer:
    """One value in the form of `generate`."""
    datatype = _datatype(call)
    value = _value(call)
    request = _request(call, FORMS[call.text("generate", "text/x-wiki")], _options(call))
    expected = VALUE_TYPES[datatype] if datatype else value["type"]
    if datatype is None and "property" in call.sent:
        reason = (
            f"Property {call.text('property')} not found, cannot determine the data type to use."
        )
        return {"result": _with_warning(value, request, reason)}
    if value["type"] == expected:
        return {"result": format_value(value, request, datatype)}
    if "datatype" in call.sent:
        raise wikibase_error("param-illegal", "wikibase-api-param-illegal")
    reason = f'The value\'s type "{value["type"]}" does not match property\'s type "{expected}".'
    return {"result": _with_warning(value, request, reason)}


def _with_warning(value: Mapping[str, Any], request: Request, reason: str) -> str:
    """A value that does not suit its property, and why."""
    text = format_value(value, request)
    if request.form == "plain":
        return f"{text} ({reason})"
    safe = html_parsed(reason) if request.is_html else reason
    return f'{text} <span class="error wb-format-error">{safe}</span>'


def _options(call: Call) -> dict[str, Any]:
    try:
        sent = read_json(call.text("options", "{}") or "{}")
    except ValueError:
        return {}  # a wiki takes options that it cannot read for none
    return sent if isinstance(sent, dict) else {}


def _datatype(call: Call) -> str | None:
    if "property" in call.sent and "datatype" in call.sent:
        text = 'The parameters "datatype" and "property" can not be used together.'
        raise ApiError("invalidparammix", text)
    if "property" not in call.sent:
        return call.text("datatype") or None
    sent = call.text("property")
    property_id = normal_id(sent)
    if property_id is None:
        reason = f'The serialization "{sent}" is not recognized by the configured id builders'
        raise _refused("badpropertyid", reason)
    return call.wiki.datatype(property_id)


def _refused(code: str, reason: str) -> ApiError:
    return ApiError(code, messages=(Message(f"wikibase-api-{code}", (reason,)),))


def _value(call: Call) -> dict[str, Any]:
    try:
        sent = read_json(call.text("datavalue"))
    except ValueError:
        sent = None
    if not isinstance(sent, dict | list):
        raise _refused("baddatavalue", "Failed to decode datavalue")
    if not isinstance(sent, dict) or "type" not in sent or "value" not in sent:
        raise _refused("baddatavalue", 'Not an array or missing the key "type"')
    try:
        return normal_value(sent["type"], sent["value"])
    except Corrupt as error:
        raise wikibase_error("param-illegal", "wikibase-api-param-illegal") from error


def format_entities(call: Call) -> Answer:
    """Links to entities with their labels, by the id that was sent."""
    request = _request(call, "html", {})
    links = {}
    for text in call.values("ids"):
        entity_id = normal_id(text)
        if entity_id is None:
            message = Message("wikibase-api-no-such-entity", (text,))
            raise ApiError("no-such-entity", messages=(message,), extra={"id": text})
        links[entity_id] = format_entity(entity_id, request, call.wiki.server)
    return ({"wbformatentities": links} if links else {}) | {"success": 1}
