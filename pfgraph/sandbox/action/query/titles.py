"""Titles as clients send them: why some are no titles, and which lead to other wikis."""

from __future__ import annotations

import re
from functools import cache

from pfgraph.sandbox.model.packaged import packaged

_ILLEGAL = re.compile(r"[#<>\[\]|{}\x00-\x1f\x7f\ufffd]|%[0-9A-Fa-f]{2}|&[A-Za-z0-9#]+;")
_RELATIVE = re.compile(r"(^|/)\.\.?($|/)")
_LONGEST = 255
_SPECIAL = frozenset(
    [
        "AllPages",
        "EntityData",
        "ListProperties",
        "RecentChanges",
        "Search",
        "SetLabel",
        "SetDescription",
        "SetAliases",
        "NewItem",
        "NewProperty",
        "MyLanguage",
        "Version",
        "UserLogin",
        "Contributions",
        "Log",
        "Statistics",
    ]
)


def why_bad(text: str) -> str:
    """What is wrong with a title that is none, in the wiki's words."""
    plain = text.replace("_", " ").strip()
    illegal = _ILLEGAL.search(plain.partition("#")[0] or plain)
    if "\ufffd" in plain:
        return "The requested page title contains an invalid UTF-8 sequence."
    if illegal:
        return f'The requested page title contains invalid characters: "{illegal[0]}".'
    if _RELATIVE.search(plain):
        return (
            "Title has relative path. Relative page titles (./, ../) are invalid, because they "
            "will often be unreachable when handled by user's browser."
        )
    if "~~~" in plain:
        return (
            "The requested page title contains invalid magic tilde sequence (<nowiki>~~~</nowiki>)."
        )
    if len(plain.encode()) > _LONGEST:
        return (
            "The requested page title is too long. It must be no longer than 255 bytes in UTF-8 "
            "encoding."
        )
    if plain.removeprefix(":").startswith(":"):
        return "The requested page title contains an invalid colon at the beginning."
    return "The requested page title is empty or contains only the name of a namespace."


def without_fragment(text: str) -> str:
    """A title without the section that follows `#`."""
    return text.partition("#")[0] if text.partition("#")[0].strip() else text


@cache
def _other_wikis() -> dict[str, str]:
    rows = packaged("siteinfo.json.gz")["1"]["interwikimap"]
    return {row["prefix"]: row["url"] for row in rows}


def other_wiki(text: str) -> tuple[str, str] | None:
    """Prefix and address of a title on another wiki, such as `wikipedia:Berlin`."""
    prefix, colon, rest = text.strip().removeprefix(":").partition(":")
    address = _other_wikis().get(prefix.strip().lower()) if colon else None
    if address is None:
        return None
    return prefix.strip().lower(), address.replace("$1", rest.strip().replace(" ", "_"))


def is_special_page(name: str) -> bool:
    """Whether there is a special page of this name."""
    return name.partition("/")[0].replace(" ", "").lower() in {each.lower() for each in _SPECIAL}
