"""What the tool itself last wrote on an item, read from the wiki's own history."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pfgraph.wikibase.datamodel import Item, Statement

SUMMARY = "pfgraph run"  # every edit of the tool begins its summary so
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
    written, earlier = _Written(), dict[str, _Written]()
    before = Item(ours[0].item.key)
    for revision in revisions:
        if revision.is_ours:
            earlier.setdefault(run_of(revision.comment), written.copy())
            undone = earlier.get(undone_in(revision.comment))
            if undone is None:
                written.take(before, revision.item)
            else:
                written.take_back(before, revision.item, undone)
        before = revision.item
    return written.item(ours[-1])


@dataclass(slots=True)
class _Written:
    labels: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, frozenset[str]] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)

    def copy(self) -> "_Written":
        return _Written(dict(self.labels), dict(self.aliases), dict(self.statements))

    def take(self, before: Item, after: Item) -> None:
        for code, text in after.labels.items():
            if before.labels.get(code) != text:
                self.labels[code] = text
        for code, texts in after.aliases.items():
            added = texts - before.aliases.get(code, frozenset())
            self.aliases[code] = self.aliases.get(code, frozenset()) | added
        for guid, statement in _changed(before, after).items():
            if statement is None:
                self.statements.pop(guid, None)
            else:
                self.statements[guid] = statement

    def take_back(self, before: Item, after: Item, undone: "_Written") -> None:
        """What an undo changed is again as the tool had written it before the run undone."""
        for code in before.labels.keys() | after.labels.keys():
            if before.labels.get(code) != after.labels.get(code):
                _restore(self.labels, undone.labels, code)
        for code in before.aliases.keys() | after.aliases.keys():
            turned = before.aliases.get(code, _NONE) ^ after.aliases.get(code, _NONE)
            kept = self.aliases.get(code, _NONE) - turned
            self.aliases[code] = kept | (undone.aliases.get(code, _NONE) & turned)
        for guid in _changed(before, after):
            _restore(self.statements, undone.statements, guid)

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


_NONE: frozenset[str] = frozenset()


def _restore(now: dict[str, Any], once: dict[str, Any], name: str) -> None:
    if name in once:
        now[name] = once[name]
    else:
        now.pop(name, None)


def _changed(before: Item, after: Item) -> dict[str, Statement | None]:
    """The statements that differ, as they are after it, by GUID; None for those that are gone."""
    known = {each.guid: each for each in before.statements}
    left = {each.guid: each for each in after.statements}
    gone: dict[str, Statement | None] = dict.fromkeys(known.keys() - left.keys())
    return gone | {
        guid: each
        for guid, each in left.items()
        if guid not in known or known[guid].says != each.says or known[guid].marker != each.marker
    }
