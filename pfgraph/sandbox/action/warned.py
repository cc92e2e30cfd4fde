"""Warnings of an answer, in the form that the client asked for.

See https://www.mediawiki.org/wiki/API:Errors_and_warnings#Warning_formatting
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from pfgraph.sandbox.model.errors import as_message
from pfgraph.sandbox.model.messages import Message


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning of a module: plain English and a code, or a message of Wikibase."""

    module: str
    text: str
    code: str
    message: Message | None = None


def as_warnings(
    warned: Iterable[Warned], version: str, errorformat: str
) -> dict[str, Any] | list[dict[str, Any]]:
    """The `warnings` of an answer: a map by module in the old format, a list in the others."""
    unique = list(dict.fromkeys(warned))
    if errorformat == "bc":
        return _old_form(unique, version)
    return [_new_form(each, version, errorformat) for each in unique]


def _old_form(warned: list[Warned], version: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    key = "warnings" if version == "2" else "*"
    for each in warned:
        entry = found.setdefault(each.module, {})
        if each.message is None:
            entry[key] = f"{entry[key]}\n{each.text}" if key in entry else each.text
        else:
            shown = as_message(each.message, version) | {"type": "warning"}
            entry.setdefault("messages", []).append(shown)
    return found


def _new_form(each: Warned, version: str, errorformat: str) -> dict[str, Any]:
    body: dict[str, Any] = {"code": each.code}
    key = "text" if version == "2" else "*"
    if errorformat == "html":
        body["html" if version == "2" else "*"] = escape(each.text, quote=False)
    elif errorformat == "raw":
        body |= {"key": f"apiwarn-{each.code}", "params": []}
    elif errorformat != "none":
        body[key] = each.text
    return body | {"module": each.module}
