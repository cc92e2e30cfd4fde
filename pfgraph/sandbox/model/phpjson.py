"""JSON as PHP reads it."""

from __future__ import annotations

import json
from typing import Any

DEEPEST = 512  # levels, the default of PHP's json_decode


def read_json(text: str) -> Any:
    """The value of a JSON text; raises ValueError for what is none.

    NaN, Infinity, half a surrogate pair and nesting below the deepest level are none.
    """
    try:
        value = json.loads(text, parse_constant=_refuse)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if text.count("[") + text.count("{") > DEEPEST and _depth(value) > DEEPEST:
        raise ValueError("nested too deeply")
    return value


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _depth(value: Any) -> int:
    level, depth = [value], 0
    while level:
        inner = [each for each in level if isinstance(each, dict | list)]
        parts = (each.values() if isinstance(each, dict) else each for each in inner)
        level = [each for part in parts for each in part]
        depth += bool(inner)
    return depth
