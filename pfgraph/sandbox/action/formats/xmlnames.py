"""How the members of lists and maps are called in XML, by the key that holds them."""

from __future__ import annotations

from dataclasses import dataclass

BY_NUMBER = "_idx"


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands in a list or a map: the elements' name.

    `keyed` is the attribute that takes a map's key: empty for an ordinary map, `-` where the key
    goes unsaid. `flat` maps hold lists whose members stand directly below.
    """

    member: str = "_v"
    keyed: str = ""
    flat: bool = False


_LISTS = {
    "alias": "term", "aliases": "alias", "allpages": "p", "allusers": "u", "allmessages": "message",
    "authmanagerinfo": "request", "backlinks": "bl", "badges": "badge", "blocks": "block",
    "changeablegroups": "g", "claims": "claim", "contributors": "user", "dbrepllag": "db",
    "defaultoptions": "opt", "description": "term", "embeddedin": "ei", "entityusage": "entity",
    "errors": "error", "extensions": "ext", "extensiontags": "t", "extlinks": "el",
    "fallback": "lang", "fileextensions": "fe", "functionhooks": "h", "groupmemberships": "group",
    "groups": "g", "helpurls": "helpurl", "imagelimits": "limit", "implicitgroups": "g",
    "interwiki": "i", "interwikimap": "iw", "label": "term", "languages": "lang", "libraries": "l",
    "links": "pl", "linkshere": "lh", "logevents": "item", "magicwords": "magicword",
    "messages": "message", "modules": "module", "namespacealiases": "ns", "normalized": "n",
    "parameters": "param", "params": "param", "permissions": "permission", "prefixsearch": "ps",
    "properties": "property", "protection": "pr", "protocols": "p", "qualifiers-order": "property",
    "querymodules": "module", "random": "page", "recentchanges": "rc", "redirects": "r",
    "references": "reference", "restrictiontypes": "rt", "revisions": "rev", "rights": "r",
    "showhooks": "hook", "skins": "skin", "snaks-order": "property", "specialpagealiases":
    "specialpage", "tags": "tag", "thumblimits": "limit", "types": "type", "levels": "level",
    "usercontribs": "item", "usergroups": "group", "users": "user", "variables": "v",
    "warnings": "warning", "watchlist": "item", "wbsearch": "p", "type": "t", "purge": "page",
    "templatedparameters": "param", "examples": "example", "entries": "entry", "results": "result",
}  # fmt: skip
_MAPS = {
    "entities": Shape("entity", "-"),
    "labels": Shape("label", "-"),
    "descriptions": Shape("description", "-"),
    "sitelinks": Shape("sitelink", "-"),
    "wbcontentlanguages": Shape("language", "-"),
    "pages": Shape("page", BY_NUMBER),
    "badrevids": Shape("rev", BY_NUMBER),
    "namespaces": Shape("ns", BY_NUMBER),
    "claims": Shape("property", "id"),
    "qualifiers": Shape("property", "id"),
    "snaks": Shape("property", "id"),
    "aliases": Shape("alias", "-", flat=True),
    "ratelimits": Shape(),
}
_BELOW = {"claims": "claim", "qualifiers": "qualifiers", "snaks": "snak"}
"""What stands below the element of a property: the name of each statement or snak."""


def shape_of(path: str) -> Shape:
    """How the value at a path such as `/query/pages` is written."""
    parent, _, key = path.rpartition("/")
    if key == "property":
        holder = parent.rpartition("/")[2]
        return Shape(_BELOW.get(holder, "_v"))
    if parent.endswith("/property"):
        return Shape()  # a statement or a snak, whatever it is called
    if key == "search":
        return Shape("p" if parent == "/query" else "entity")
    if key == "rights" and "/usergroups/" in path:
        return Shape("permission")
    if key == "parameters" and "/message" in parent:
        return Shape("parameter")
    if key in _MAPS:
        return _MAPS[key]
    return Shape(_LISTS.get(key, "_v"))


def content_name(path: str) -> str:
    """The element of what an answer calls `*`, where it stands beside other elements."""
    if path in ("", "/error"):
        return "docref"
    return "text" if path.startswith(("/errors/", "/warnings/")) else "content"


def member_shape(path: str, shape: Shape) -> str:
    """The path of a map's members."""
    return f"{path}/{shape.member}"
