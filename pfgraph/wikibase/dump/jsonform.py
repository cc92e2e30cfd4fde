"""JSON dumps, an entity a line, and the JSON of Special:EntityData."""

import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pfgraph.errors import DumpError
from pfgraph.wikibase.dump.files import opened
from pfgraph.wikibase.repository import Entity

_READ = frozenset({"item", "property"})


class JsonDump:
    """Entities of JSON files, read anew each time and one after the other."""

    concept_base = ""  # JSON does not say it

    def __init__(self, files: Iterable[Path]) -> None:
        self.files = tuple(files)

    def entities(self, kind: str) -> Iterator[Entity]:
        """The items, or the properties. Raises DumpError where a file is damaged."""
        for path in self.files:
            for entity in _entities(path):
                if entity["type"] == kind:
                    yield entity

    def close(self) -> None:
        """Nothing is kept open."""


def _entities(path: Path) -> Iterator[Entity]:
    number = 0
    try:
        with opened(path) as stream:
            for number, line in enumerate(stream, 1):
                text = line.strip().rstrip(b",")
                if text in (b"[", b"]", b""):
                    continue
                try:
                    found = json.loads(text)
                except json.JSONDecodeError:
                    if number > 2:
                        raise
                    break  # not a line an entity
                yield from _flat(found)
            else:
                return
        with opened(path) as stream:  # written over many lines: small files are
            yield from _flat(json.load(stream))
    except (ValueError, EOFError, OSError, zlib.error) as error:
        where = f", line {number}" if number else ""
        raise DumpError(f"{path}{where}: this is no dump in JSON, or damaged: {error}") from error


def _flat(data: Any) -> Iterator[Entity]:
    """The entities in what stands on one line, or in one file."""
    if isinstance(data, list):
        for each in data:
            yield from _flat(each)
    elif isinstance(data, dict) and isinstance(data.get("entities"), dict):
        yield from _flat(list(data["entities"].values()))
    elif isinstance(data, dict) and data.get("type") in _READ and "id" in data:
        yield data
