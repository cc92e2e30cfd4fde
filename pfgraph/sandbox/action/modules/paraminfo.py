"""`action=paraminfo` and `action=help`: the modules' own descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.helping import help_html
from pfgraph.sandbox.action.parameters import read_parameters
from pfgraph.sandbox.action.specs import help_of, spec, split, submodules
from pfgraph.sandbox.model.packaged import placed

_PAGESET = frozenset(["titles", "pageids", "revids", "generator", "redirects", "converttitles"])


def describe(call: Call) -> Answer:
    """The modules asked for; those that nothing is known of are named in a warning."""
    values = read_parameters(call, "paraminfo")
    answer: Answer = {"helpformat": values["helpformat"]}
    asked = dict.fromkeys(each for path in values["modules"] or () for each in _expanded(path))
    modules = [_described(call, path) for path in asked]
    if values["modules"] or not any(values[name] for name in _OLD):
        answer["modules"] = [each for each in modules if each]
    for name in _OLD:
        if values[name]:
            answer |= _in_old_way(call, name, values[name])
    return {"paraminfo": answer}


_OLD = ("querymodules", "mainmodule", "pagesetmodule", "formatmodules")


def _in_old_way(call: Call, name: str, value: Any) -> Answer:
    if name == "mainmodule":
        return {name: _described(call, "main")}
    if name == "pagesetmodule":
        described = _described(call, "query") or {"parameters": []}
        own = [each for each in described["parameters"] if each["name"] in _PAGESET]
        return {name: {**described, "name": "pageset", "parameters": own}}
    prefix = "query+" if name == "querymodules" else ""
    found = [_described(call, prefix + each) for each in value]
    known = [each for each in found if each]
    if prefix:
        known = [{**each, "querytype": each["group"]} for each in known]
    return {name: known}


def _expanded(path: str) -> Iterator[str]:
    """A path, or those it stands for: `query+*` the modules below one, `query+**` all the way."""
    parent, _, last = path.rpartition("+")
    if last not in ("*", "**"):
        yield path
        return
    for each in submodules(parent or "main"):
        yield each
        if last == "**":
            yield from submodules(each)


def _described(call: Call, path: str) -> Answer | None:
    found = spec(path, call.version)
    if found is None:
        parent, _, name = path.rpartition("+")
        text = f'The module "{parent or "main"}" does not have a submodule "{name}".'
        if parent and not submodules(parent):
            text = f'The module "{parent}" has no submodules.'
        call.warn("paraminfo", text, "badmodule")
        return None
    described: Answer = placed(found, call.wiki.server)
    _set_limits(call, described)
    if call.text("helpformat", "none") != "none":
        _explain(described, path)
    return described


def _set_limits(call: Call, module: Answer) -> None:
    """The limits that hold for this account."""
    key = "highlimit" if call.account.may("apihighlimits") else "lowlimit"
    for parameter in module["parameters"]:
        if key in parameter:
            parameter["limit"] = parameter[key]


def _explain(module: Answer, path: str) -> None:
    known = help_of(path)
    module["description"] = known.get("description", "")
    module["examples"] = known.get("examples", [])
    meanings = known.get("parameters", {})
    for parameter in module["parameters"]:
        meaning = meanings.get(parameter["name"], "")
        if meaning is not None:
            parameter["description"] = meaning


def show_help(call: Call) -> Answer:
    """`action=help` with `wrap`: the page inside an answer."""
    paths = split(call.text("modules", "main"))
    unknown = [path for path in paths if spec(path) is None]
    for path in unknown:
        call.warn("help", f'The module "main" does not have a submodule "{path}".', "badmodule")
    page = help_html(paths)
    return {"help": {"mime": "text/html", "filename": "api-help.html", "help": page}}
