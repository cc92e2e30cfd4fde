"""Descriptions of modules from their short form in `data/modules.txt`, in the form of the API."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Described = dict[str, Any]
_HIGH = {"lowlimit": 50, "highlimit": 500, "limit": 50}
_TOKENS = frozenset({"csrf", "patrol", "rollback", "userrights", "watch"})
_TYPES = frozenset(
    [
        "string",
        "text",
        "integer",
        "limit",
        "timestamp",
        "boolean",
        "user",
        "title",
        "namespace",
        "expiry",
        "password",
        "upload",
    ]
)


@cache
def declared() -> Mapping[str, Described]:
    """The modules by their paths, such as `query+links` or `block`."""
    text = files("pfgraph.sandbox").joinpath("data", "modules.txt").read_text("utf-8")
    found: dict[str, Described] = {}
    current: Described = {}
    for line in text.splitlines():
        if line.startswith("module "):
            current = _module(line.split()[1:])
            found[current["path"]] = current
        elif line.startswith("  "):
            parameters = current["parameters"]
            parameters.insert(_place(parameters), _parameter(line))
    for module in found.values():
        for number, each in enumerate(module["parameters"], 1):
            each["index"] = number
    return found


def _place(parameters: list[Described]) -> int:
    """Before the token, which is the last of a module's parameters."""
    ends_with_token = parameters and "tokentype" in parameters[-1]
    return len(parameters) - 1 if ends_with_token else len(parameters)


def _module(words: list[str]) -> Described:
    path, group, prefix, name, *flags = words
    source = "WikibaseClient" if "\\" in name else "MediaWiki"
    module: Described = {
        "name": path.rpartition("+")[2],
        "classname": name if "\\" in name else f"MediaWiki\\Api\\{name}",
        "path": path,
        "group": group,
        "prefix": prefix.replace("-", ""),
        "source": source,
        "sourcename": source,
        "licensetag": "GPL-2.0-or-later",
        "licenselink": "{server}/wiki/Special:Version/License/" + source,
        "readrights": "",
    }
    for flag in flags:
        if flag not in _TOKENS:
            module[flag] = ""
    token = [_token(each) for each in flags if each in _TOKENS]
    return module | {"helpurls": [], "parameters": token, "templatedparameters": []}


def _token(kind: str) -> Described:
    return {
        "index": 0, "name": "token", "type": "string", "required": "", "sensitive": "",
        "tokentype": kind,
    }  # fmt: skip


def _parameter(line: str) -> Described:
    name, kind, *words = line.split()
    chosen: str | list[str] = kind if kind in _TYPES else kind.split(",")
    if kind == ",":
        chosen = []
    elif isinstance(chosen, list) and chosen[-1] == "":
        chosen.pop()
    described: Described = {"index": 0, "name": name, "type": chosen}
    for word in words:
        _add(described, word)
    if kind == "limit":
        described = {"min": 1, "max": 500, "highmax": 5000} | described
    return described


def _add(described: Described, word: str) -> None:
    if word.startswith("="):
        text = word[1:].removesuffix(",")
        whole = described["type"] in ("integer", "limit", "namespace") and "|" not in text
        described["default"] = int(text) if whole and text.lstrip("-").isdigit() else text
    elif word == "multi":
        described |= {"multi": "", **_HIGH}
    elif word == "all":
        described["allspecifier"] = "*"
    elif ":" in word:
        bound, _, value = word.partition(":")
        described[bound] = int(value)
    else:
        described[word] = ""
