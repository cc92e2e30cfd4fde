"""What the tool itself last wrote on an item, read from the wiki's own history."""

from collections.abc import Sequence
from dataclasses import dataclass

from pfgraph.wikibase.datamodel import Item
from pfgraph.wikibase.written import Written

SUMMARY = "pfgraph run"  # every edit of the tool begins its summary so
MERGE = "wbmergeitems"  # what the wiki itself writes into the summary of a merge


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of an item: its number, its edit summary, and the item as it was then."""

    id: int
    comment: str
    item: Item

    @property
    def is_ours(self) -> bool:
        """Whether the tool made it, under whatever account.

        A merge of items does not count: it brings along what people wrote on the other item.
        """
        return SUMMARY in self.comment and MERGE not in self.comment


def last_written(revisions: Sequence[Revision]) -> Item | None:
    """What of the item is the tool's own: labels, aliases, and of each statement the parts that
    the tool last set. None if it never wrote there.

    `revisions` are all of one item, oldest first. What people changed, before or after, does not
    enter: a revision of ours counts only by what it made different from the one before.
    """
    if not any(revision.is_ours for revision in revisions):
        return None
    written, before = Written(), Item(revisions[0].item.key)
    for revision in revisions:
        if revision.is_ours:
            written.by_us(before, revision.item)
        else:
            written.by_people(before, revision.item)
        before = revision.item
    return written.item(before)
