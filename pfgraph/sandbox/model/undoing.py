"""Taking edits back: the content that an undo, a rollback or a restore saves."""

from __future__ import annotations

from pfgraph.sandbox.model.patch import Overlap, patched
from pfgraph.sandbox.store.storage import Entity


class NothingLeft(Exception):
    """The edits cannot be taken back: what they changed was changed again since."""


def undone(before: Entity, after: Entity, newest: Entity) -> Entity:
    """`newest` without the change from `before` to `after`; raises NothingLeft.

    Of the newest revision itself this is `before`. A redirect is taken back whole or not at all.
    """
    if after == newest:
        return before
    if any("redirect" in content for content in (before, after, newest)):
        raise NothingLeft
    try:
        result = patched(after, before, newest)
    except Overlap as overlap:
        raise NothingLeft from overlap
    if result == newest and before != after:
        raise NothingLeft
    return result
