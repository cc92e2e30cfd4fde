"""Ids in the form that records use: small ASCII letters, digits, hyphens, joined by full stops."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping

_WORDS = 5
_LONGEST = 80  # characters of one part; words without an end are cut
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th"})


def slug(text: str, words: int = 0) -> str:
    """The text in small letters, digits and hyphens; `words` keeps only so many words."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    parts = re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("’", ""))
    made = "-".join(parts[:words] if words else parts) or (digest(text) if text.strip() else "")
    return made if len(made) <= _LONGEST else f"{made[:_LONGEST]}-{digest(made)}"


def opening(text: str) -> str:
    """The first words of a text, as the end of an id."""
    return slug(text, _WORDS)


def joined(*parts: str) -> str:
    """The parts that hold something, joined by full stops."""
    return ".".join(part for part in parts if part)


def digest(text: str) -> str:
    """Six letters that stand for a text which has none of its own."""
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def digest_of(cells: Mapping[str, list[str]]) -> str:
    """Six letters that stand for the cells of a row, in whatever order they were filled."""
    return digest(repr(sorted(cells.items())))
