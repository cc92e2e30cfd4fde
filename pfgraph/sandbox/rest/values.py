"""Values in the REST API's form and in the data model's, back and forth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pfgraph.sandbox.model.datatypes import VALUE_TYPES
from pfgraph.sandbox.rest.refusals import Invalid, Missing

_TIME = {"time": str, "precision": int, "calendarmodel": str}
_GLOBE = ("latitude", "longitude", "precision", "globe")


def content_of(datavalue: Mapping[str, Any]) -> Any:
    """The `content` of a value as it is kept."""
    value = datavalue["value"]
    match datavalue["type"]:
        case "wikibase-entityid":
            return value["id"]
        case "time":
            return {name: value[name] for name in _TIME}
        case "globecoordinate":
            return {name: value[name] for name in _GLOBE}
        case _:
            return value


def datavalue_of(datatype: str, content: Any, path: str) -> dict[str, Any]:
    """The data value behind a `content`, not yet checked against the datatype.

    `path` is the JSON pointer of the `value` object that holds the content.
    """
    kind = VALUE_TYPES[datatype]
    if kind == "wikibase-entityid":
        if not isinstance(content, str):
            raise Invalid(f"{path}/content", content)
        return {"type": kind, "value": {"id": content}}
    if kind == "time":
        return {"type": kind, "value": _time(content, path)}
    return {"type": kind, "value": content}


def _time(content: Any, path: str) -> dict[str, Any]:
    # the fields' pointers leave `content` out, as Wikibase's do
    if not isinstance(content, dict):
        raise Invalid(f"{path}/content", content)
    for name in _TIME:
        if name not in content:
            raise Missing(path, name)
    for name, form in _TIME.items():
        if type(content[name]) is not form:
            raise Invalid(f"{path}/{name}", content[name])
    return {name: content[name] for name in _TIME} | {"timezone": 0, "before": 0, "after": 0}
