"""Which parser reads which datatype."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pfgraph.sandbox.parsing.coordinates import parse_coordinate
from pfgraph.sandbox.parsing.options import Options
from pfgraph.sandbox.parsing.quantities import parse_quantity
from pfgraph.sandbox.parsing.texts import parse_entity_id, parse_monolingual, parse_string
from pfgraph.sandbox.parsing.times import parse_time

Parser = Callable[[str, Options], dict[str, Any]]


def _unread(text: str, _: Options) -> dict[str, Any]:
    return {"value": text, "type": "unknown"}


_PARSERS: dict[str, Parser] = {
    "commonsMedia": parse_string,
    "external-id": parse_string,
    "geo-shape": parse_string,
    "globe-coordinate": parse_coordinate,
    "globecoordinate": parse_coordinate,
    "monolingualtext": parse_monolingual,
    "null": _unread,
    "quantity": parse_quantity,
    "string": parse_string,
    "tabular-data": parse_string,
    "time": parse_time,
    "url": parse_string,
    "wikibase-entityid": parse_entity_id,
    "wikibase-item": parse_entity_id,
    "wikibase-property": parse_entity_id,
}


def parse(kind: str, text: str, options: Options) -> dict[str, Any]:
    """The data value that a text stands for, by datatype or by a parser's old name.

    Raises:
        Unparsable: the text is no such value.
        KeyError: there is no such datatype.
    """
    return _PARSERS[kind](text, options)
