"""Which formatter writes which value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pfgraph.sandbox.formatting.coordinates import format_coordinate
from pfgraph.sandbox.formatting.entities import format_entity
from pfgraph.sandbox.formatting.escaping import wiki_text
from pfgraph.sandbox.formatting.quantities import format_quantity
from pfgraph.sandbox.formatting.request import Request
from pfgraph.sandbox.formatting.texts import (
    format_data_page,
    format_media,
    format_monolingual,
    format_string,
    format_url,
)
from pfgraph.sandbox.formatting.times import format_time

Formatter = Callable[[Any, Request], str]


def _coordinate(value: Mapping[str, Any], request: Request) -> str:
    return format_string(format_coordinate(value), request)


def _entity(value: Mapping[str, Any], request: Request) -> str:
    return format_entity(value["id"], request)


def _escaped(formatter: Formatter) -> Formatter:
    """The same, its plain text escaped where wikitext is asked for."""

    def format_it(value: Any, request: Request) -> str:
        text = formatter(value, request)
        return wiki_text(text) if request.form == "wiki" else text

    return format_it


_BY_DATATYPE: dict[str, Formatter] = {
    "url": format_url,
    "commonsMedia": format_media,
    "geo-shape": format_data_page,
    "tabular-data": format_data_page,
}
_BY_TYPE: dict[str, Formatter] = {
    "string": format_string,
    "monolingualtext": format_monolingual,
    "time": _escaped(format_time),
    "quantity": _escaped(format_quantity),
    "globecoordinate": _coordinate,
    "wikibase-entityid": _entity,
}


def format_value(
    datavalue: Mapping[str, Any], request: Request, datatype: str | None = None
) -> str:
    """A normal data value in the form of the request, by its datatype where that is known."""
    formatter = _BY_DATATYPE.get(datatype or "") or _BY_TYPE[datavalue["type"]]
    return formatter(datavalue["value"], request)
