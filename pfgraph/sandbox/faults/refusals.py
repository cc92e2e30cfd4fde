"""How a wiki refuses a save that is well-formed.

Wikibase wraps what stops a save into `failed-save` or `permissiondenied` and names the reason in
its messages; MediaWiki's own modules answer with the reason's code.
See https://www.mediawiki.org/wiki/API:Errors_and_warnings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from pfgraph.sandbox.action.gate import read_only
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.sandbox.faults.kinds import CODES, REASONS
from pfgraph.sandbox.model.datetimes import now
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.messages import Message

_NUMBER = "1"  # of the filter
_LIMITED = "You've exceeded your rate limit. Please wait some time and try again."
_BLOCKED = "You have been blocked from editing."


def refusal(fault: Fault, user: str) -> ApiError | None:
    """What a save of this user ends in; None if the fault is no refusal."""
    code = fault.code or CODES.get(fault.kind, ("",))[0]
    match fault.kind:
        case "collision":
            return _failed_save(Message("edit-conflict"), "editconflict")
        case "rate-limited" if code == "ratelimited":
            return ApiError(code, _LIMITED)
        case "rate-limited":
            return _failed_save(Message("actionthrottledtext"), "ratelimited")
        case "abuse-filter":
            return _filtered(fault, code)
        case "blocked":
            return _blocked(reason_of(fault), code, user)
        case "read-only":
            return read_only(reason_of(fault))
        case _:
            return None


def reason_of(fault: Fault) -> str:
    """The reason that is told, the usual one unless it is set."""
    return fault.reason or REASONS.get(fault.kind, "")


def _failed_save(why: Message, code: str) -> ApiError:
    messages = (Message("wikibase-api-failed-save"), why)
    return ApiError("failed-save", messages=messages, header=f"failed-save, {code}")


def _filtered(fault: Fault, code: str) -> ApiError:
    why = Message("abusefilter-disallowed", (fault.filter, _NUMBER))
    if code == "failed-save":
        return _failed_save(why, "abusefilter-disallowed")
    told = {"id": _NUMBER, "description": fault.filter, "actions": ["disallow"]}
    return ApiError(code, why.text, extra={"abusefilter": told})


def _blocked(reason: str, code: str, user: str) -> ApiError:
    if code == "permissiondenied":
        messages = (Message("wikibase-api-permissiondenied"), _block(reason, user))
        return ApiError(code, messages=messages, header="permissiondenied, blocked")
    told = {
        "blockid": 1,
        "blockedby": "Admin",
        "blockedbyid": 1,
        "blockreason": reason,
        "blockedtimestamp": now(),
        "blockexpiry": "infinite",
        "blocknocreate": "",
    }
    return ApiError(code, _BLOCKED, extra={"blockinfo": told})


@dataclass(frozen=True, slots=True)
class Blocked(Message):
    """`blockedtext`, which is HTML with links to whoever set the block."""

    @property
    def html(self) -> str:
        _, reason, address, by, number, expiry, user, since = self.parameters
        return (
            "<p><strong>Your username or IP address has been blocked.</strong>\n</p>"
            f"<p>The block was made by {by}.\nThe reason given is <em>{reason}</em>.\n</p>\n"
            f"<ul><li>Start of block: {since}</li>\n<li>Expiration of block: {expiry}</li>\n"
            f"<li>Intended blockee: {user}</li></ul>\n"
            f"<p>Your current IP address is {address}. Block ID #{number}.\n</p>"
        )


def _block(reason: str, user: str) -> Message:
    isolated = "\u202a{}\u202c".format  # names keep their own direction of writing
    by = isolated("Admin")
    link = f"[[User:Admin|{by}]]"
    today = datetime.now(UTC)
    since = f"{today:%H:%M}, {today.day} {today:%B %Y}"
    return Blocked(
        "blockedtext", (link, reason, "127.0.0.1", by, 1, "infinite", isolated(user), since)
    )
