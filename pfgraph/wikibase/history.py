"""What the tool itself last wrote on an item, read from the wiki's own history."""

from collections.abc import Sequence
from dataclasses import dataclass

from pfgraph.wikibase.datamodel import Item
from pfgraph.wikibase.written import Written

SUMMARY = "pfgraph run"  # every edit of the tool begins its summary so
MERGE = "wbmergeitems"  # what the wiki itself writes into the summary of a merge
TAKES_BACK = "takes back run"  # what an edit of an undo says, with the run that it undoes


def run_of(comment: str) -> str:
    """The id of the run that an edit summary names; empty where it is no edit of the tool."""
    _, found, rest = comment.partition(f"{SUMMARY} ")
    return rest.partition(":")[0].partition("/")[0] if found else ""


def undone_in(comment: str) -> str:
    """The id of the run that an edit takes back; empty where it is no edit of an undo."""
    _, found, rest = comment.partition(f"{TAKES_BACK} ")
    return rest.split()[0].rstrip(",;") if found and run_of(comment) and rest.split() else ""


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
    earlier: dict[str, Written] = {}  # by run: what was written before it
    for revision in revisions:
        if revision.is_ours:
            run, undone = run_of(revision.comment), earlier.get(undone_in(revision.comment))
            if run not in earlier:
                earlier[run] = written.copy()
            if undone is None:
                written.by_us(before, revision.item)
            else:
                written.taken_back(before, revision.item, undone)
        else:
            written.by_people(before, revision.item)
        before = revision.item
    return written.item(before)
