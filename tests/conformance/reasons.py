"""Why an answer of the sandbox is not the recorded one, for each exchange that is not equal."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).parent / "reasons.toml"


def reasons() -> dict[tuple[str, int], str]:
    """The reason of each exchange, by the name of the recording and the exchange's number."""
    found = tomllib.loads(FILE.read_text("utf-8")).get("reason", [])
    return {
        (each["recording"], number): each["why"]
        for each in found
        for number in _numbers(each["exchanges"])
    }


def _numbers(listed: list[int | str]) -> Iterator[int]:
    """Numbers, or ranges such as `"95-97"`."""
    for each in listed:
        first, _, last = str(each).partition("-")
        yield from range(int(first), int(last or first) + 1)
