"""Values as they are sent, brought into the form in which a Wikibase keeps them.

A value that cannot be read raises `Corrupt`, whose text is the one the recorded wiki gives.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from pfgraph.sandbox.model.errors import InternalError
from pfgraph.sandbox.model.ids import normal_id, type_of

_TIME = re.compile(r"([-+])(\d{1,16})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z")
_DECIMAL = re.compile(r"[-+](0|[1-9]\d*)(\.\d+)?")
_NUMERIC = re.compile(r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*", re.ASCII)
EARTH = "http://www.wikidata.org/entity/Q2"


class Corrupt(ValueError):
    """A value that does not have the form of its type."""


def normal_value(kind: object, value: Any) -> dict[str, Any]:
    """The data value `{"value": …, "type": …}` in its kept form; raises Corrupt."""
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise Corrupt(f'Type "{kind}" is unsupported')
    return {"value": reader(value), "type": kind}


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise Corrupt("Can only construct StringValue from strings")
    return value


def _fields(value: Any, *names: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Corrupt("array expected")
    for name in names:
        if name not in value:
            raise Corrupt(f"{name} field required")
    return value


def _monolingual(value: Any) -> dict[str, str]:
    sent = _fields(value, "language", "text")
    if not isinstance(sent["language"], str) or not sent["language"]:
        raise Corrupt("$languageCode must be a non-empty string")
    if not isinstance(sent["text"], str):
        raise Corrupt("$text must be a string")
    return {"text": sent["text"], "language": sent["language"]}


def _entity_id(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Corrupt("$data must be an array")
    if "id" in value:
        text = value["id"]
    elif "numeric-id" in value and value.get("entity-type") in ("item", "property"):
        text = f"{'Q' if value['entity-type'] == 'item' else 'P'}{value['numeric-id']}"
    else:
        raise Corrupt('Either an "id" or a "numeric-id" with "entity-type" is needed')
    entity_id = normal_id(text)
    if entity_id is None:
        raise Corrupt(f"Can not parse id '{text}' to build EntityIdValue with")
    return {"entity-type": type_of(entity_id), "numeric-id": int(entity_id[1:]), "id": entity_id}


def _time(value: Any) -> dict[str, Any]:
    names = ("time", "timezone", "before", "after", "precision", "calendarmodel")
    sent = _fields(value, *names)
    for name in ("timezone", "before", "after", "precision"):
        if type(sent[name]) is not int or abs(sent[name]) >= 2**63:
            raise Corrupt(f"${name} must be an integer")
    for name in ("before", "after"):
        if sent[name] < 0:
            raise Corrupt(f"${name} must be an unsigned integer")
    if not isinstance(sent["time"], str) or not sent["time"]:
        raise Corrupt("$timestamp must be a non-empty string")
    if not isinstance(sent["calendarmodel"], str) or not sent["calendarmodel"]:
        raise Corrupt("$calendarModel must be a non-empty string")
    if not 0 <= sent["precision"] <= 14:
        raise Corrupt("$precision out of allowed bounds")
    return {name: sent[name] for name in names} | {"time": _timestamp(sent["time"])}


def _timestamp(text: str) -> str:
    match = _TIME.fullmatch(text)
    if match is None:
        raise Corrupt(f"$timestamp must resemble ISO 8601, given {text}")
    sign, year, month, day, hour, minute, second = match.groups()
    for name, part, limit in (
        ("Month", month, 12),
        ("Day", day, 31),
        ("Hour", hour, 23),
        ("Minute", minute, 59),
        ("Second", second, 61),
    ):
        if int(part) > limit:
            raise Corrupt(f"{name} out of allowed bounds")
    return f"{sign}{int(year):04d}-{month}-{day}T{hour}:{minute}:{second}Z"


def _decimal(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Corrupt("$number must be a numeric string.")
    text = value.strip(" \t\n\r\0\v") if isinstance(value, str) else _number_written(value)
    if text and text[0] not in "+-":
        text = f"+{text}"
    if len(text) > 127:
        raise Corrupt("Value must be at most 127 characters long.")
    if not _DECIMAL.fullmatch(text):
        raise Corrupt(f'"{text}" is not a well formed decimal value')
    return "+" + text[1:] if not text.strip("-0.") else text


def _number_written(value: float) -> str:
    """Plain digits of a number, as many as a wiki writes: 17 that count, without zeros behind."""
    if abs(value) > sys.float_info.max:
        raise Corrupt("$number must not be NAN or INF.")
    text = format(Decimal(f"{value:.16e}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _quantity(value: Any) -> dict[str, Any]:
    sent = _fields(value, "amount", "unit")
    bounds = {name: sent.get(name) for name in ("upperBound", "lowerBound")}
    amount = _decimal(sent["amount"])
    if not isinstance(sent["unit"], str) or not sent["unit"]:
        raise Corrupt('$unit must be a non-empty string. Use "1" for unit-less quantities.')
    normal = {"amount": amount, "unit": sent["unit"]}
    if all(bound is None for bound in bounds.values()):
        return normal
    for name in ("upperBound", "lowerBound"):
        if bounds[name] is None:
            raise Corrupt(f"{name} field required")
    upper, lower = _decimal(bounds["upperBound"]), _decimal(bounds["lowerBound"])
    if Decimal(upper) < Decimal(amount):
        raise Corrupt(f"$upperBound {upper} must be >= $amount {amount}")
    if Decimal(lower) > Decimal(amount):
        raise Corrupt(f"$lowerBound {lower} must be <= $amount {amount}")
    return normal | {"upperBound": upper, "lowerBound": lower}


def _number(value: Any) -> int | float:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _numeric(value: Any, name: str) -> int | float:
    """A number; one inside a string passes the wiki's first check and breaks its program."""
    if isinstance(value, str) and _NUMERIC.fullmatch(value):
        raise InternalError("TypeError")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Corrupt(f"numeric {name} field required")
    return value


def _globe(value: Any) -> dict[str, Any]:
    sent = _fields(value)
    for name in ("latitude", "longitude"):
        _numeric(sent.get(name), name)
    precision, globe = sent.get("precision"), sent.get("globe")
    if precision is not None:
        _numeric(precision, "precision")
    if globe is not None and not isinstance(globe, str):
        raise InternalError("TypeError")
    if globe == "":
        raise Corrupt("$globe must be a non-empty string")
    for label, number in (
        ("Latitude", sent["latitude"]),
        ("Longitude", sent["longitude"]),
        ("$precision", precision),
    ):
        if isinstance(number, int | float) and not -360 <= number <= 360:
            raise Corrupt(f"{label} needs to be between -360 and 360")
    return {
        "latitude": _number(sent["latitude"]),
        "longitude": _number(sent["longitude"]),
        "altitude": None,
        "precision": _number(precision),
        "globe": EARTH if globe is None else globe,
    }


_READERS: dict[str, Callable[[Any], Any]] = {
    "string": _string,
    "monolingualtext": _monolingual,
    "wikibase-entityid": _entity_id,
    "time": _time,
    "quantity": _quantity,
    "globecoordinate": _globe,
}
