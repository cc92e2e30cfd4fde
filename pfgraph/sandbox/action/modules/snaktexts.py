"""The values of snaks as edit summaries show them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from pfgraph.sandbox.action.modules.wbformatvalue import show
from pfgraph.sandbox.formatting.formatters import format_value
from pfgraph.sandbox.formatting.request import Request
from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.model.summaries import named_snak
from pfgraph.sandbox.wiki import Wiki


def snak_summary(wiki: Wiki, snak: Mapping[str, Any]) -> str:
    """A snak as an edit summary names it, in the wiki's own language."""
    request = Request("plain", partial(show, wiki), wiki.concepts)
    return named_snak(snak, lambda each: _text(each["datavalue"], request))


def _text(datavalue: Mapping[str, Any], request: Request) -> str:
    if datavalue["type"] == "wikibase-entityid":
        return f"[[{title_of(datavalue['value']['id'])}]]"
    return format_value(datavalue, request)
