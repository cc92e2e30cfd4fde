"""Items that nobody has written.

The large ones are of the size on which a real Wikibase was measured: twelve statements, on which
hang seven qualifiers and eight references of three snaks each. The small ones are about what a
collection of many items holds: four statements, one qualifier and two references.
"""

from dataclasses import dataclass
from typing import Any

DATATYPES = (
    "string", "wikibase-item", "time", "quantity", "url", "monolingualtext", "external-id",
    "globe-coordinate",
)  # fmt: skip
_CALENDAR = "http://www.wikidata.org/entity/Q1985727"
_EARTH = "http://www.wikidata.org/entity/Q2"
_WORDS = [
    "archive",
    "library",
    "museum",
    "society",
    "project",
    "network",
    "commons",
    "alliance",
    "open",
    "school",
]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each an item has."""

    statements: int
    qualifiers: int
    references: int


LARGE, SMALL = Size(12, 7, 8), Size(4, 1, 2)


def new_property(datatype: str) -> Json:
    """The `data` of a property of this datatype."""
    return {"labels": _terms("en", f"a {datatype}"), "datatype": datatype}


def new_item(number: int, properties: dict[str, str], target: str, size: Size = LARGE) -> Json:
    """The `data` of the item with this number; `target` is the item that it points to.

    `properties` are ids by datatype. Items differ in their terms and in most of their values.
    """
    name = f"{_WORDS[number % 10].title()} {_WORDS[number // 10 % 10]} no. {number}"
    statements = [_statement(number, at, properties, target, size) for at in range(size.statements)]
    return {
        "labels": _terms("en", name) | _terms("de", f"{name} (deutsch)"),
        "descriptions": _terms("en", f"joint work number {number}, made up for a measurement"),
        "aliases": {"en": [{"language": "en", "value": f"work {number}"}]},
        "claims": statements,
    }


def _terms(language: str, text: str) -> Json:
    return {language: {"language": language, "value": text}}


def _statement(number: int, at: int, properties: dict[str, str], target: str, size: Size) -> Json:
    datatype = DATATYPES[at % len(DATATYPES)]
    made: Json = {
        "type": "statement",
        "rank": "normal",
        "mainsnak": _snak(datatype, properties, number * 16 + at, target),
    }
    if at < size.qualifiers:
        kind = "time" if at % 2 else "string"
        made["qualifiers"] = {
            properties[kind]: [_snak(kind, properties, number + at, target)],
        }
    if at < size.references:
        parts = [_snak(kind, properties, number + at, target) for kind in ("url", "string", "time")]
        made["references"] = [{"snaks": {part["property"]: [part] for part in parts}}]
    return made


def _snak(datatype: str, properties: dict[str, str], seed: int, target: str) -> Json:
    kind, value = _VALUES[datatype](seed, target)
    said = {"type": kind, "value": value}
    return {"snaktype": "value", "property": properties[datatype], "datavalue": said}


_VALUES: dict[str, Any] = {
    "string": lambda seed, _: ("string", f"entry {seed} of the register"),
    "external-id": lambda seed, _: ("string", f"ID-{seed:08}"),
    "url": lambda seed, _: ("string", f"https://example.org/reports/{seed}/page"),
    "wikibase-item": lambda _, target: (
        "wikibase-entityid", {"entity-type": "item", "numeric-id": int(target[1:]), "id": target}
    ),
    "time": lambda seed, _: (
        "time",
        {
            "time": f"+{1900 + seed % 120}-{seed % 12 + 1:02}-{seed % 28 + 1:02}T00:00:00Z",
            "timezone": 0, "before": 0, "after": 0, "precision": 11, "calendarmodel": _CALENDAR,
        },
    ),
    "quantity": lambda seed, _: ("quantity", {"amount": f"+{seed}", "unit": "1"}),
    "monolingualtext": lambda seed, _: (
        "monolingualtext", {"language": "en", "text": f"The motto number {seed}"}
    ),
    "globe-coordinate": lambda seed, _: (
        "globecoordinate",
        {
            "latitude": seed % 90 + 0.25, "longitude": seed % 180 + 0.5, "precision": 0.0001,
            "globe": _EARTH,
        },
    ),
}  # fmt: skip
