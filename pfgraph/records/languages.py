"""The languages that a Wikibase knows, by their tags."""

from functools import cache
from pathlib import Path

DEFAULT = "en"  # the language of a text column without a code


@cache
def languages() -> frozenset[str]:
    """Tags that MediaWiki 1.43 takes for labels and for texts, in lower case."""
    text = (Path(__file__).parent / "languages.txt").read_text(encoding="ascii")
    return frozenset(text.split())
