"""What the modules of the API say of themselves and of their parameters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from pfgraph.sandbox.action.declarations import declared
from pfgraph.sandbox.model.packaged import packaged

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FLAGS = frozenset(
    [
        "readrights",
        "writerights",
        "mustbeposted",
        "generator",
        "internal",
        "deprecated",
        "dynamicparameters",
    ]
)
_PARAMETER_FLAGS = frozenset(
    ["required", "multi", "sensitive", "deprecated", "enforcerange", "allowsduplicates"]
)


@cache
def _recorded() -> Any:
    return packaged("modules.json.gz")


@cache
def spec(path: str, version: str = "1") -> Mapping[str, Any] | None:
    """The description of a module by its path, such as `wbeditentity` or `query+info`.

    It is in the form of the old or of the new format; None where there is no such module.
    """
    if version == "2":
        found = spec(path)
        return None if found is None else _in_new_form(found)
    found = _recorded()["modules"].get(path) or declared().get(path)
    return found


def _in_new_form(module: Mapping[str, Any]) -> dict[str, Any]:
    form = {name: True if name in _FLAGS else value for name, value in module.items()}
    for name in ("parameters", "templatedparameters"):
        form[name] = [_parameter_in_new_form(each) for each in module.get(name, [])]
    return form


def _parameter_in_new_form(parameter: Mapping[str, Any]) -> dict[str, Any]:
    form: dict[str, Any] = {"required": False, "multi": False}
    if parameter["type"] == "title":
        form["mustExist"] = False
    return form | {
        name: True if name in _PARAMETER_FLAGS else value for name, value in parameter.items()
    }


def help_of(path: str) -> Mapping[str, Any]:
    """Description, examples and what each parameter means; empty where nobody was asked."""
    found: Mapping[str, Any] = _recorded()["help"].get(path, {})
    return found


@cache
def parameters(path: str) -> Mapping[str, Mapping[str, Any]]:
    """A module's parameters by the name under which they are sent; empty where none are known."""
    described = spec(path)
    if described is None:
        return {}
    return {described["prefix"] + each["name"]: each for each in described["parameters"]}


@cache
def submodules(path: str) -> tuple[str, ...]:
    """The paths of the modules below a module, in the order of its own description."""
    if path == "main":
        return (*parameters("main")["action"]["type"], *parameters("main")["format"]["type"])
    if path == "query":
        described = parameters("query")
        kinds = (described[each]["type"] for each in ("prop", "list", "meta"))
        return tuple(f"query+{name}" for names in kinds for name in names)
    return ()


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
