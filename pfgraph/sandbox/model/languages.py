"""The language codes that terms and monolingual texts may have, and their own names."""

from __future__ import annotations

from functools import cache
from typing import Any

from pfgraph.sandbox.model.packaged import packaged

_FALLBACKS = {"de-at": ("de",), "de-ch": ("de",), "pt-br": ("pt",), "en-gb": ("en",)}


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
    base = (language.split("-")[0],) if "-" in language else ()
    chain = (language, *_FALLBACKS.get(language, base), "en")
    return tuple(dict.fromkeys(chain))
