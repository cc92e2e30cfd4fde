"""Values of statements, as Wikibase knows them: one class for each kind of value.

An item is named by its *key*, never by its number: the record id (`actors/unesco`), the
compact id of an ontology term (`vocab/role-lead`), or, for pages that carry neither, the
wiki's own id (`Q42`). Numbers appear only in JSON, on the way in and out.
https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from pfgraph.dates import PartialDate, Precision

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"  # every Wikibase names the calendar so


@dataclass(frozen=True, slots=True, order=True)
class ItemValue:
    """Another item, by its key."""

    key: str


@dataclass(frozen=True, slots=True, order=True)
class StringValue:
    """A string, an external identifier or an address."""

    text: str


@dataclass(frozen=True, slots=True, order=True)
class TextValue:
    """A text in one language, by the wiki's code for it."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A year, month or day of the Gregorian calendar.

    `exact` is the wiki's whole value as canonical JSON where it says more than the date does, such
    as an uncertainty; it counts, so that what people wrote goes back as it was.
    """

    date: PartialDate
    exact: str = ""


@dataclass(frozen=True, slots=True, order=True)
class QuantityValue:
    """A number without unit, in the wiki's form: a sign, then digits; `exact` as for times."""

    amount: str
    exact: str = ""


@dataclass(frozen=True, slots=True, order=True)
class OtherValue:
    """A value that the mapping has no use for, kept as canonical JSON so that it compares."""

    json: str


Value: TypeAlias = ItemValue | StringValue | TextValue | TimeValue | QuantityValue | OtherValue


def value_from_json(datavalue: Mapping[str, Any], key_of: Callable[[str], str]) -> Value:
    """The value that a `datavalue` of the API stands for; `key_of` turns Q42 into a key.

    What does not fit one of the other classes becomes an OtherValue; nothing is refused.
    """
    kind, value = datavalue["type"], datavalue["value"]
    if kind == "string":
        return StringValue(value)
    if kind == "monolingualtext":
        return TextValue(value["text"], value["language"])
    if kind == "wikibase-entityid" and value.get("entity-type") == "item":
        return ItemValue(key_of(value.get("id") or f"Q{value['numeric-id']}"))
    if kind == "time":
        return _time(value) or _other(datavalue)
    if kind == "quantity" and value.get("unit") == "1":
        return _quantity(value)
    return _other(datavalue)


def value_to_json(value: Value, id_of: Callable[[str], str]) -> dict[str, Any]:
    """The `datavalue` that the API takes; `id_of` turns a key into Q42 and may raise."""
    match value:
        case ItemValue(key):
            found = id_of(key)
            return _datavalue("wikibase-entityid", {"entity-type": "item", "id": found})
        case StringValue(text):
            return _datavalue("string", text)
        case TextValue(text, language):
            return _datavalue("monolingualtext", {"text": text, "language": language})
        case TimeValue(date, exact):
            return _datavalue("time", json.loads(exact) if exact else _time_json(date))
        case QuantityValue(amount, exact):
            plain = {"amount": amount, "unit": "1"}
            return _datavalue("quantity", json.loads(exact) if exact else plain)
        case OtherValue(text):
            read: dict[str, Any] = json.loads(text)
            return read


def _datavalue(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def _other(datavalue: Mapping[str, Any]) -> OtherValue:
    return OtherValue(_canonical(datavalue))


def _canonical(value: Mapping[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _quantity(value: Mapping[str, Any]) -> QuantityValue:
    bounds = value.get("upperBound") or value.get("lowerBound")
    return QuantityValue(value["amount"], _canonical(value) if bounds else "")


_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


def _time(value: Mapping[str, Any]) -> TimeValue | None:
    """The date of a time value, or None where ours cannot say it (a century, a Julian day)."""
    if value["calendarmodel"] != GREGORIAN or value["precision"] not in set(Precision):
        return None
    text = str(value["time"]).removeprefix("+")[: _LENGTHS[Precision(value["precision"])]]
    try:
        date = PartialDate(text)
    except ValueError:
        return None
    uncertain = value.get("before") or value.get("after") or value.get("timezone")
    return TimeValue(date, _canonical(value) if uncertain else "")


def _time_json(date: PartialDate) -> dict[str, Any]:
    padded = date.text + "-00-00"[: 10 - len(date.text)]
    return {
        "time": f"+{padded}T00:00:00Z",
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": int(date.precision),
        "calendarmodel": GREGORIAN,
    }
