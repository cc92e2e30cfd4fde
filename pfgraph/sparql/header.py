"""The head of a query file: YAML in the comment lines that begin with #+.

The file stays plain SPARQL that runs in any editor. The habit comes from
https://github.com/CLARIAH/grlc.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pfgraph.errors import QueryError
from pfgraph.sparql.parameters import Parameter, read_parameter

_MARK = "#+"


@dataclass(frozen=True, slots=True)
class Header:
    """What a query file says about itself, and the query without its head."""

    summary: str
    description: str
    tags: tuple[str, ...]
    requirements: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    needs: tuple[str, ...]  # rules whose results a question reads
    reads: tuple[str, ...]  # terms that a rule looks at
    produces: tuple[str, ...]  # terms that a rule states
    text: str


def read_header(path: Path) -> Header:
    """The head and the text of one .rq file; QueryError, naming the file, when it has no head."""
    text = path.read_text(encoding="utf-8")
    try:
        said = yaml.safe_load(_head(text))
        return _header(said if isinstance(said, Mapping) else {}, text)
    except (yaml.YAMLError, KeyError, ValueError, TypeError, AttributeError) as problem:
        raise QueryError(
            f"{path}: the #+ header is not complete or not YAML: {problem}"
        ) from problem


def _head(text: str) -> str:
    lines = (line for line in text.splitlines() if line.startswith(_MARK))
    return "\n".join(line.removeprefix(_MARK).removeprefix(" ") for line in lines)


def _header(said: Mapping[str, Any], text: str) -> Header:
    parameters: Mapping[str, Mapping[str, Any]] = said.get("parameters") or {}
    return Header(
        said["summary"].strip(),
        said["description"].strip(),
        _strings(said.get("tags")),
        _strings(said["requirements"]),
        tuple(read_parameter(name, entry or {}) for name, entry in parameters.items()),
        _strings(said.get("needs")),
        _strings(said.get("reads")),
        _strings(said.get("produces")),
        _without_head(text),
    )


def _strings(said: list[str] | None) -> tuple[str, ...]:
    return tuple(str(each) for each in said or ())


def _without_head(text: str) -> str:
    kept = [line for line in text.splitlines() if not line.startswith(_MARK)]
    return "\n".join(kept).strip() + "\n"
