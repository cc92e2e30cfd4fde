"""An answer as XML: texts and numbers are attributes, everything else is an element.

See https://www.mediawiki.org/wiki/API:Data_formats#XML_parameters_(format=xml)
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from pfgraph.sandbox.action.formats.xmlnames import (
    BY_NUMBER,
    Shape,
    content_name,
    member_shape,
    shape_of,
)

NAMESPACE = "http://www.mediawiki.org/xml/api/"
_SPACE = {"xml:space": "preserve"}


def as_xml(answer: Any, namespace: bool = False) -> str:
    """The document of an answer in the old format."""
    value = answer if isinstance(answer, dict) else {"_v": answer}
    attributes = {"xmlns": NAMESPACE} if namespace else {}
    return '<?xml version="1.0"?>' + _element("api", value, "", attributes)


def _element(name: str, value: Any, path: str, attributes: Mapping[str, Any]) -> str:
    if isinstance(value, dict):
        return _of_map(name, value, path, dict(attributes))
    if isinstance(value, list):
        tag = shape_of(path).member
        inner = "".join(_element(tag, each, f"{path}/{tag}", {}) for each in value)
        return _tagged(name, attributes, inner)
    return _tagged(name, attributes, "" if value is None else _text(value))


def _of_map(name: str, value: dict[str, Any], path: str, attributes: dict[str, Any]) -> str:
    shape = shape_of(path)
    if shape.keyed:
        return _tagged(name, attributes, _members(value, path, shape))
    content = value.get("*")
    inner = ""
    for key, each in value.items():
        if key == "*" and not isinstance(each, dict | list):
            continue
        if isinstance(each, dict | list):
            inner += _child(key, each, path)
        elif not isinstance(each, bool) and each is not None:
            attributes[key] = each
        elif each is True:
            attributes[key] = ""
    if content is None or isinstance(content, dict | list):
        return _tagged(name, attributes, inner)
    if inner or not path:
        return _tagged(
            name, attributes, inner + _tagged(content_name(path), _SPACE, _text(content))
        )
    return _tagged(name, attributes | _SPACE, _text(content))


def _child(key: str, value: Any, path: str) -> str:
    if key.lstrip("-").isdecimal():
        return _element(shape_of(path).member, value, f"{path}/{key}", {BY_NUMBER: key})
    return _element(key.replace(" ", "_"), value, f"{path}/{key}", {})


def _members(value: dict[str, Any], path: str, shape: Shape) -> str:
    """The entries of a map whose keys are data: they become an attribute, or go unsaid."""
    inner = ""
    for key, each in value.items():
        place = member_shape(path, shape)
        attributes = {shape.keyed: key} if shape.keyed != "-" else {}
        for one in each if shape.flat and isinstance(each, list) else [each]:
            inner += _element(shape.member, one, place, attributes)
    return inner


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(str(value), quote=False)


def _tagged(name: str, attributes: Mapping[str, Any], inner: str) -> str:
    said = "".join(f' {key}="{_attribute(each)}"' for key, each in attributes.items())
    return f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said} />"


def _attribute(value: Any) -> str:
    text = escape(str(value), quote=False).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
