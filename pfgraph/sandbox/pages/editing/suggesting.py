"""Names that a browser offers while somebody types."""

from __future__ import annotations

from pfgraph.sandbox.pages.editing.typed import named
from pfgraph.sandbox.pages.views.links import Reader

_MOST = 500


def suggestions(reader: Reader) -> list[str]:
    """The wiki's properties as fields take them, by name; the first ones of a wiki with many."""
    ids = reader.storage.entity_ids("property", 0, _MOST)
    return sorted((named(reader, each) for each in ids), key=str.casefold)
