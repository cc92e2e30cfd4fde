"""`meta=userinfo` and `meta=tokens`: who the client is."""

from __future__ import annotations

from functools import cache
from typing import Any

from pfgraph.sandbox.accounts import Account
from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.origins import suppressed
from pfgraph.sandbox.action.query.parts import Part
from pfgraph.sandbox.action.query.people import IMPLICIT, edit_count, memberships
from pfgraph.sandbox.action.query.records import FOUNDED
from pfgraph.sandbox.model.packaged import packaged

_NO_TOKENS = "Tokens may not be obtained when the same-origin policy is not applied."


@cache
def _limits() -> Any:
    return packaged("userinfo.json.gz")


def userinfo(part: Part) -> Answer:
    """What the wiki knows of the client's account."""
    call, account = part.call, part.call.account
    info: Answer = {"id": account.number, "name": account.name}
    if account.anonymous:
        info |= call.flagged(True, "anon")
    for name in part.values["prop"] or ():
        info |= _fact(part, account, name)
    return {"userinfo": info}


def _fact(part: Part, account: Account, name: str) -> Answer:
    """One of the things that can be asked; nothing where the wiki says nothing."""
    plain = {
        "groups": list(account.groups),
        "rights": list(account.rights),
        "options": dict(_limits()["options"]),
        "ratelimits": _rate_limits(account),
        "acceptlang": [],
    }
    if name in plain:
        return {name: plain[name]}
    if name == "hasmsg":
        return part.call.flagged(False, "messages")
    if name == "cancreateaccount":
        return _may_create_accounts(part)
    return {} if account.anonymous else _of_member(part, account, name)


def _of_member(part: Part, account: Account, name: str) -> Answer:
    if name == "editcount":
        return {name: edit_count(part, account.name)}
    if name == "groupmemberships":
        return {name: memberships(account)}
    if name == "implicitgroups":
        return {name: [each for each in IMPLICIT if each in account.groups]}
    if name == "changeablegroups":
        return {name: {each: [] for each in ("add", "remove", "add-self", "remove-self")}}
    if name == "theoreticalratelimits":
        return {name: _limits()["user"]}
    if name in ("realname", "email"):
        return {name: ""}
    if name == "registrationdate":
        return {name: FOUNDED}
    if name == "unreadcount":
        return {name: min(1000, 1 + edit_count(part, account.name))}
    if name == "centralids":
        local = {"local": True if part.call.version == "2" else ""}
        return {name: {"local": account.number}, "attachedlocal": local}
    if name == "latestcontrib":
        rows = part.storage.rows("SELECT max(timestamp) FROM revision WHERE user = ?", account.name)
        return {name: rows[0][0]} if rows[0][0] else {}
    return {}


def _rate_limits(account: Account) -> Answer:
    if account.may("noratelimit"):
        return {}
    limits: Answer = _limits()["ip" if account.anonymous else "user"]
    return limits


def _may_create_accounts(part: Part) -> Answer:
    may = part.call.account.may("createaccount")
    facts = part.call.flagged(may, "cancreateaccount")
    if may:
        return facts
    group = "[[Sandbox:Administrators|Administrators]]"
    why = {
        "message": "badaccess-groups",
        "params": [{"list": [group], "type": "comma"}, 1],
        "code": "permissiondenied",
        "type": "error",
    }
    return facts | {"cancreateaccounterror": [why]}


def tokens(part: Part) -> Answer:
    """The tokens of this session."""
    if suppressed(part.call.sent):
        part.call.warn("tokens", _NO_TOKENS, "tokens-origin")
        return {}
    wanted = part.values["type"]
    return {"tokens": {f"{kind}token": part.call.session.token(kind) for kind in wanted}}
