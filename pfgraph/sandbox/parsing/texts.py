"""Texts: strings, addresses, identifiers, file names, and texts in a language."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from pfgraph.sandbox.model.ids import normal_id, type_of
from pfgraph.sandbox.parsing.failures import Unparsable
from pfgraph.sandbox.parsing.options import Options

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]+")


def trimmed(text: str) -> str:
    """In NFC, control characters as a blank, without separators at either end."""
    normal = _CONTROLS.sub(" ", text)
    start, end = 0, len(normal)
    while start < end and unicodedata.category(normal[start])[0] == "Z":
        start += 1
    while end > start and unicodedata.category(normal[end - 1])[0] == "Z":
        end -= 1
    return unicodedata.normalize("NFC", normal[start:end])


def parse_string(text: str, _: Options) -> dict[str, Any]:
    return {"value": trimmed(text), "type": "string"}


def parse_monolingual(text: str, options: Options) -> dict[str, Any]:
    language = options.get("valuelang")
    if not isinstance(language, str) or not language.strip():
        reason = "Cannot construct a MonolingualTextValue without a language code."
        raise Unparsable(reason, "monolingual-text")
    value = {"text": trimmed(text), "language": language.strip()}
    return {"value": value, "type": "monolingualtext"}


def parse_entity_id(text: str, _: Options) -> dict[str, Any]:
    entity_id = normal_id(re.sub(r"^\s+|\s+$", "", text))
    if entity_id is None:
        reason = f'The serialization "{text}" is not recognized by the configured id builders'
        raise Unparsable(reason, "entity-id-value")
    value = {
        "entity-type": type_of(entity_id),
        "numeric-id": int(entity_id[1:]),
        "id": entity_id,
    }
    return {"value": value, "type": "wikibase-entityid"}
