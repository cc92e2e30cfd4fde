"""A wiki in memory that behaves, on what the sync side uses, like the real one."""

from pfgraph.wikibase import future
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.datamodel import Item


def edited(live: Item | None, change: ItemChange) -> Item:
    """The item after a change was applied to it, as a wiki would hold it."""
    return future.edited(live, change, "Q1")
