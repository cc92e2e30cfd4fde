"""`action=wbparsevalue`: texts read as values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.jsontext import read_json
from pfgraph.sandbox.model.datatypes import Surroundings, check
from pfgraph.sandbox.model.errors import ApiError, as_answer, as_message, wikibase_error
from pfgraph.sandbox.model.ids import normal_id
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.translations import in_language
from pfgraph.sandbox.parsing.failures import Unparsable
from pfgraph.sandbox.parsing.options import Options
from pfgraph.sandbox.parsing.parsers import parse

_OWN_MESSAGE = frozenset({"time", "quantity", "coordinate", "entity-id"})


def parse_value(call: Call) -> Answer:
    """Every value read, or why it cannot be; one that fails does not stop the others."""
    options = Options(read_options(call), call.language)
    kind, datatype = _kind(call)
    validates = call.flag("validate")
    if validates and datatype is None:
        raise _unknown_datatype()
    errors: list[ApiError] = []
    results = []
    for text in call.values("values"):
        result, error = _result(call, kind, text, options)
        if error is None and validates and datatype is not None:
            error = _validated(call, datatype, result)
        errors += [error] if error else []
        results.append(result)
    return _told(call, errors) | {"results": results}


def _told(call: Call, errors: list[ApiError]) -> Answer:
    """The errors beside the results: in the old format the last one, else all."""
    if not errors:
        return {}
    if call.errorformat == "bc":
        return {"error": {"code": errors[-1].code, "info": errors[-1].info}}
    languages = call.errorlanguage, call.language
    told = [
        as_answer(each, call.version, call.errorformat, call.wiki.api, *languages)["errors"]
        for each in errors
    ]
    return {"errors": [entry for entries in told for entry in entries]}


def _error(message: Message) -> ApiError:
    return ApiError(message.name, message.text, module="wbparsevalue")


def _messages(call: Call, messages: Iterable[Message]) -> list[Answer]:
    return [as_message(in_language(each, call.language), call.version) for each in messages]


def read_options(call: Call) -> dict[str, Any]:
    """The map sent as `options`; raises `malformed-options`."""
    text = call.text("options")
    if not text:
        return {}
    try:
        sent = read_json(text)
    except ValueError:
        sent = None
    if isinstance(sent, list):
        return {}
    if not isinstance(sent, dict):
        reason = "Malformed options parameter"
        raise wikibase_error("malformed-options", "wikibase-api-malformed-options", reason)
    return sent


def _kind(call: Call) -> tuple[str, str | None]:
    """The parser's name and, unless it was asked for by that name alone, the datatype."""
    datatype = call.text("datatype")
    sent = [name for name in ("datatype", "property", "parser") if name in call.sent]
    if len(sent) > 1:
        listed = ", ".join(f'"{name}"' for name in sent[:-1]) + f' and "{sent[-1]}"'
        text = f"The parameters {listed} can not be used together."
        raise ApiError("invalidparammix", text)
    if datatype or call.text("parser"):
        return datatype or call.text("parser"), datatype or None
    if "property" not in call.sent:
        raise _unknown_datatype()
    property_id = normal_id(call.text("property"))
    found = call.wiki.datatype(property_id) if property_id and property_id[0] == "P" else None
    if found is None:
        raise wikibase_error("param-illegal", "wikibase-api-invalid-property-id")
    return found, found


def _unknown_datatype() -> ApiError:
    return wikibase_error("param-illegal", "wikibase-api-not-recognized-datatype")


def _result(call: Call, kind: str, text: str, options: Options) -> tuple[Answer, ApiError | None]:
    """The result of one text, and the error if it could not be read."""
    try:
        return {"raw": text} | parse(kind, text, options), None
    except Unparsable as failure:
        named = f"-{failure.expected}" if failure.expected in _OWN_MESSAGE else ""
        message = Message(f"wikibase-parse-error{named}")
        result = {
            "raw": text,
            "error": "ValueParsers\\ParseException",
            "error-info": str(failure),
            "expected-format": failure.expected,
            "messages": _messages(call, [message]),
        }
        return result, _error(message)


def _validated(call: Call, datatype: str, result: Answer) -> ApiError | None:
    """Say in the result whether the value could be saved; the error if not."""
    wiki = Surroundings(call.wiki.exists, call.wiki.concepts)
    try:
        check(datatype, result["value"], wiki)
    except ApiError as refused:
        messages = refused.messages
        result |= call.flagged(False, "valid") | {
            "error": "ValidationError",
            "messages": _messages(call, messages),
            "validation-errors": [
                each.name.removeprefix("wikibase-validator-") for each in messages
            ],
        }
        return _error(messages[0])
    result |= call.flagged(True, "valid")
    return None
