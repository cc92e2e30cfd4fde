"""Search by label, alias, description or id, in every language."""

from __future__ import annotations

from starlette.responses import Response

from pfgraph.sandbox.model.ids import normal_id, title_of
from pfgraph.sandbox.pages.rendering import show
from pfgraph.sandbox.pages.views.finding import find
from pfgraph.sandbox.pages.visits import Visit, led_to

_MOST = 100


def search_page(visit: Visit) -> Response:
    """What was found; `go` leads straight to the page whose id was typed."""
    text = visit.field("search")[:250]
    entity_id = normal_id(text)
    if entity_id and "go" in visit.asked and visit.storage.latest(entity_id):
        return led_to(f"/wiki/{title_of(entity_id)}")
    found = find(visit.storage, text, visit.reader.language, _MOST + 1)
    return show(
        visit, "search.html", f"Search: {text}" if text else "Search", text=text,
        found=found[:_MOST], more=len(found) > _MOST,
    )  # fmt: skip
