"""The wiki as it would be after a plan: made in memory, nothing is read or written."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.datamodel import Item, Statement
from pfgraph.wikibase.keys import is_wiki_id
from pfgraph.wikibase.state import WikiState


def future(state: WikiState, changes: Iterable[ItemChange]) -> WikiState:
    """The state after these changes, with numbers of its own making for new items.

    What is not changed is shared with `state`, which stays as it was.
    """
    listed = [change for change in changes if change.writes]
    free = _free_ids(state)
    new = {change.key: next(free) for change in listed if change.key not in state.items}
    items = {
        change.key: edited(state.items.get(change.key), change, new.get(change.key, change.id))
        for change in listed
    }
    return replace(state, items={**state.items, **items}, item_ids={**state.item_ids, **new})


def _free_ids(state: WikiState) -> Iterator[str]:
    taken = [int(each[1:]) for each in state.item_ids.values() if is_wiki_id(each)]
    return (f"Q{number}" for number in count(max(taken, default=0) + 1))


def edited(live: Item | None, change: ItemChange, new_id: str) -> Item:
    """The item after a change, as a wiki would hold it; `new_id` is the number of a new one.

    New statements get GUIDs that a wiki would not give.
    """
    item = live or Item(change.key, id=new_id)
    languages = dict.fromkeys([*item.aliases, *change.aliases])
    aliases = {
        code: item.aliases.get(code, frozenset()) | change.aliases.get(code, frozenset())
        for code in languages
    }
    return replace(
        item,
        labels={**item.labels, **{code: after for code, (_, after) in change.labels.items()}},
        descriptions={**item.descriptions, **change.descriptions},
        aliases=aliases,
        statements=tuple(_statements(item, change)),
        revision=item.revision + 1,
    )


def _statements(item: Item, change: ItemChange) -> Iterator[Statement]:
    """What stays and what changes in its old place, then what is new."""
    touched = {edit.before.guid: edit for edit in change.edits if edit.before}
    for statement in item.statements:
        edit = touched.get(statement.guid)
        if edit is None:
            yield statement
        elif edit.after is not None:
            yield replace(edit.after, guid=statement.guid, rank=statement.rank)
    added = (edit.after for edit in change.edits if edit.before is None and edit.after)
    for number, statement in enumerate(added, 1):
        yield replace(statement, guid=f"{item.id}${change.revision}-new-{number}")
