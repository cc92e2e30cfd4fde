"""`meta=siteinfo|userinfo|tokens|wikibase|wbcontentlanguages` of `action=query`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.model.languages import monolingual_languages, term_languages
from pfgraph.sandbox.model.packaged import packaged, placed

TOKENS = ("createaccount", "csrf", "login", "patrol", "rollback", "userrights", "watch")
_IMPLICIT = ("*", "user", "autoconfirmed")


@cache
def _site(version: str, server: str) -> Any:
    return placed(packaged("siteinfo.json.gz")[version], server)


def _unknown(call: Call, module: str, name: str, wrong: list[str]) -> None:
    if wrong:
        plural = "s" if len(wrong) > 1 else ""
        listed = ", ".join(wrong)
        call.warn(module, f'Unrecognized value{plural} for parameter "{name}": {listed}')


def siteinfo(call: Call, _: Answer) -> Answer:
    """What the recorded wiki says of itself, with this one's address, time and numbers."""
    site = _site(call.version, call.wiki.server)
    found: Answer = {}
    wanted = call.values("siprop", "general")
    for name in wanted:
        if name == "general":
            now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            found[name] = site[name] | {"time": now}
        elif name == "statistics":
            found[name] = _statistics(call)
        elif name in site:
            found[name] = site[name]
    _unknown(call, "siteinfo", "siprop", [name for name in wanted if name not in found])
    return found


def _statistics(call: Call) -> Answer:
    rows = call.wiki.storage.rows(
        "SELECT (SELECT count(*) FROM page WHERE NOT deleted), (SELECT count(*) FROM revision)"
    )
    return {
        "pages": rows[0][0] + 1,
        "articles": 0,
        "edits": rows[0][1] + 1,
        "images": 0,
        "users": 5,
        "activeusers": 2,
        "admins": 1,
        "jobs": 0,
    }


def userinfo(call: Call, _: Answer) -> Answer:
    """Who the client is."""
    account = call.account
    info: Answer = {"id": account.number, "name": account.name}
    if account.anonymous:
        info["anon"] = True if call.version == "2" else ""
    wanted = call.values("uiprop")
    everything = "*" in wanted
    if everything or "hasmsg" in wanted:
        info |= call.flagged(False, "messages")
    if everything or "groups" in wanted:
        info["groups"] = list(account.groups)
    if everything or "implicitgroups" in wanted:
        info["implicitgroups"] = [each for each in _IMPLICIT if each in account.groups]
    if everything or "rights" in wanted:
        info["rights"] = list(account.rights)
    if everything or "editcount" in wanted:
        info["editcount"] = call.wiki.storage.rows(
            "SELECT count(*) FROM revision WHERE user = ?", account.name
        )[0][0]
    if everything or "ratelimits" in wanted:
        info["ratelimits"] = {}
    return {"userinfo": info}


def tokens(call: Call, _: Answer) -> Answer:
    """The tokens of this session."""
    wanted = call.values("type", "csrf")
    kinds = TOKENS if wanted == ["*"] else [kind for kind in wanted if kind in TOKENS]
    _unknown(call, "tokens", "type", [kind for kind in wanted if kind not in (*TOKENS, "*")])
    return {"tokens": {f"{kind}token": call.session.token(kind) for kind in kinds}}


def wikibase(call: Call, _: Answer) -> Answer:
    """Where the repository is: here."""
    url = {"base": call.wiki.server, "scriptpath": "/w", "articlepath": "/wiki/$1"}
    return {"wikibase": {"repo": {"url": url}, "siteid": "wikidb"}}


def content_languages(call: Call, _: Answer) -> Answer:
    """The codes that terms or monolingual texts may have."""
    context, props = call.text("wbclcontext", "term"), call.values("wbclprop", "code")
    names = term_languages()
    codes = names if context == "term" else sorted(monolingual_languages())
    found: Answer = {}
    for code in codes:
        known = {"code": code, "autonym": names.get(code, code), "name": names.get(code, code)}
        found[code] = {name: known[name] for name in props if name in known}
    return {"wbcontentlanguages": found}


METAS: dict[str, Callable[[Call, Answer], Answer]] = {
    "siteinfo": siteinfo,
    "userinfo": userinfo,
    "tokens": tokens,
    "wikibase": wikibase,
    "wbcontentlanguages": content_languages,
}
