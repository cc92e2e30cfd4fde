"""An answer as JSON, or as a call of a function with it (JSONP)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pfgraph.sandbox.model.jsonwriting import answer_bytes

_NOT_IN_A_NAME = re.compile(r"[^\]\[.'\"_A-Za-z0-9]")
_LINE_ENDS = {"\u2028": "\\u2028", "\u2029": "\\u2029"}
"""They end a line in JavaScript of old."""


def as_json(answer: Any, sent: Mapping[str, str]) -> bytes:
    """The text in UTF-8; the old format escapes what is not ASCII unless `utf8` is sent."""
    newer = sent.get("formatversion") in ("2", "latest")
    body = answer_bytes(answer, ascii_only="ascii" in sent if newer else "utf8" not in sent)
    if "callback" not in sent:
        return body
    text = body.decode()
    for character, escaped in _LINE_ENDS.items():
        text = text.replace(character, escaped)
    # the comment keeps the text from being taken for a Flash file
    return f"/**/{_NOT_IN_A_NAME.sub('', sent['callback'])}({text})".encode()
