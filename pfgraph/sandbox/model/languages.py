"""The language codes that terms and monolingual texts may have, and their own names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from pfgraph.sandbox.model.packaged import packaged


@cache
def _fallbacks() -> dict[str, tuple[str, ...]]:
    text = files("pfgraph.sandbox").joinpath("data", "fallbacks.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if line and line[0] != "#")
    return {row[0]: tuple(row[1:]) for row in rows}


@cache
def _tables() -> Any:
    return packaged("languages.json.gz")


@cache
def term_languages() -> dict[str, str]:
    """Code and autonym of each language that labels, descriptions and aliases may have."""
    return dict(_tables()["term"])


@cache
def monolingual_languages() -> frozenset[str]:
    """The codes that a monolingual text may have."""
    return frozenset(_tables()["monolingualtext"])


def fallbacks(language: str) -> tuple[str, ...]:
    """The language and what is shown when it has no text, in order, ending in English."""
    chain = (language, *_fallbacks().get(language, ()), "en")
    return tuple(dict.fromkeys(chain))
