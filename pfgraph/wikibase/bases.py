"""Bases of items: what of each is the tool's own, from the wiki's page histories."""

import re
from collections.abc import Iterable
from dataclasses import replace

from pfgraph.wikibase.datamodel import Item, Statement
from pfgraph.wikibase.entityjson import RECORD_ID, item_from_json
from pfgraph.wikibase.history import Revision, last_written
from pfgraph.wikibase.repository import Repository
from pfgraph.wikibase.state import WikiState
from pfgraph.wikibase.values import StringValue

_MERGED_FROM = re.compile(r"wbmergeitems-from:\d*\|\|(Q\d+)")
_MERGED_AWAY = "wbmergeitems-to"
DEEPEST = 5  # merges into merges that are followed


def read_bases(keys: Iterable[str], state: WikiState, repository: Repository) -> dict[str, Item]:
    """What the tool last wrote on each of these items, also before they were merged."""
    bases: dict[str, Item] = {}
    for key in keys:
        base = _base(key, state.items[key].id, state, repository, DEEPEST)
        if base is not None:
            bases[key] = base
    return bases


def _base(
    key: str, item_id: str, state: WikiState, repository: Repository, depth: int
) -> Item | None:
    revisions = read_history(item_id, state, repository)
    base = last_written(revisions)
    for revision in revisions:
        for source in _MERGED_FROM.findall(revision.comment) if depth else ():
            moved = _moved(key, source, revision.item, state, repository, depth - 1)
            base = moved if base is None else _both(key, base, moved) if moved else base
    return base


def read_history(item_id: str, state: WikiState, repository: Repository) -> list[Revision]:
    """All revisions of an item, oldest first, in terms of the ontology."""
    names = state.names
    return [
        Revision(each.id, each.comment, item_from_json({**each.entity, "id": item_id}, names))
        for each in repository.history(item_id)
    ]


def _moved(
    key: str, source: str, after: Item, state: WikiState, repository: Repository, depth: int
) -> Item | None:
    """What was the tool's own on an item that was merged, as it stands on the other since."""
    base = _base(key, source, state, repository, depth)
    if base is None:
        return None
    last = [
        each.item
        for each in read_history(source, state, repository)
        if _MERGED_AWAY not in each.comment and each.item.statements
    ]
    there = {each.guid: each for each in (last[-1].statements if last else ())}
    landed = {(each.says, each.marker): each.guid for each in after.statements}

    def moved(statement: Statement) -> Statement:
        left = there.get(statement.guid)
        guid = landed.get((left.says, left.marker), "") if left else ""
        return replace(statement, guid=guid or statement.guid)

    return replace(base, statements=tuple(moved(each) for each in base.statements))


def _both(key: str, base: Item, moved: Item) -> Item:
    """One base of both; the terms are those of the item that stood for the record."""
    named = any(
        each.main.prop == RECORD_ID and each.main.value == StringValue(key)
        for each in moved.statements
    )
    terms = moved if named else base
    return replace(
        base,
        labels=terms.labels,
        aliases=terms.aliases,
        statements=(*base.statements, *moved.statements),
    )
