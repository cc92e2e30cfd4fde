"""The help pages: what each module takes, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from pfgraph.sandbox.action.calls import Call
from pfgraph.sandbox.action.formats.pages import page
from pfgraph.sandbox.action.specs import help_of, spec, split, submodules

_TITLE = "MediaWiki API help"
_INTRODUCTION = "<p>This address answers bots. These are the modules that it knows.</p>"


def help_page(call: Call) -> str | None:
    """The page, where a request asks for it or for nothing; None where it wants data."""
    if call.sent.get("action", "help") != "help" or "wrap" in call.sent:
        return None
    if "assert" in call.sent or "assertuser" in call.sent:
        return None
    return help_html(split(call.sent.get("modules", "main")))


def help_html(paths: list[str]) -> str:
    """The page about these modules; unknown ones are left out."""
    found = [described for described in map(spec, paths) if described is not None]
    return page(_TITLE, _INTRODUCTION + "".join("".join(_module(each)) for each in found))


def _module(described: Mapping[str, Any]) -> Iterator[str]:
    path = str(described["path"])
    known = help_of(path)
    yield f'<h2 id="{escape(path)}" class="apihelp-header">{escape(_heading(described))}</h2>'
    if known:
        yield f"<p>{escape(str(known['description']).strip())}</p>"
    if "mustbeposted" in described:
        yield "<p>This module only accepts POST requests.</p>"
    yield "<dl>"
    for each in described["parameters"]:
        name = escape(described["prefix"] + each["name"])
        yield f'<dt id="{escape(path)}:{escape(each["name"])}">{name}</dt>'
        meaning = known.get("parameters", {}).get(each["name"]) if known else None
        if meaning:
            yield f"<dd>{escape(meaning)}</dd>"
        yield f"<dd>{escape(_type(each))}</dd>"
    yield "</dl>"
    below = submodules(path)
    if below:
        links = (f'<li><a href="?action=help&amp;modules={each}">{each}</a></li>' for each in below)
        yield f"<ul>{''.join(links)}</ul>"


def _heading(described: Mapping[str, Any]) -> str:
    path, group = described["path"], described.get("group")
    if path == "main":
        return "Main module"
    return f"{group or 'action'}={described['name']} ({described['prefix'] or path})"


def _type(parameter: Mapping[str, Any]) -> str:
    kind = parameter["type"]
    shown = f"One of: {', '.join(kind)}" if isinstance(kind, list) else f"Type: {kind}"
    if "required" in parameter:
        shown += ". This parameter is required"
    if parameter.get("default") not in (None, ""):
        shown += f". Default: {parameter['default']}"
    return f"{shown}."
