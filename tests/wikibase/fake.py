"""A wiki in memory that behaves, on what the sync side uses, like the real one."""

from dataclasses import replace
from itertools import count

from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.datamodel import Item, Statement

_guids = count(1)


def edited(live: Item | None, change: ItemChange) -> Item:
    """The item after a change was applied to it, as a wiki would hold it."""
    item = live or Item(change.key, id="Q1")
    labels = {**item.labels, **{code: new for code, (_, new) in change.labels.items()}}
    aliases = {
        code: item.aliases.get(code, frozenset()) | change.aliases.get(code, frozenset())
        for code in {*item.aliases, *change.aliases}
    }
    statements: dict[str, Statement] = {each.guid: each for each in item.statements}
    for edit in change.edits:
        if edit.after is None and edit.before:
            statements.pop(edit.before.guid)
        elif edit.after and edit.before:
            guid, rank = edit.before.guid, edit.before.rank
            statements[guid] = replace(edit.after, guid=guid, rank=rank)
        elif edit.after:
            guid = f"Q1${next(_guids)}"
            statements[guid] = replace(edit.after, guid=guid)
    return replace(
        item,
        labels=labels,
        aliases=aliases,
        descriptions={**item.descriptions, **change.descriptions},
        statements=tuple(statements.values()),
        revision=item.revision + 1,
    )
