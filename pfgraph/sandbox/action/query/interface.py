"""Texts of the wiki's interface that bots ask for with `meta=allmessages`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pfgraph.sandbox.model.messages import TEXTS

_COMMON = {
    "and": "&#32;and",
    "aboutsite": "About {{SITENAME}}",
    "autosumm-blank": "Blanked the page",
    "autosumm-new": 'Created page with "$1"',
    "comma-separator": ",&#32;",
    "contributions": "{{GENDER:$1|User}} contributions",
    "edit": "Edit",
    "history": "Page history",
    "mainpage": "Main Page",
    "pipe-separator": "&#32;|&#32;",
    "recentchanges": "Recent changes",
    "revertpage": (
        "Reverted edits by [[Special:Contributions/$2|$2]] ([[User talk:$2|talk]]) "
        "to last revision by [[User:$1|$1]]"
    ),
    "search": "Search",
    "semicolon-separator": ";&#32;",
    "undo-summary": (
        "Undid revision $1 by [[Special:Contributions/$2|$2]] ([[User talk:$2|talk]])"
    ),
    "word-separator": "&#32;",
}


@cache
def interface_texts() -> Mapping[str, str]:
    """The text of each message, by its name."""
    return {**TEXTS, **_COMMON}
