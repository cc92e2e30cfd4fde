"""Saving what a form describes, through the same checks as the API's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pfgraph.sandbox.conditions import current
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.model.permissions import require_edit_of
from pfgraph.sandbox.model.summaries import autocomment, comment, statement_update
from pfgraph.sandbox.pages.views.links import Reader
from pfgraph.sandbox.pages.views.values import shown_value
from pfgraph.sandbox.pages.visits import Visit
from pfgraph.sandbox.store.storage import Edit, TooBig

_READ_ONLY = "The wiki takes no edits at the moment: {} Keep this page and save again later."
_TOO_BIG = "The entity would be larger than the 2 MB that one may have."


def edit_of(visit: Visit, auto: str, *values: str) -> Edit:
    """Who edits, and what the history says: the edit's own words, then the summary typed."""
    return Edit(visit.account.name, comment(auto, values, visit.field("wpSummary")), False)


@contextmanager
def saving(visit: Visit, entity_id: str | None) -> Iterator[None]:
    """One edit, in which nobody else can come between what is read and what is saved.

    `entity_id` is what is edited, None for what is to be made.

    Raises ApiError for what the wiki refuses, also if it takes no edits at the moment.
    """
    require_edit_of(visit.storage, visit.account, entity_id)
    if current().read_only:
        raise ApiError("readonly", _READ_ONLY.format(current().read_only))
    try:
        with visit.storage.editing():
            yield
    except TooBig:
        raise ApiError("failed-save", _TOO_BIG) from None


def statement_edit(visit: Visit, before: Any, after: Any) -> Edit:
    """What the history says of an edit of one statement; None is its absence."""
    if after is None:
        auto = autocomment("wbremoveclaims-remove", 1)
    else:
        auto = statement_update(before, after)
    return edit_of(visit, auto, _named(visit.reader, (after or before)["mainsnak"]))


def _named(reader: Reader, snak: Any) -> str:
    value = shown_value(reader, snak)
    text = f"[[{title_of(value.entity_id)}]]" if value.entity_id else value.text
    return f"[[{title_of(snak['property'])}]]: {text}"
