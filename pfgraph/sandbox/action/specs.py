"""What the modules of the API say of their own parameters, and checking requests by it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.packaged import packaged

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_INTEGER = re.compile(r"[+-]?\d+")


_LISTED = {
    "allpages": (
        "ap",
        "list",
        "namespace from to prefix continue dir limit minsize maxsize filterredir",
    ),
    "recentchanges": ("rc", "list", "start end dir namespace user prop show type limit continue"),
    "search": ("sr", "list", "search namespace limit offset what prop"),
    "usercontribs": ("uc", "list", "user start end dir namespace prop show limit continue"),
    "revisions": ("rv", "prop", "prop slots limit dir startid endid start end user continue"),
    "siteinfo": ("si", "meta", "prop"),
    "userinfo": ("ui", "meta", "prop"),
}
"""Modules below `query` that the recording does not describe: prefix, group, parameters."""


def _declared(name: str) -> Mapping[str, Any] | None:
    if name not in _LISTED:
        return None
    prefix, group, names = _LISTED[name]
    kinds = {"limit": "limit", "namespace": "namespace", "continue": "string"}
    described = [
        {"index": number, "name": each, "type": kinds.get(each, "string")}
        for number, each in enumerate(names.split(), 1)
    ]
    for each in described:
        if each["name"] == "limit":
            each |= {"default": 10, "min": 1, "max": 500, "highmax": 5000}
        elif each["name"] in ("namespace", "prop", "show", "type"):
            each |= {"multi": ""}
    module: dict[str, Any] = {"name": name, "path": f"query+{name}", "group": group}
    if group == "list":
        module["generator"] = ""
    return module | {"prefix": prefix, "parameters": described, "helpurls": []}


@cache
def spec(path: str, version: str = "1") -> Mapping[str, Any] | None:
    """The description of a module by its path, such as `wbeditentity` or `query+info`."""
    found = packaged("paraminfo.json.gz")[version].get(path)
    if found is None and path.startswith("query+"):
        found = _declared(path.removeprefix("query+"))
    return found if found is not None or version == "1" else spec(path, "1")


@cache
def parameters(path: str) -> Mapping[str, Mapping[str, Any]]:
    """A module's parameters by the name under which they are sent; empty where none are known."""
    described = spec(path)
    if described is None:
        return {}
    return {described["prefix"] + each["name"]: each for each in described["parameters"]}


@cache
def query_parameters() -> frozenset[str]:
    """What the parts of `query` take, alone and as a generator."""
    names = {name for part in _LISTED for name in parameters(f"query+{part}")}
    names |= {"iiprop", "iilimit", "ciprop"}
    return frozenset(names | {f"g{name}" for name in names})


def check_parameters(path: str, sent: Mapping[str, str], warn: Any) -> None:
    """Raise `missingparam`, `badvalue` or `badinteger`; warn of values that are dropped."""
    for name, described in parameters(path).items():
        value = sent.get(name)
        if not value and "required" in described:
            raise ApiError("missingparam", f'The "{name}" parameter must be set.')
        if value is None:
            continue
        _check_value(path, name, value, described, warn)
        if normal_text(value.removeprefix("\x1f")).replace("\ufffd", "\x1f") != value.removeprefix(
            "\x1f"
        ):
            warn(path, f'The value passed for "{name}" contains invalid or non-normalized data. '
                 "Textual data should be valid, NFC-normalized Unicode without C0 control "
                 "characters other than HT (\\t), LF (\\n), and CR (\\r).")  # fmt: skip


def _check_value(path: str, name: str, value: str, described: Mapping[str, Any], warn: Any) -> None:
    kind = described["type"]
    if isinstance(kind, list) and not ("multi" in described and value == "*"):
        given = split(value) if "multi" in described else [value]
        wrong = [each for each in given if each not in kind]
        if wrong and "multi" in described:
            plural = "s" if len(wrong) > 1 else ""
            listed = ", ".join(wrong)
            warn(path, f'Unrecognized value{plural} for parameter "{name}": {listed}')
        elif wrong and (value or kind):
            raise ApiError("badvalue", f'Unrecognized value for parameter "{name}": {value}.')
    number = kind in ("integer", "limit") and not (kind == "limit" and value == "max")
    number = number and "multi" not in described
    if number and not _INTEGER.fullmatch(value):
        raise ApiError("badinteger", f'Invalid value "{value}" for integer parameter "{name}".')


def known_values(path: str, name: str, value: str) -> list[str]:
    """The values of a list parameter that the module knows, in the order sent."""
    kind = parameters(path)[name]["type"]
    return [each for each in split(value) if not isinstance(kind, list) or each in kind]


def split(value: str) -> list[str]:
    """The values of a list parameter: separated by `|`, or by U+001F if it begins with that."""
    if not value:
        return []
    return value[1:].split("\x1f") if value[0] == "\x1f" else value.split("|")


def normal_text(value: str) -> str:
    """What a wiki makes of any text sent to it: NFC, without control characters."""
    if value.isascii() and value.isprintable():
        return value
    return _CONTROLS.sub("\ufffd", unicodedata.normalize("NFC", value))
