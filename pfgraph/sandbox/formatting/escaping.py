"""Text made safe for HTML and for wikitext."""

from __future__ import annotations

import re

_HTML: dict[str, str | int | None] = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&apos;",
}
_WIKI: dict[str, str | int | None] = {
    '"': "&#34;",
    "&": "&#38;",
    "'": "&#39;",
    "<": "&#60;",
    "=": "&#61;",
    ">": "&#62;",
    "[": "&#91;",
    "]": "&#93;",
    "{": "&#123;",
    "|": "&#124;",
    "}": "&#125;",
    ";": "&#59;",
}
_AT_START = {"#": "&#35;", "*": "&#42;", ":": "&#58;", " ": "&#32;", "!": "&#33;", "\t": "&#9;"}
_INSIDE = (
    ("!!", "&#33;!"),
    ("__", "_&#95;"),
    ("://", "&#58;//"),
    ("~~~", "~~&#126;"),
    ("ISBN ", "ISBN&#32;"),
    ("RFC ", "RFC&#32;"),
    ("PMID ", "PMID&#32;"),
)
_RULE = re.compile(r"^----", re.MULTILINE)
_START = re.compile(r"^[#*: !\t]", re.MULTILINE)


def html_text(text: str) -> str:
    """Safe between tags and in attributes."""
    return text.translate(str.maketrans(_HTML))


def html_parsed(text: str) -> str:
    """Text as the wiki's own HTML writer leaves it: quotes stay, a hard space becomes an entity."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace("\N{NO-BREAK SPACE}", "&#160;")


def wiki_text(text: str) -> str:
    """Wikitext that shows the text as it is."""
    safe = text.translate(str.maketrans(_WIKI))
    for plain, escaped in _INSIDE:
        safe = safe.replace(plain, escaped)
    safe = _START.sub(lambda match: _AT_START[match[0]], safe)
    return _RULE.sub("&#45;---", safe)
