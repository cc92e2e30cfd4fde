"""JSON as the wiki writes it and reads it again, quickly."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass
from typing import Any

import orjson

_COMPACT = (",", ":")
_LONG = re.compile(r"[:\[,]-?\d{19}")


@dataclass(frozen=True, slots=True)
class Ready:
    """A part of an answer that is JSON already."""

    text: str

    @property
    def value(self) -> Any:
        """What the text says."""
        return json.loads(self.text)


def written(value: Any) -> str:
    """A value as JSON without blanks, characters beyond ASCII as they are."""
    return _bytes(value).decode()


def read_again(text: str) -> Any:
    """What `written` wrote."""
    # orjson makes floats of integers that are too large for it
    return json.loads(text) if _LONG.search(text) else orjson.loads(text)


def answer_bytes(value: Any, ascii_only: bool) -> bytes:
    """An answer as JSON without blanks, in UTF-8 or with other characters escaped."""
    text = _bytes(value)
    if ascii_only and not text.isascii():
        # beyond ASCII there are only texts, and each character of a text may be escaped
        return text.decode().encode("ascii", _ESCAPES)
    return text


def _bytes(value: Any) -> bytes:
    try:
        return orjson.dumps(value, default=_part, option=orjson.OPT_PASSTHROUGH_DATACLASS)
    except TypeError:
        # integers of more than 64 bits
        text = json.dumps(value, ensure_ascii=False, separators=_COMPACT, default=_plain)
        return text.encode()


def _part(value: Any) -> orjson.Fragment:
    return orjson.Fragment(_ready(value).text)


def _plain(value: Any) -> Any:
    return _ready(value).value


def _ready(value: Any) -> Ready:
    if isinstance(value, Ready):
        return value
    raise TypeError(f"{type(value).__name__} is not JSON")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    text = error.object[error.start : error.end]
    return json.dumps(text)[1:-1], error.end


_ESCAPES = "pfgraph-json-escapes"
codecs.register_error(_ESCAPES, _escaped)
