"""Values in RDF: the simple form, and the node that holds everything about a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, quote_plus

from pfgraph.sandbox.model.hashes import value_hash
from pfgraph.sandbox.model.languagetags import rdf_language_tag
from pfgraph.sandbox.model.phpnumbers import php_float
from pfgraph.sandbox.rdf.calendars import xsd_date_time
from pfgraph.sandbox.rdf.names import GEO, RDF, WIKIBASE, XSD
from pfgraph.sandbox.rdf.ntriples import date_time, integer, iri, literal

ONE = "http://www.wikidata.org/entity/Q199"
EARTH = "http://www.wikidata.org/entity/Q2"
_COMPLEX = {
    "time": "TimeValue",
    "quantity": "QuantityValue",
    "globecoordinate": "GlobecoordinateValue",
}


_COMMONS = "http://commons.wikimedia.org/"
_DATA_SAFE = ";:@$!*(),/~"  # what MediaWiki leaves alone in an address


def _data_page(title: str) -> str:
    return f"{_COMMONS}data/main/{quote_plus(title, safe=_DATA_SAFE)}"


_ADDRESSES: dict[str, Callable[[str], str]] = {
    "url": str,
    "commonsMedia": lambda name: f"{_COMMONS}wiki/Special:FilePath/{quote(name, safe='')}",
    "geo-shape": _data_page,
    "tabular-data": _data_page,
}


def simple(snak: Mapping[str, Any], concepts: str) -> str:
    """The value as one term: what `wdt:`, `ps:`, `pq:` and `pr:` point to."""
    value = snak["datavalue"]["value"]
    datatype = snak["datatype"]
    if datatype in _ADDRESSES:
        return iri(_ADDRESSES[datatype](value))
    kind = snak["datavalue"]["type"]
    if kind == "wikibase-entityid":
        return f"<{concepts}{value['id']}>"
    if kind == "monolingualtext":
        return literal(value["text"], language=rdf_language_tag(value["language"]))
    if kind == "time":
        return _time(value)
    if kind == "quantity":
        return literal(value["amount"], f"{XSD}decimal")
    if kind == "globecoordinate":
        return _point(value)
    return literal(value)


def _time(value: Mapping[str, Any]) -> str:
    text = xsd_date_time(value)
    return literal(value["time"]) if text is None else date_time(text)


def _number(value: float) -> str:
    return literal(php_float(value, rounded=True), f"{XSD}double")


def _point(value: Mapping[str, Any]) -> str:
    east, north = (php_float(value[name], rounded=True) for name in ("longitude", "latitude"))
    point = f"Point({east} {north})"
    globe = "" if value["globe"] == EARTH else f"<{value['globe']}> "
    return literal(globe + point, f"{GEO}wktLiteral")


def value_node(snak: Mapping[str, Any], values: str) -> tuple[str, list[str]] | None:
    """The node of a full value and its triples; None for values that are all in one term."""
    datavalue = snak["datavalue"]
    name = _COMPLEX.get(datavalue["type"])
    if name is None:
        return None
    node = f"<{values}{value_hash(datavalue)}>"
    facts = [(f"{RDF}type", f"<{WIKIBASE}{name}>"), *_facts(datavalue)]
    return node, [f"{node} <{predicate}> {term} ." for predicate, term in facts]


def _facts(datavalue: Mapping[str, Any]) -> list[tuple[str, str]]:
    value = datavalue["value"]
    if datavalue["type"] == "time":
        facts = {
            "timeValue": _time(value),
            "timePrecision": integer(value["precision"]),
            "timeTimezone": integer(value["timezone"]),
            "timeCalendarModel": iri(value["calendarmodel"]),
        }
    elif datavalue["type"] == "quantity":
        facts = {
            f"quantity{name[0].upper()}{name[1:]}": literal(value[name], f"{XSD}decimal")
            for name in ("amount", "upperBound", "lowerBound")
            if name in value
        }
        facts["quantityUnit"] = iri(ONE if value["unit"] == "1" else value["unit"])
    else:
        facts = {
            "geoLatitude": _number(value["latitude"]),
            "geoLongitude": _number(value["longitude"]),
            "geoPrecision": _number(value["precision"]),
            "geoGlobe": iri(value["globe"]),
        }
    return [(WIKIBASE + name, term) for name, term in facts.items()]
