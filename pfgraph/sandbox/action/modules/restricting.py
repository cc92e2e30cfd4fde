"""`action=protect`, `action=block` and `action=unblock`, for administrators."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pfgraph.sandbox.accounts import ACCOUNTS
from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.modules.pagetools import present, require_right, sent_page
from pfgraph.sandbox.model.datetimes import now
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.store.log import LogEntry
from pfgraph.sandbox.store.logbook import log
from pfgraph.sandbox.store.restrictions import block, block_of, protect, unblock

_ENDLESS = frozenset({"infinite", "infinity", "indefinite", "never"})
_LEVELS = ("all", "", "autoconfirmed", "sysop")
_ACTIONS = ("edit", "move")
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}


def protect_page(call: Call) -> Answer:
    """Let only some edit a page; an empty level or `all` lets everybody again."""
    page = sent_page(call)
    present(page)
    require_right(call, "protect")
    expiry = _expiry(call.text("expiry") or "infinite")
    levels = dict(_level(entry) for entry in call.values("protections"))
    held = {action: (level, expiry) for action, level in levels.items() if level}
    protect(call.wiki.storage, str(page.title), held)
    listed = [{action: level, "expiry": expiry} for action, level in levels.items()]
    _noted(call, "protect" if held else "unprotect", page.title.namespace, str(page.title))
    answer = {"title": str(page.title), "reason": call.text("reason"), "protections": listed}
    return {"protect": answer}


def _level(entry: str) -> tuple[str, str]:
    action, _, level = entry.partition("=")
    if action not in _ACTIONS:
        raise ApiError("protect-invalidaction", f'Invalid protection type "{action}".')
    if level not in _LEVELS:
        raise ApiError("protect-invalidlevel", f'Invalid protection level "{level}".')
    return action, "" if level == "all" else level


def block_account(call: Call) -> Answer:
    """Let an account edit nothing more."""
    require_right(call, "block")
    account = ACCOUNTS.get(call.text("user").replace("_", " "))
    if account is None:
        name = call.text("user")
        raise ApiError("nosuchuser", f'The user "{name}" you specified does not exist.')
    if block_of(call.wiki.storage, account.name) and not call.flag("reblock"):
        text = f'"{account.name}" is already blocked.'
        raise ApiError("alreadyblocked", text)
    expiry = _expiry(call.text("expiry") or "never")
    reason = call.text("reason")
    number = block(call.wiki.storage, account.name, call.account.name, reason, expiry)
    _noted(call, "block", 2, f"User:{account.name}")
    facts: Answer = {
        "user": account.name,
        "userID": account.number,
        "expiry": expiry,
        "id": number,
        "reason": reason,
    }
    for flag in ("anononly", "nocreate", "autoblock", "noemail", "hidename", "allowusertalk"):
        facts |= call.flagged(True, flag) if call.flag(flag) else {}
    return {"block": facts | {"pagerestrictions": None, "namespacerestrictions": None}}


def unblock_account(call: Call) -> Answer:
    """Let an account edit again."""
    require_right(call, "block")
    name = call.text("user").replace("_", " ")
    found = block_of(call.wiki.storage, name)
    if found is None:
        raise ApiError("cantunblock", "The block you specified was not found.")
    unblock(call.wiki.storage, name)
    _noted(call, "unblock", 2, f"User:{name}")
    account = ACCOUNTS[name]
    reason = call.text("reason")
    facts = {"id": found.number, "user": name, "userid": account.number, "reason": reason}
    return {"unblock": facts}


def _noted(call: Call, action: str, namespace: int, title: str) -> None:
    kind = "protect" if action.endswith("protect") else "block"
    log(
        call.wiki.storage,
        LogEntry(kind, action, namespace, title, 0, now(), call.account.name, call.text("reason")),
    )


def _expiry(text: str) -> str:
    """A time or `infinite`, from a time or a span such as `2 weeks`; raises `invalidexpiry`."""
    if text in _ENDLESS:
        return "infinite"
    number, _, unit = text.partition(" ")
    seconds = _UNITS.get(unit.removesuffix("s"))
    if number.isdecimal() and seconds is not None and len(number) < 9:
        until = datetime.now(UTC) + timedelta(seconds=int(number) * seconds)
        return until.strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        until = datetime.fromisoformat(text)
    except ValueError:
        raise ApiError("invalidexpiry", f'Invalid expiry time "{text}".') from None
    return until.replace(tzinfo=until.tzinfo or UTC).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
