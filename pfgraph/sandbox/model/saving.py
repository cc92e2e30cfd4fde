"""Saving edits: rights, base revisions, conflicts, null edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pfgraph.sandbox.model.changetags import change_tags
from pfgraph.sandbox.model.entities import Change, empty
from pfgraph.sandbox.model.errors import ApiError, wikibase_error
from pfgraph.sandbox.model.ids import type_of
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.patch import Overlap, patched
from pfgraph.sandbox.model.permissions import require_edit
from pfgraph.sandbox.model.terms import check_terms
from pfgraph.sandbox.store.storage import Edit, Entity, Revision
from pfgraph.sandbox.wiki import Wiki

__all__ = [
    "Describe",
    "Saved",
    "base_revision",
    "create",
    "existing",
    "require_edit",
    "restore",
    "update",
]
Describe = Callable[[Entity, Entity], Edit]
"""Who edits, told from what an entity was and what the edit made of it."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of an edit; `entity` is the edited base, as the wiki answers it."""

    revision_id: int
    entity: Entity
    changed: bool = True
    was_patched: bool = False


def existing(wiki: Wiki, entity_id: str) -> Revision:
    """The newest revision of an entity that may be edited; raises `no-such-entity` and the like."""
    revision = wiki.storage.latest(entity_id)
    if revision is None:
        raise wikibase_error("no-such-entity", "no-such-entity", entity_id)
    if revision.target:
        raise wikibase_error("unresolved-redirect", "wikibase-api-unresolved-redirect")
    return revision


def base_revision(wiki: Wiki, newest: Revision, base_id: int | None) -> Revision:
    """The revision an edit starts from; raises `nosuchrevid`."""
    if not base_id or base_id == newest.revision_id:
        return newest
    base = wiki.storage.revision(base_id)
    if base is None or base.page_id != newest.page_id:
        raise wikibase_error("nosuchrevid", "wikibase-api-nosuchrevid")
    return base


def changed_entity(wiki: Wiki, base: Entity, changes: Sequence[Change], clear: bool) -> Entity:
    """A changed copy of an entity, its terms checked; `base` itself stays as it is."""
    kind = type_of(base["id"])
    edited = empty(kind, base["id"], base.get("datatype")) if clear else dict(base)
    for change in changes:
        change(edited)
    check_terms(edited, base, wiki.storage)
    return edited


def create(wiki: Wiki, entity: Entity, changes: Sequence[Change], edit: Edit) -> Saved:
    """Save a new entity."""
    with wiki.storage.editing():
        edited = changed_entity(wiki, entity, changes, clear=False)
        return Saved(_write(wiki, edited, edit).revision_id, edited)


def update(
    wiki: Wiki,
    newest: Revision,
    changes: Sequence[Change],
    edit: Edit | Describe,
    base_id: int | None = None,
    clear: bool = False,
) -> Saved:
    """Save a change; an edit on an older revision is patched in or raises `editconflict`.

    `newest` is what the caller saw; what somebody saved since then is looked at, not lost.
    """
    with wiki.storage.editing():
        return _update(wiki, existing(wiki, newest.entity_id), changes, edit, base_id, clear)


def restore(wiki: Wiki, newest: Revision, content: Entity, edit: Edit) -> Revision:
    """Save an earlier content, a redirect's too, or one made of it; a null edit saves nothing."""
    if content == newest.content:
        return newest
    target = content.get("redirect")
    edit = change_tags(edit, newest, target)
    return wiki.storage.save(newest.entity_id, content, edit, target)


def _update(
    wiki: Wiki,
    newest: Revision,
    changes: Sequence[Change],
    edit: Edit | Describe,
    base_id: int | None,
    clear: bool,
) -> Saved:
    base = base_revision(wiki, newest, base_id)
    edited = changed_entity(wiki, base.content, changes, clear)
    if edited == base.content:
        return Saved(newest.revision_id, edited, changed=False)
    edit = edit if isinstance(edit, Edit) else edit(base.content, edited)
    if base.revision_id == newest.revision_id:
        return Saved(_write(wiki, edited, edit).revision_id, edited)
    merged = _merged(base.content, edited, newest.content, clear)
    check_terms(merged, newest.content, wiki.storage)
    return Saved(_write(wiki, merged, edit).revision_id, edited, was_patched=True)


def _merged(base: Entity, edited: Entity, newest: Entity, clear: bool) -> Entity:
    names = (
        ["wikibase-api-editconflict"] if clear else ["wikibase-api-editconflict", "edit-conflict"]
    )
    conflict = ApiError("editconflict", messages=tuple(map(Message, names)), listed=not clear)
    if clear:
        raise conflict
    try:
        return patched(base, edited, newest)
    except Overlap as overlap:
        raise conflict from overlap


def _write(wiki: Wiki, entity: Entity, edit: Edit) -> Revision:
    return wiki.storage.save(entity["id"], entity, edit)
