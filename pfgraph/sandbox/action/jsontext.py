"""JSON that clients send inside a parameter."""

from __future__ import annotations

import json
import re
from typing import Any

from pfgraph.sandbox.action.specs import normal_text

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(text: str) -> Any:
    """The value of a JSON text; raises ValueError for what is none, by PHP's stricter reading.

    Half a surrogate pair, NaN and Infinity are refused; nesting too deep to read is, too.
    """
    try:
        value = json.loads(normal_text(text), parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if _SURROGATE.search(text):
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
