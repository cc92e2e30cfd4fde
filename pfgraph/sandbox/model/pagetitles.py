"""Titles of pages: namespace and name, in the one form that a wiki uses for them.

See https://www.mediawiki.org/wiki/Manual:Page_title
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pfgraph.sandbox.model.ids import NAMESPACES, TITLES, id_of_title

PROJECT = "Sandbox"
_LONGEST = 255  # bytes
_SUBJECTS = {
    2: "User",
    4: PROJECT,
    6: "File",
    8: "MediaWiki",
    10: "Template",
    12: "Help",
    14: "Category",
    **{NAMESPACES[kind]: TITLES[kind] for kind in NAMESPACES},
    640: "EntitySchema",
}
NAMES = {
    -2: "Media",
    -1: "Special",
    0: "",
    1: "Talk",
    **_SUBJECTS,
    **{number + 1: f"{name} talk" for number, name in _SUBJECTS.items()},
}
"""Number and name of each namespace; a talk page's number is odd."""
_ALIASES = {"project": 4, "project talk": 5, "image": 6, "image talk": 7}
_NUMBERS = {name.lower(): number for number, name in NAMES.items() if name} | _ALIASES
_ILLEGAL = re.compile(r"[#<>\[\]|{}\x00-\x1f\x7f\ufffd]|^:|(^|/)\.\.?($|/)|~~~")
_BLANKS = re.compile(r"[ _\u00a0\u2000-\u200a\u3000]+")
_TEXT = frozenset(NAMES) - {-2, -1, 640} - set(NAMESPACES.values())


class BadTitle(ValueError):
    """The text is no title of a page."""


@dataclass(frozen=True, slots=True)
class Title:
    """A page's namespace and its name there, blanks as blanks."""

    namespace: int
    name: str

    def __str__(self) -> str:
        prefix = NAMES[self.namespace]
        return f"{prefix}:{self.name}" if prefix else self.name

    @property
    def entity_id(self) -> str | None:
        """The id of the entity whose page this is; None for every other page."""
        return id_of_title(str(self))

    @property
    def holds_entities(self) -> bool:
        return self.namespace in NAMESPACES.values()

    @property
    def holds_text(self) -> bool:
        """Whether pages of this namespace are wikitext."""
        return self.namespace in _TEXT


def read_title(text: str) -> Title:
    """The title that a text means; raises BadTitle."""
    plain = _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip().removeprefix(":").strip()
    prefix, colon, rest = plain.partition(":")
    namespace = _NUMBERS.get(prefix.strip().lower(), 0) if colon else 0
    name = rest.strip() if namespace else plain
    if not name or _ILLEGAL.search(name) or len(name.encode()) > _LONGEST:
        raise BadTitle(text)
    return Title(namespace, name[0].upper() + name[1:])
