"""Which language a client wants to be answered in."""

from __future__ import annotations

import re

CONTENT = "en"
"""The language of the wiki, and of everybody who has not said otherwise."""
_CODE = re.compile(r"[a-z]{2,}(-[a-z0-9]+)*")


def chosen_language(asked: str) -> str:
    """The code behind `uselang`: `user` and `content` are English, as is what is no code."""
    code = asked.strip().lower()
    if code in ("user", "content") or not _CODE.fullmatch(code):
        return CONTENT
    return code
