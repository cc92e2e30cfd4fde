"""Values of snaks as people read them: written as a Wikibase writes them, leading somewhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pfgraph.sandbox.formatting.formatters import format_value
from pfgraph.sandbox.formatting.request import Request, Shown
from pfgraph.sandbox.model.entities import statements
from pfgraph.sandbox.model.ids import normal_id
from pfgraph.sandbox.pages.views.links import Link, Reader, safe

_WITHOUT = {"somevalue": "unknown value", "novalue": "no value"}


def shown_value(reader: Reader, snak: Any) -> Link:
    """The value of a snak, leading to what it names."""
    if snak["snaktype"] != "value":
        return Link(_WITHOUT[snak["snaktype"]])
    value, kind = snak["datavalue"]["value"], snak["datavalue"]["type"]
    if kind == "wikibase-entityid":
        return reader.link(value["id"])
    if kind == "monolingualtext":
        return Link(value["text"], "", value["language"], value["language"])
    if kind == "time":
        return _time(reader, snak["datavalue"])
    if kind == "quantity":
        return _quantity(reader, snak["datavalue"])
    if kind == "globecoordinate":
        return Link(plain(reader, snak["datavalue"]))
    return Link(value, _address(reader, snak, value))


def plain(reader: Reader, datavalue: Any, **options: object) -> str:
    """The text of a value, without links; `options` are those of `wbformatvalue`."""

    def show(entity_id: str, _: str) -> Shown:
        link = reader.link(entity_id)
        return Shown(bool(link.href), link.text, link.language)

    return format_value(datavalue, Request("plain", show, "", options))


def _time(reader: Reader, datavalue: Any) -> Link:
    date = plain(reader, datavalue)
    calendar = plain(reader, datavalue, showcalendar="auto").removeprefix(date)
    return Link(date, note=calendar.strip(" ()"))


def _quantity(reader: Reader, datavalue: Any) -> Link:
    unit = normal_id(datavalue["value"]["unit"].rpartition("/")[2])
    return Link(
        plain(reader, datavalue, applyUnit=False), note=reader.link(unit).text if unit else ""
    )


def _address(reader: Reader, snak: Any, value: str) -> str:
    if snak["datatype"] == "url":
        return safe(value)
    if snak["datatype"] == "external-id":
        pattern = formatter_url(reader, snak["property"])
        return pattern.replace("$1", quote(value, safe="/:@!$&'()*+,;=~-._"))
    return ""


def formatter_url(reader: Reader, property_id: str) -> str:
    """The address with `$1` in it that a property says of itself, by whichever statement."""
    revision = reader.storage.latest(property_id)
    for statement in statements(revision.content) if revision else ():
        value = statement["mainsnak"].get("datavalue", {}).get("value")
        if isinstance(value, str) and "$1" in value and safe(value):
            return value
    return ""
