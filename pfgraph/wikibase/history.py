"""What the tool itself last wrote on an item, read from the wiki's own history."""

from collections.abc import Sequence
from dataclasses import dataclass

from pfgraph.wikibase.datamodel import Item, Statement

SUMMARY = "pfgraph run"  # every edit of the tool begins its summary so


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of an item: its number, its edit summary, and the item as it was then."""

    id: int
    comment: str
    item: Item

    @property
    def is_ours(self) -> bool:
        """Whether the tool made it, under whatever account."""
        return SUMMARY in self.comment


def last_written(revisions: Sequence[Revision]) -> Item | None:
    """The labels, aliases and statements as the tool last set them; None if it never did.

    `revisions` are all of one item, oldest first. What people changed, before or after, does
    not enter: a revision of ours counts only by what it made different from the one before.
    """
    ours = [revision for revision in revisions if revision.is_ours]
    if not ours:
        return None
    written = _Written()
    before = Item(ours[0].item.key)
    for revision in revisions:
        if revision.is_ours:
            written.take(before, revision.item)
        before = revision.item
    return written.item(ours[-1])


class _Written:
    def __init__(self) -> None:
        self.labels: dict[str, str] = {}
        self.aliases: dict[str, frozenset[str]] = {}
        self.statements: dict[str, Statement] = {}

    def take(self, before: Item, after: Item) -> None:
        for code, text in after.labels.items():
            if before.labels.get(code) != text:
                self.labels[code] = text
        for code, texts in after.aliases.items():
            added = texts - before.aliases.get(code, frozenset())
            self.aliases[code] = self.aliases.get(code, frozenset()) | added
        known = {each.guid: each for each in before.statements}
        kept = {each.guid for each in after.statements}
        for gone in known.keys() - kept:
            self.statements.pop(gone, None)
        for statement in after.statements:
            old = known.get(statement.guid)
            if old is None or old.says != statement.says or old.marker != statement.marker:
                self.statements[statement.guid] = statement

    def item(self, last: Revision) -> Item:
        return Item(
            last.item.key,
            self.labels,
            {},
            self.aliases,
            tuple(self.statements.values()),
            last.item.id,
            last.id,
        )
