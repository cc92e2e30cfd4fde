"""The values of snaks as edit summaries show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.model.summaries import named_snak


def snak_summary(snak: Mapping[str, Any]) -> str:
    """A snak as an edit summary names it."""
    return named_snak(snak, _text)


def _text(snak: Mapping[str, Any]) -> str:
    kind, value = snak["datavalue"]["type"], snak["datavalue"]["value"]
    if kind == "wikibase-entityid":
        return f"[[{title_of(value['id'])}]]"
    if kind == "monolingualtext":
        return str(value["text"])
    if kind == "quantity":
        return str(value["amount"]).removeprefix("+")
    return str(value)
