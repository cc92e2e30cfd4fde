"""Lists that are empty on this wiki, and those that only somebody with a main login may see."""

from __future__ import annotations

from typing import Any

from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.query.parts import Listing, Part
from pfgraph.sandbox.action.query.patrolling import check_deleted_history
from pfgraph.sandbox.model.errors import ApiError

EMPTY_MAPS = frozenset({"wbsubscribers"})
"""Lists that are maps, so that an empty one is `{}`."""


def _no_rows(_: Part) -> list[Any]:
    return []


def _unseen(_: Part, __: Any) -> Answer:
    return {}


def _denied(part: Part) -> list[Any]:
    if part.call.account.anonymous:
        text = "You must be logged in to view your watchlist."
        raise ApiError("notloggedin", text)
    return []


def _deleted(part: Part) -> list[Any]:
    check_deleted_history(part.call)
    return []


EMPTY: Listing[Any] = Listing(_no_rows, _unseen)
DENIED: Listing[Any] = Listing(_denied, _unseen)
DELETED: Listing[Any] = Listing(_deleted, _unseen)
