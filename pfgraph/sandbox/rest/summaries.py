"""The automatic comments of edits, as they stand before the comment that was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.model.statements import Snak

MANY = 50  # from so many languages on only their number is told
_MODULES = {
    "labels": "wbsetlabel",
    "descriptions": "wbsetdescription",
    "aliases": "wbsetaliases",
}
Texts = Mapping[str, Any]


def term_summary(kind: str, action: str, language: str, texts: Sequence[str]) -> str:
    """Of one language's terms; `action` is `add`, `set` or `remove`."""
    return f"/* {_MODULES[kind]}-{action}:{len(texts)}|{language} */ {', '.join(texts)}"


def languages_summary(
    before: Sequence[Texts], after: Sequence[Texts], others_changed: bool = False
) -> str:
    """Of the languages in which the maps of terms differ, pair by pair."""
    pairs = list(zip(before, after, strict=True))
    touched = sorted(
        {code for old, new in pairs for code in {*old, *new} if old.get(code) != new.get(code)}
    )
    if not touched and others_changed:
        return "/* wbeditentity-update:0| */"
    other = "-and-other" if others_changed else ""
    if len(touched) >= MANY:
        return f"/* wbeditentity-update-languages{other}:0||{len(touched)} */"
    return f"/* wbeditentity-update-languages{other}-short:0||{', '.join(touched)} */"


def statement_summary(action: str, snak: Snak) -> str:
    """Of one statement; `action` is `create`, `update` or `remove`."""
    module = "wbremoveclaims-remove:1|" if action == "remove" else f"wbsetclaim-{action}:2||1"
    return f"/* {module} */ [[{title_of(snak['property'])}]]: {_text(snak)}"


def _text(snak: Snak) -> str:
    if snak["snaktype"] != "value":
        return "unknown value" if snak["snaktype"] == "somevalue" else "no value"
    value = snak["datavalue"]["value"]
    return "…" if isinstance(value, dict) else value
