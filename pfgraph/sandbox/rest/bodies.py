"""Bodies of requests: JSON objects with known fields of known types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qsl

from pfgraph.sandbox.model.phpjson import read_json
from pfgraph.sandbox.rest.errors import (
    framework_form,
    framework_message,
    invalid_value,
    missing_field,
)

Kind = Literal["array", "boolean", "string"]
Body = dict[str, Any]
_FORMS: dict[Kind, type | tuple[type, ...]] = {
    "array": (list, dict),
    "boolean": bool,
    "string": str,
}
_EDIT: dict[str, Kind] = {"tags": "array", "bot": "boolean", "comment": "string"}
JSON = "application/json"
JSON_PATCH = "application/json-patch+json"
_URLENCODED = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Fields:
    """What a body holds: perhaps one required field, and what is told of every edit."""

    required: Mapping[str, Kind] = field(default_factory=dict)

    @property
    def kinds(self) -> dict[str, Kind]:
        return {**self.required, **_EDIT}

    @property
    def takes(self) -> tuple[str, ...]:
        """The media types that the body may have."""
        if "patch" in self.required:
            return (JSON, JSON_PATCH)
        return (JSON, _URLENCODED, "multipart/form-data")


def parse_body(content: bytes, content_type: str, fields: Fields) -> Body:
    """The object that was sent; raises FrameworkError on other types and on what is no object."""
    kind = content_type.partition(";")[0].strip().lower()
    if not kind and not content:
        return {}
    if kind not in fields.takes:
        name = kind or "(null)"
        key = "rest-unsupported-content-type"
        raise framework_message(415, key, f"Unsupported Content-Type: {name}")
    if kind == _URLENCODED:
        return dict(parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True))
    return _object(content) if kind in (JSON, JSON_PATCH) else {}


def _object(content: bytes) -> Body:
    try:
        sent = read_json(content.decode("utf-8"))
    except ValueError:
        sent = None
    if not isinstance(sent, dict | list):
        text = "Parsing request body as JSON failed: not a valid JSON object"
        raise framework_message(400, "rest-json-body-parse-error", text)
    return sent if isinstance(sent, dict) else {str(key): value for key, value in enumerate(sent)}


def check_body(body: Body, fields: Fields) -> None:
    """Raise FrameworkError unless each field has its type, the required one is there and no other.

    A field that is null counts as not sent.
    """
    for name, kind in fields.kinds.items():
        if body.get(name) is not None:
            if not isinstance(body[name], _FORMS[kind]):
                raise framework_form(invalid_value(f"/{name}"))
        elif name in fields.required:
            raise framework_form(missing_field("", name))
    strange = [name for name in body if name not in fields.kinds]
    if strange:
        text = f"Extraneous fields found in request body: {', '.join(strange)}"
        raise framework_message(
            400,
            "rest-extraneous-body-fields",
            text,
            error="parameter-validation-failed",
            failureCode="extraneous-body-fields",
            name=strange[0],
            failureData=strange,
        )
