"""A query's text as tokens: enough of the grammar to say what is wrong with it.

See https://www.w3.org/TR/sparql11-query/#sparqlGrammar. The store's own parser has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_TOKEN = re.compile(
    r"""
    (?P<nothing>\s+|\#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z][A-Za-z0-9-]*)
  | (?P<name>(?:[^\W\d_](?:[\w.\-]*[\w\-])?|_)?:(?:(?:[\w:\-.%]|\\.)*(?:[\w:\-%]|\\.))?)
  | (?P<word>[^\W\d]\w*)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"}
_QUERIES = {"select", "construct", "describe", "ask"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, name, IRI… of the query; `start` counts characters from 0."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """What the query is made of, without white space and comments."""
    for found in _TOKEN.finditer(unescaped(query)):
        if found.lastgroup and found.lastgroup != "nothing":
            yield Token(found.lastgroup, found[0], found.start())


def unescaped(query: str) -> str:
    """The query without escapes of code points, which count everywhere, in keywords too."""
    return _ESCAPE.sub(_character, query) if "\\" in query else query


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number < 0x110000 else escape[0]


def asks_elsewhere(query: str) -> bool:
    """Whether the query has a SERVICE clause, which would be sent to another endpoint."""
    if "\\" not in query and "service" not in query.lower():
        return False
    found = list(tokens(query))
    if any(token.kind == "word" and token.text.lower() == "service" for token in found):
        return True
    declared = set(_declared(found))
    glued = (token.text.partition(":")[0] for token in found if token.kind == "name")
    return any(name.lower() == "service" and name not in declared for name in glued)


def is_update(query: str) -> bool:
    """Whether the first verb is one of SPARQL Update's."""
    words = (token.text.lower() for token in tokens(query) if token.kind == "word")
    return next((word for word in words if word in _UPDATES | _QUERIES), "") in _UPDATES


def undeclared(query: str, known: Iterable[str]) -> Token | None:
    """The first name whose prefix nobody has declared."""
    found = list(tokens(query))
    declared = {*known, "_", *_declared(found)}
    names = (token for token in found if token.kind == "name")
    return next((name for name in names if name.text.partition(":")[0] not in declared), None)


def _declared(found: list[Token]) -> Iterator[str]:
    for word, name in pairwise(found):
        if word.kind == "word" and word.text.lower() == "prefix":
            yield name.text.partition(":")[0]
