"""The recorded conversations: requests to a real Wikibase and what it answered, in order."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

FOLDER = Path(__file__).parent / "recordings"


@dataclass(frozen=True, slots=True)
class Mark:
    """A title in a recording; some tell what was done to the server at that moment."""

    text: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer.

    `session` names the client where the recording does; else `cookies` are the names that it sent.
    """

    number: int
    note: str
    session: str | None
    cookies: tuple[str, ...]
    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    json: Any
    body: str | None
    headers: dict[str, str]
    answer: dict[str, Any] = field(repr=False)

    @property
    def sent(self) -> dict[str, str]:
        """All parameters, wherever they stood."""
        return self.query | self.form


Step: TypeAlias = "Mark | Exchange"


def names() -> list[str]:
    """The recordings there are, sorted."""
    return sorted(path.name.removesuffix(".json.gz") for path in FOLDER.glob("*.json.gz"))


def steps(name: str) -> list[Step]:
    """The steps of a recording, in order."""
    text = gzip.decompress((FOLDER / f"{name}.json.gz").read_bytes())
    return [_step(each) for each in json.loads(text)]


def _step(raw: dict[str, Any]) -> Step:
    if "mark" in raw:
        return Mark(raw["mark"])
    return Exchange(
        number=raw["n"],
        note=raw.get("note", ""),
        session=raw.get("session"),
        cookies=tuple(raw.get("cookies", ())),
        method=raw["method"],
        path=raw["path"],
        query=raw.get("query", {}),
        form=raw.get("form", {}),
        json=raw.get("json"),
        body=raw.get("body"),
        headers=raw.get("headers", {}),
        answer=raw["answer"],
    )
