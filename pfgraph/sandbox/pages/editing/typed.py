"""Values as people type them: what a form shows of a value, and the value that was typed.

`written` and `parsed` belong together: what one writes the other reads as the same value, up to
what a text cannot say (uneven bounds of a quantity, for one), which is why forms keep the old
value where its text was not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.model.datatypes import VALUE_TYPES
from pfgraph.sandbox.model.ids import EntityType
from pfgraph.sandbox.model.languages import monolingual_languages
from pfgraph.sandbox.pages.editing.choosing import chosen
from pfgraph.sandbox.pages.editing.unreadable import Unreadable
from pfgraph.sandbox.pages.views.links import Reader
from pfgraph.sandbox.pages.views.values import plain
from pfgraph.sandbox.parsing.failures import Unparsable
from pfgraph.sandbox.parsing.options import Options
from pfgraph.sandbox.parsing.parsers import parse
from pfgraph.sandbox.parsing.timestamps import JULIAN


@dataclass(frozen=True, slots=True)
class Typed:
    """A text, and what goes with it: language, unit or calendar, by datatype."""

    text: str
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form says of the field for a datatype: an example, and the name of the second one.

    `names` is the kind of entities whose names are offered while somebody types.
    """

    example: str
    extra: str = ""
    names: str = ""


FIELDS = {
    "string": Asked("any text"),
    "external-id": Asked("the identifier, without the address before it"),
    "url": Asked("an address that begins with https://"),
    "wikibase-item": Asked("the label of an item, or its id such as Q1", names="item"),
    "wikibase-property": Asked("the label of a property, or its id such as P1", names="property"),
    "time": Asked("like 5 May 2026, May 2026, 2026, 2020s, 300 BCE", "calendar"),
    "quantity": Asked("like 12 or 12.5±0.1", "unit"),
    "globe-coordinate": Asked("like 52.5167, 13.3833 or 52°31'N, 13°23'E"),
    "monolingualtext": Asked("a text in one language", "language"),
}


def written(reader: Reader, datatype: str, value: Any) -> Typed:
    """What a form shows of a value."""
    if datatype in ("wikibase-item", "wikibase-property"):
        return Typed(named(reader, value["id"]))
    if datatype == "monolingualtext":
        return Typed(value["text"], value["language"])
    data = {"value": value, "type": VALUE_TYPES[datatype]}
    if datatype == "time":
        calendar = "julian" if value["calendarmodel"] == JULIAN else "gregorian"
        return Typed(plain(reader, data), calendar)
    if datatype == "quantity":
        unit = value["unit"].rpartition("/")[2]
        shown = "" if unit == "1" else named(reader, unit)
        return Typed(plain(reader, data, applyUnit=False), shown)
    if datatype == "globe-coordinate":
        return Typed(f"{value['latitude']:.10g}, {value['longitude']:.10g}")
    return Typed(str(value))


def named(reader: Reader, entity_id: str) -> str:
    """An entity as fields show it, such as `Berlin (Q64)`."""
    text = reader.link(entity_id).text
    return entity_id if text == entity_id else f"{text} ({entity_id})"


def parsed(reader: Reader, concepts: str, datatype: str, typed: Typed) -> Any:
    """The value in the form of the API; raises Unreadable, which says what to do."""
    if not typed.text:
        raise Unreadable("A value is needed here.")
    return _PARSERS.get(datatype, _plain)(reader, concepts, typed)


def _plain(_: Reader, __: str, typed: Typed) -> Any:
    return typed.text


def _url(_: Reader, __: str, typed: Typed) -> Any:
    if "://" not in typed.text and not typed.text.startswith("mailto:"):
        raise Unreadable(f"An address begins with https://; did you mean https://{typed.text}?")
    return typed.text


def _entity(kind: EntityType) -> Callable[[Reader, str, Typed], Any]:
    def parse(reader: Reader, _: str, typed: Typed) -> Any:
        return {"id": chosen(reader, typed.text, kind), "entity-type": kind}

    return parse


def _monolingual(_: Reader, __: str, typed: Typed) -> Any:
    if typed.extra not in monolingual_languages():
        raise Unreadable(f"“{typed.extra}” is no code of a language; English is en, German de.")
    return {"text": typed.text, "language": typed.extra}


def _time(_: Reader, __: str, typed: Typed) -> Any:
    options = {"calendar": typed.extra.capitalize()} if typed.extra else {}
    return _read("time", typed.text, options)


def _quantity(reader: Reader, concepts: str, typed: Typed) -> Any:
    value = _read("quantity", typed.text, {})
    if not typed.extra:
        return value
    return {**value, "unit": f"{concepts}{chosen(reader, typed.extra, 'item')}"}


def _globe(_: Reader, __: str, typed: Typed) -> Any:
    return _read("globe-coordinate", typed.text, {})


def _read(datatype: str, text: str, options: Mapping[str, object]) -> Any:
    try:
        return parse(datatype, text, Options(options))["value"]
    except Unparsable:
        example = FIELDS[datatype].example
        raise Unreadable(f"“{text}” is not understood here. Write it {example}.") from None


_PARSERS: dict[str, Callable[[Reader, str, Typed], Any]] = {
    "url": _url,
    "wikibase-item": _entity("item"),
    "wikibase-property": _entity("property"),
    "monolingualtext": _monolingual,
    "time": _time,
    "quantity": _quantity,
    "globe-coordinate": _globe,
}
