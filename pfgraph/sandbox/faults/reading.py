"""Fault files: TOML, or JSON by the ending, with a list `fault` and perhaps a `seed`."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pfgraph.sandbox.faults.fault import Fault, fault_from
from pfgraph.sandbox.faults.problems import FaultError, problems


def read_faults(path: Path) -> list[Fault]:
    """The faults of a file in their order; raises FaultError with every mistake in the file."""
    name = path.name
    try:
        text = path.read_text(encoding="utf-8")
        data = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        raise FaultError([f"{name}: cannot be read: {error.strerror or error}"]) from error
    except ValueError as error:  # UnicodeDecodeError and both formats' own errors are such
        form = "JSON" if path.suffix.lower() == ".json" else "TOML"
        raise FaultError([f"{name}: is not {form}: {error}"]) from error
    return faults_from(data, name)


def faults_from(data: Any, name: str) -> list[Fault]:
    """The faults of a parsed file; `name` stands before each problem."""
    found = list(_problems(data))
    if found:
        raise FaultError([f"{name}: {problem}" for problem in found])
    seed = {"seed": data["seed"]} if "seed" in data else {}
    return [fault_from(seed | entry) for entry in data.get("fault", [])]


def _problems(data: Any) -> Iterator[str]:
    if not isinstance(data, Mapping):
        yield "has to be a table with a list `fault`"
        return
    for key in data.keys() - {"seed", "fault"}:
        yield f"{key}: is not known; allowed is a list `fault` and a number `seed`"
    if "seed" in data:
        yield from problems({"kind": "slow", "seed": data["seed"]})
    entries = data.get("fault", [])
    if not isinstance(entries, list):
        yield "fault: has to be a list; in TOML each fault begins with [[fault]]"
        return
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, Mapping):
            yield f"fault {number}: has to be a table"
            continue
        yield from (f"fault {number}: {problem}" for problem in problems(entry))
