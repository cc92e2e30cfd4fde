"""Names that a browser offers while somebody types."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from pfgraph.sandbox.pages.editing.typed import named
from pfgraph.sandbox.pages.views.finding import Found, find
from pfgraph.sandbox.pages.views.links import Reader
from pfgraph.sandbox.pages.visits import Visit

_MOST = 500
_OFFERED = 12


def suggestions(reader: Reader) -> list[str]:
    """The wiki's properties as fields take them, by name; the first ones of a wiki with many."""
    ids = reader.storage.entity_ids("property", 0, _MOST)
    return sorted((named(reader, each) for each in ids), key=str.casefold)


def suggest(visit: Visit) -> Response:
    """`Special:Suggest?kind=item&text=…`: names as fields take them, each with a word on it."""
    kind = visit.field("kind") if visit.field("kind") in ("item", "property") else ""
    text = visit.field("text")[:250]
    found = find(visit.storage, text, visit.reader.language, _OFFERED, kind)
    offered = [
        {"name": named(visit.reader, each.entity_id), "about": _about(visit.reader, each)}
        for each in found
    ]
    return JSONResponse(offered, headers={"X-Content-Type-Options": "nosniff"})


def _about(reader: Reader, found: Found) -> str:
    """The term by which it was found, where that is another one, and the description."""
    description = reader.description(found.entity_id)
    texts = [found.text] if found.text != reader.link(found.entity_id).text else []
    return " – ".join(dict.fromkeys([*texts, description.text if description else ""])).strip(" –")
