"""Patrol marks, which only those see who may patrol; edits of administrators and bots have them."""

from __future__ import annotations

from collections.abc import Iterable

from pfgraph.sandbox.accounts import ACCOUNTS
from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.model.errors import ApiError

_TRUSTED = frozenset(name for name, account in ACCOUNTS.items() if account.may("autopatrol"))
_BY_TRUSTED = f"user IN ({', '.join(repr(name) for name in sorted(_TRUSTED))})"
CONDITIONS = {
    "patrolled": _BY_TRUSTED,
    "autopatrolled": _BY_TRUSTED,
    "unpatrolled": f"NOT {_BY_TRUSTED}",
}
"""What narrows revisions to those with a mark; nobody patrols by hand on this wiki."""


def check_patrol(call: Call, prop: Iterable[str] | None, show: Iterable[str] | None) -> None:
    """Raise `permissiondenied` where marks are asked for by somebody who may not see them."""
    asked = {*(prop or ()), *(each.removeprefix("!") for each in show or ())}
    if asked & CONDITIONS.keys() and not call.account.may("patrol"):
        text = 'You need the "patrol" or "patrolmarks" right to request the patrolled flag.'
        raise ApiError("permissiondenied", text)


def patrol_facts(call: Call, user: str, *, logged: bool = False) -> Answer:
    """The marks of a change; what only stands in the log needs no patrol."""
    trusted = logged or user in _TRUSTED
    return (
        call.flagged(trusted, "patrolled")
        | call.flagged(not trusted, "unpatrolled")
        | call.flagged(trusted, "autopatrolled")
    )


def check_deleted_history(call: Call) -> None:
    """Raise `permissiondenied` for those who may not see what was deleted."""
    if not call.account.may("deletedhistory"):
        text = "You don't have permission to view a page's deleted history."
        raise ApiError("permissiondenied", text)
