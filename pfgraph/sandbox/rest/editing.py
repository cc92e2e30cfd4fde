"""Saving what the REST API is told to: rights, what is said of the edit, and the model's rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pfgraph.sandbox.conditions import current
from pfgraph.sandbox.model.entities import Change
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.permissions import require_edit_of
from pfgraph.sandbox.model.saving import create, update
from pfgraph.sandbox.rest.calls import Call
from pfgraph.sandbox.rest.errors import (
    Failed,
    WriteDenied,
    invalid_value,
    refused_save,
    resource_too_large,
    value_too_long,
)
from pfgraph.sandbox.rest.summaries import Summary, creation_summary
from pfgraph.sandbox.store.storage import LARGEST, Edit, Entity, Revision, TooBig

LONGEST_COMMENT = 500  # bytes


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a request says of its edit."""

    comment: str
    bot: bool

    def edit(self, call: Call, summary: Summary) -> Edit:
        """Who edits, and what the revision says."""
        return Edit(call.account.name, summary.with_comment(self.comment), self.bot)


def read_metadata(call: Call) -> Metadata:
    """The comment and the bot flag; no tag is defined here, so that none may be used."""
    comment = call.body.get("comment") or ""
    if len(comment.encode()) > LONGEST_COMMENT:
        raise value_too_long("/comment", LONGEST_COMMENT)
    for number, _ in enumerate(call.body.get("tags") or []):
        raise invalid_value(f"/tags/{number}")
    return Metadata(comment, bool(call.body.get("bot")))


def require(call: Call, *rights: str) -> None:
    """Raise WriteDenied for an account that lacks one of the rights."""
    if not all(call.account.may(right) for right in rights):
        raise WriteDenied


def save_change(
    call: Call, newest: Revision, changes: Sequence[Change], metadata: Metadata, summary: Summary
) -> Revision:
    """The revision after the changes; the newest one if they change nothing."""
    edit = metadata.edit(call, summary)
    with _saving():
        require_edit_of(call.wiki.storage, call.account, newest.entity_id)
        saved = update(call.wiki, newest, changes, edit)
    return _latest(call, newest.entity_id) if saved.changed else newest


def save_new(call: Call, entity: Entity, changes: Sequence[Change], metadata: Metadata) -> Revision:
    """The first revision of a new entity."""
    edit = metadata.edit(call, creation_summary(entity["type"]))
    with _saving():
        require_edit_of(call.wiki.storage, call.account, None)
        create(call.wiki, entity, changes, edit)
    return _latest(call, entity["id"])


@contextmanager
def _saving() -> Iterator[None]:
    """Tell what ends a save as the REST API does."""
    if current().read_only:
        raise Failed(current().read_only)
    try:
        yield
    except TooBig as error:
        raise resource_too_large(LARGEST // 1024) from error
    except ApiError as error:
        raise refused_save(error) from error


def _latest(call: Call, entity_id: str) -> Revision:
    revision = call.wiki.storage.latest(entity_id)
    if revision is None:
        raise LookupError(f"{entity_id} was saved and is not there.")
    return revision
