"""Pages that only some may edit, and accounts that may edit none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pfgraph.sandbox.model.datetimes import now
from pfgraph.sandbox.store.storage import Storage


@dataclass(frozen=True, slots=True)
class Block:
    """Who may not edit, who said so, when and why; `expiry` is a time or `infinite`."""

    number: int
    user: str
    by: str
    reason: str
    timestamp: str
    expiry: str


def protect(storage: Storage, title: str, levels: Mapping[str, tuple[str, str]]) -> None:
    """Set what may be done to a page by whom: action to right's level and expiry."""
    with storage.editing():
        storage.change("DELETE FROM protection WHERE title = ?", title)
        for action, (level, expiry) in levels.items():
            statement = "INSERT INTO protection VALUES (?, ?, ?, ?)"
            storage.change(statement, title, action, level, expiry)


def protections(storage: Storage, title: str) -> dict[str, tuple[str, str]]:
    """Action to level and expiry, of a page, as far as it is protected now."""
    rows = storage.rows("SELECT action, level, expiry FROM protection WHERE title = ?", title)
    return {action: (level, expiry) for action, level, expiry in rows if _lasts(expiry)}


def block(storage: Storage, user: str, by: str, reason: str, expiry: str) -> int:
    """Let an account edit nothing more, in the place of an earlier block; gives its number."""
    with storage.editing():
        unblock(storage, user)
        statement = "INSERT INTO block (user, by, reason, timestamp, expiry) VALUES (?, ?, ?, ?, ?)"
        storage.change(statement, user, by, reason, now(), expiry)
        return int(storage.rows("SELECT max(block_id) FROM block")[0][0])


def unblock(storage: Storage, user: str) -> None:
    """Let an account edit again."""
    with storage.editing():
        storage.change("DELETE FROM block WHERE user = ?", user)


def block_of(storage: Storage, user: str) -> Block | None:
    """The block that holds for an account now."""
    rows = storage.rows(
        "SELECT block_id, user, by, reason, timestamp, expiry FROM block WHERE user = ?", user
    )
    found = Block(*rows[0]) if rows else None
    return found if found and _lasts(found.expiry) else None


def _lasts(expiry: str) -> bool:
    return expiry == "infinite" or expiry > now()
