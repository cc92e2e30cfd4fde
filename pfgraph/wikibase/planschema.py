"""The published JSON Schema of plan files, and what of a file does not fit it.

Only as much of JSON Schema is known here as `plan.schema.json` uses; that this finds the same
as a whole implementation is a test. https://json-schema.org/draft/2020-12
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pfgraph.dates import PartialDate

Schema = Mapping[str, Any]
_LONGEST = 60  # characters of a value that is shown
_TYPES: Mapping[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "null": (type(None),),
    "object": (dict,),
    "string": (str,),
}
_NAMES = {"array": "a list", "integer": "a whole number", "null": "null", "object": "an object"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit: where, as `items[3].edits[0].after`, and what."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place or 'the whole'}: {self.message}"


@cache
def plan_schema() -> Schema:
    """The schema of plan files."""
    text = files("pfgraph.wikibase").joinpath("plan.schema.json").read_text("utf-8")
    read: Schema = json.loads(text)
    return read


def faults(data: Any) -> tuple[Fault, ...]:
    """Everything in a plan's JSON that does not fit the schema, in the order of the file."""
    return tuple(_faults(data, plan_schema(), ""))


def _faults(data: Any, schema: Schema | bool, place: str) -> Iterator[Fault]:
    if isinstance(schema, bool):
        return
    if "$ref" in schema:
        named = str(schema["$ref"]).removeprefix("#/$defs/")
        yield from _faults(data, plan_schema()["$defs"][named], place)
    if message := _own(data, schema):
        yield Fault(place, message)
        return
    inside = tuple(_inside(data, schema, place))
    yield from inside
    if "anyOf" in schema and not {each.place for each in inside} & _kind(place):
        yield from _nearest(data, schema["anyOf"], place)


def _inside(data: Any, schema: Schema, place: str) -> Iterator[Fault]:
    if isinstance(data, dict):
        yield from _object(data, schema, place)
    elif isinstance(data, list):
        yield from _array(data, schema, place)


def _kind(place: str) -> set[str]:
    """What tells edits, and snaks, of one kind from others."""
    return {f"{place}.action", f"{place}[1]"}


def _nearest(data: Any, choices: list[Schema], place: str) -> Iterator[Fault]:
    """Nothing where one of them fits; else the faults of the one that fits best.

    One that is of another kind altogether fits worst, then one whose own words say otherwise.
    """
    found = [tuple(_faults(data, choice, place)) for choice in choices]

    def unfitness(wrong: tuple[Fault, ...]) -> tuple[bool, bool, int]:
        places = {one.place for one in wrong}
        return (place in places, bool(_kind(place) & places), len(wrong))

    yield from min(found, key=unfitness)


def _own(data: Any, schema: Schema) -> str:
    """What is wrong with a value itself, whatever is in it."""
    return next((said for test in _TESTS if (said := test(data, schema))), "")


def _type(data: Any, schema: Schema) -> str:
    wanted = schema.get("type")
    if wanted is None or (
        isinstance(data, _TYPES[wanted]) and (wanted == "boolean") == isinstance(data, bool)
    ):
        return ""
    return f"{_shown(data)} is no {wanted}" if wanted not in _NAMES else _instead(data, wanted)


def _instead(data: Any, wanted: str) -> str:
    return f"{_shown(data)} stands where {_NAMES[wanted]} belongs"


def _choice(data: Any, schema: Schema) -> str:
    allowed = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if allowed is None or any(data == one and type(data) is type(one) for one in allowed):
        return ""
    return f"{_shown(data)} is not {' or '.join(map(_shown, allowed))}"


def _form(data: Any, schema: Schema) -> str:
    if not isinstance(data, str):
        return ""
    if "pattern" in schema and not re.search(schema["pattern"], data):
        return f"{_shown(data)} is not of the form {schema['pattern']}"
    return _date(data) if schema.get("format") == "partial-date" else ""


def _date(text: str) -> str:
    """A form of our own, which other implementations pass over: the calendar has the day."""
    try:
        PartialDate(text)
    except ValueError as error:
        return f"{_shown(text)} is no date: {error}"
    return ""


def _size(data: Any, schema: Schema) -> str:
    if isinstance(data, int) and data < schema.get("minimum", data):
        return f"{data} is less than {schema['minimum']}"
    if not isinstance(data, list):
        return ""
    least, most = schema.get("minItems", 0), schema.get("maxItems", len(data))
    return "" if least <= len(data) <= most else f"{_shown(data)} has not {most} parts"


_TESTS: tuple[Callable[[Any, Schema], str], ...] = (_type, _choice, _form, _size)


def _object(data: dict[str, Any], schema: Schema, place: str) -> Iterator[Fault]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name in schema.get("required", ()):
        if name not in data:
            yield Fault(place, f"{name!r} is missing")
    for name, value in data.items():
        below = f"{place}.{name}" if place else name
        if name in known:
            yield from _faults(value, known[name], below)
        elif others is False:
            yield Fault(below, "nothing of this name belongs here")
        elif others is not True:
            yield from _faults(value, others, below)


def _array(data: list[Any], schema: Schema, place: str) -> Iterator[Fault]:
    first = schema.get("prefixItems", ())
    for number, value in enumerate(data):
        inside = first[number] if number < len(first) else schema.get("items", {})
        yield from _faults(value, inside, f"{place}[{number}]")


def _shown(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
