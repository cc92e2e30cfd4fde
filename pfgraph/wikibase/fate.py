"""What became of items that once stood for a record: merged, deleted, or without its record id.

A record whose item is not found by its record id is not simply made again. That an item was there
is known from the journal of this machine, from markers that were left behind, from the account's
own edits (their summaries name the record), and from statements that still refer to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pfgraph.wikibase.changes import Conflict, Reason
from pfgraph.wikibase.claiming import with_names
from pfgraph.wikibase.datamodel import Item
from pfgraph.wikibase.history import SUMMARY, undone_in
from pfgraph.wikibase.keys import is_term, is_wiki_id
from pfgraph.wikibase.repository import Contribution, PageLog, Repository
from pfgraph.wikibase.results import NEW_ITEM
from pfgraph.wikibase.state import WikiState
from pfgraph.wikibase.values import ItemValue
from pfgraph.wikibase.wishes import Wishes

ALWAYS = "2001-01-15T00:00:00Z"  # older than any Wikibase


@dataclass(frozen=True, slots=True)
class Fates:
    """The desired items and the wiki, brought together.

    `items` are those that can be compared, `conflicts` those that cannot, by key with the id of
    the item that it is about; `note` says what nobody could find out.
    """

    items: dict[str, Item]
    state: WikiState
    conflicts: dict[str, tuple[str, Conflict]]
    note: str = ""


def follow(
    items: dict[str, Item],
    state: WikiState,
    repository: Repository,
    wishes: Wishes,
    known: Mapping[str, str],
) -> Fates:
    """Find the items that stand for records now. Asks the wiki only where records have none.

    `known` are ids of items by key, as the journal tells them.
    """
    missing = [key for key, item in items.items() if item.complete and not _is_there(key, state)]
    note, conflicts = "", dict[str, tuple[str, Conflict]]()
    if missing or _dangling(items, state):
        redirects = repository.redirects()
        state = _with_redirects(state, redirects)
        search = _Search(missing, items, state, repository, redirects, known)
        origins, note = search.origins()
        emptied = search.emptied(origins.values())
        for key, item_id in origins.items():
            if item_id in redirects:
                state = _led_on(state, key, redirects[item_id])
            elif item_id in emptied:
                continue  # as if the tool had deleted it
            elif not wishes.recreate and (found := search.lost(key, item_id)):
                conflicts[key] = (item_id, found)
    conflicts |= dict(_merged(items, state))
    kept = {key: item for key, item in items.items() if key not in conflicts}
    conflicts |= dict(_twins(items, state))
    return Fates(_renamed(kept, state), _with_merged(kept, state), conflicts, note)


def _is_there(key: str, state: WikiState) -> bool:
    return key in state.item_ids or is_wiki_id(key) or is_term(key)


def _dangling(items: Mapping[str, Item], state: WikiState) -> bool:
    """Whether a statement of the tool's refers to an item that is not there."""
    return any(
        isinstance(each.main.value, ItemValue)
        and is_wiki_id(each.main.value.key)
        and each.main.value.key not in state.items
        and each.marker
        for key in items
        if key in state.items
        for each in state.items[key].statements
    )


@dataclass(frozen=True, slots=True)
class _Search:
    missing: list[str]
    items: Mapping[str, Item]
    state: WikiState
    repository: Repository
    redirects: Mapping[str, str]
    known: Mapping[str, str]

    def origins(self) -> tuple[dict[str, str], str]:
        """The ids that items of missing records had, and what could not be found out."""
        if not self.missing:
            return {}, ""
        found = dict(self._by_markers())
        found |= {key: self.known[key] for key in self.missing if key in self.known}
        if self.redirects and set(self.missing) - set(found):
            found = dict(self._named(self.repository.contributions(ALWAYS))) | found
        gone = {each.id for each in self.deletions()}
        if not gone or not set(self.missing) - set(found):
            return found, ""
        found = dict(self._by_references(gone)) | found
        edits = self.repository.deleted_edits()
        found = dict(self._named(edits or ())) | found
        unknown = len(gone - set(found.values()) - set(self.known.values()))
        told = "" if edits is not None or not unknown else _unknown(unknown)
        return found, told

    def deletions(self) -> list[PageLog]:
        """What people deleted and nobody restored; what the tool deleted may be made again."""
        newest: dict[str, PageLog] = {}
        for each in self.repository.page_log(ALWAYS):
            newest.setdefault(each.id, each)
        deleted = (each for each in newest.values() if each.action == "delete")
        return [each for each in deleted if is_wiki_id(each.id) and SUMMARY not in each.comment]

    def emptied(self, ids: Iterable[str]) -> frozenset[str]:
        """Of these items those from which an undo of the tool took all that there was."""
        bare = {each for each in ids if each in self.state.items and self._is_bare(each)}
        newest = self.repository.newest_revisions("item") if bare else ()
        return frozenset(each.id for each in newest if each.id in bare and undone_in(each.comment))

    def _is_bare(self, item_id: str) -> bool:
        item = self.state.items[item_id]
        return not (item.labels or item.descriptions or item.aliases or item.statements)

    def lost(self, key: str, item_id: str) -> Conflict | None:
        """The conflict about an item that was deleted, or that no longer names its record."""
        for each in self.deletions():
            if each.id == item_id:
                told = f"deleted by {each.user} on {each.timestamp[:10]}: {each.comment or '–'}"
                return Conflict("item", Reason.DELETED, key, f"{item_id} was {told}")
        if item_id in self.state.items:
            return Conflict("item", Reason.UNNAMED, key, item_id)
        return None

    def _by_markers(self) -> Iterator[tuple[str, str]]:
        """Items without a record id that still carry markers of one."""
        wanted = set(self.missing)
        for item in self.state.items.values():
            if is_wiki_id(item.key):
                yield from ((s.marker, item.id) for s in item.statements if s.marker in wanted)

    def _named(self, edits: Iterable[Contribution]) -> Iterator[tuple[str, str]]:
        wanted = set(self.missing)
        for each in edits:
            _, found, key = each.comment.partition(f": {NEW_ITEM} ")
            if found and SUMMARY in each.comment and key in wanted:
                yield key, each.id

    def _by_references(self, gone: set[str]) -> Iterator[tuple[str, str]]:
        """Rows that refer to a missing record where the wiki refers to a deleted item."""
        for key, item in self.items.items():
            live = self.state.items.get(key)
            there = {each.marker: each.main for each in live.statements} if live else {}
            for ours in item.statements:
                theirs = there.get(ours.marker) if ours.marker != key else None
                if theirs and isinstance(ours.main.value, ItemValue):
                    value = theirs.value
                    if isinstance(value, ItemValue) and value.key in gone:
                        yield ours.main.value.key, value.key


def _unknown(number: int) -> str:
    return (
        f"{number} items were deleted on this wiki, and the account may not see what they were; "
        "if a record of this load was among them, it counts as new"
    )


def _with_redirects(state: WikiState, redirects: Mapping[str, str]) -> WikiState:
    """The state in which values that lead to a redirect name the item behind it."""
    if not redirects:
        return state
    state = replace(state, redirects=dict(redirects))
    names = state.names
    keys = {old: names.key_of(old) for old in redirects}
    return replace(state, items={key: with_names(item, keys) for key, item in state.items.items()})


def _led_on(state: WikiState, key: str, target: str) -> WikiState:
    """The state in which a record is found through the redirect that its item became."""
    name = state.names.key_of(target)
    if name not in state.items:
        return state
    return replace(
        state,
        item_ids={**state.item_ids, key: target},
        merged={**state.merged, key: name},
    )


def _merged(
    items: Mapping[str, Item], state: WikiState
) -> Iterator[tuple[str, tuple[str, Conflict]]]:
    """Records whose item is that of another record of the load."""
    taken: dict[str, str] = {}
    for key in [*(k for k in items if k not in state.merged), *state.merged]:
        item = items.get(key)
        if item is None or not item.complete or key not in state.item_ids:
            continue
        item_id = state.item_ids[key]
        first = taken.setdefault(item_id, key)
        if first != key:
            yield key, (item_id, Conflict("item", Reason.MERGED, key, f"{item_id} is {first}"))


def _twins(
    items: Mapping[str, Item], state: WikiState
) -> Iterator[tuple[str, tuple[str, Conflict]]]:
    for key in items:
        if key in state.twins:
            ids = ", ".join((state.item_ids[key], *state.twins[key]))
            yield key, (state.item_ids[key], Conflict("item", Reason.TWINS, key, ids))


def _with_merged(items: Mapping[str, Item], state: WikiState) -> WikiState:
    """The state in which an item is also found by the further keys that the load speaks of."""
    found = {
        key: replace(state.items[first], key=key)
        for key, first in state.merged.items()
        if key in items and first in state.items
    }
    return replace(state, items={**state.items, **found}) if found else state


def _renamed(items: dict[str, Item], state: WikiState) -> dict[str, Item]:
    """The desired items, which call every item by the name that the wiki's state has for it."""
    if not state.merged:
        return items
    return {key: with_names(item, state.merged) for key, item in items.items()}
