"""What the wiki refuses, in the words of a page."""

from __future__ import annotations

import re

from pfgraph.sandbox.model.errors import ApiError

_LINK = re.compile(r"\[\[(?:[^|\]]+\|)?([^\]]+)\]\]")
_OUTWARD = re.compile(r"\[https?://\S+ ([^\]]+)\]")
_FIELDS = ("label", "description", "alias")


def in_words(error: ApiError) -> str:
    """The texts of a refusal in one line, without the markup of wiki links."""
    texts = [message.text for message in error.messages] or [error.info]
    said = dict.fromkeys(text if text.endswith((".", "?", "!")) else f"{text}." for text in texts)
    return _OUTWARD.sub(r"\1", _LINK.sub(r"\1", " ".join(said)))


def field_of(error: ApiError) -> str:
    """The field of a form of terms that a refusal is about; empty where it is about all."""
    names = [
        message.name.removeprefix("wikibase-validator-")
        for message in error.messages
        if message.name.startswith("wikibase-validator-")
    ]
    fitting = [field for name in names for field in _FIELDS if name.startswith(field)]
    return fitting[0] if fitting else ""
