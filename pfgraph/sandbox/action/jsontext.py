"""JSON that clients send inside a parameter."""

from __future__ import annotations

from typing import Any

from pfgraph.sandbox.action.specs import normal_text
from pfgraph.sandbox.model import phpjson


def read_json(text: str) -> Any:
    """The value of a JSON text that was made normal as all texts are; raises ValueError."""
    return phpjson.read_json(normal_text(text))
