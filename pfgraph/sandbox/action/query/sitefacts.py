"""`meta=siteinfo`: what the recorded wiki says of itself, with this one's address and numbers."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.query.parts import Part
from pfgraph.sandbox.conditions import current
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.languages import term_languages
from pfgraph.sandbox.model.packaged import packaged, placed

_ACTIVE_FOR = "-30 days"
_SPECIAL_PAGES = [
    "AllPages",
    "Block",
    "Contributions",
    "CreateAccount",
    "EntityData",
    "ItemByTitle",
    "Listfiles",
    "ListProperties",
    "Log",
    "MergeItems",
    "Movepage",
    "MyLanguage",
    "NewItem",
    "Newpages",
    "NewProperty",
    "Randompage",
    "Recentchanges",
    "RedirectEntity",
    "Search",
    "SetAliases",
    "SetDescription",
    "SetLabel",
    "Specialpages",
    "Statistics",
    "Upload",
    "Userlogin",
    "Userlogout",
    "Userrights",
    "Version",
    "Watchlist",
    "Whatlinkshere",
]
_FILES = ("png", "gif", "jpg", "jpeg", "webp")
_HOOKS: tuple[str, ...] = ()


@cache
def _site(version: str, server: str) -> Any:
    return placed(packaged("siteinfo.json.gz")[version], server)


def siteinfo(part: Part) -> Answer:
    """The facts asked for, each under its own name."""
    if part.values["showalldb"]:
        text = 'Cannot view all servers\' info unless "$wgShowHostnames" is true.'
        raise ApiError("includeAllDenied", text)
    return {name: _fact(part, name) for name in part.values["prop"] or ()}


def _fact(part: Part, name: str) -> Any:
    site = _site(part.call.version, part.call.wiki.server)
    if name == "general":
        return _general(part, site[name])
    if name == "statistics":
        return statistics(part)
    if name == "dbrepllag":
        lag = current().lag
        return [{"host": "", "lag": lag}] if lag else site[name]
    if name == "interwikimap":
        return _other_wikis(part, site[name])
    if name == "usergroups" and part.values["numberingroup"]:
        sizes = {"bot": 1, "sysop": 1, "bureaucrat": 1, "*": 0, "user": 0, "autoconfirmed": 0}
        return [each | {"number": sizes.get(each["name"], 0)} for each in site[name]]
    return site[name] if name in site else _small(part, name)


def _general(part: Part, general: Answer) -> Answer:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = general | {"time": now}
    reason = current().read_only
    if reason:
        found |= part.call.flagged(True, "readonly") | {"readonlyreason": reason}
    return found


def statistics(part: Part) -> Answer:
    """Pages and edits as they are, the main page among them; users that edited in 30 days."""
    pages, edits, active = part.storage.rows(
        "SELECT (SELECT count(*) FROM page WHERE NOT deleted) "
        "+ (SELECT count(*) FROM text_page WHERE NOT deleted), "
        "(SELECT count(*) FROM revision) + (SELECT count(*) FROM text_revision), "
        "(SELECT count(DISTINCT user) FROM revision WHERE timestamp > "
        f"strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '{_ACTIVE_FOR}'))"
    )[0]
    return {
        "pages": pages + 1,
        "articles": 0,
        "edits": edits + 1,
        "images": 0,
        "users": 5,
        "activeusers": max(2, active),
        "admins": 1,
        "jobs": 0,
    }


def _other_wikis(part: Part, rows: list[Answer]) -> list[Answer]:
    wanted = part.values["filteriw"]
    if wanted is None:
        return rows
    return [each for each in rows if bool(each.get("local")) == (wanted == "local")]


def _small(part: Part, name: str) -> Any:
    """What nobody was heard to ask for: the form is the wiki's, the content is less."""
    newer = part.call.version == "2"
    key = "name" if newer else "*"
    if name == "languages":
        names = term_languages().items()
        return [{"code": code, "bcp47": code, key: autonym} for code, autonym in names]
    if name == "specialpagealiases":
        return [{"realname": each, "aliases": [each]} for each in _SPECIAL_PAGES]
    if name == "fileextensions":
        return [{"ext": each} for each in _FILES]
    if name in ("libraries", "functionhooks", "magicwords", "showhooks", "clientlibraries"):
        return list(_HOOKS)
    if name == "uploaddialog":
        return {"fields": {"description": True, "date": False, "categories": False}}
    return {} if newer else []
