"""Lines of N-Triples taken apart again, and gathered by subject and predicate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

_LINE = re.compile(r"(<[^>]*>|_:\S+) <([^>]*)> (.*) \.")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)")
_MEANT = {"n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class Term:
    """A node or a literal; `text` is the IRI, the blank node's name or the literal's value."""

    kind: Literal["iri", "blank", "literal"]
    text: str
    written: str
    language: str = ""
    datatype: str = ""


Block = tuple[Term, list[tuple[str, list[Term]]]]


def blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Subjects with what is said of them, in the order of the lines; a subject may come again."""
    read = map(_triple, lines)
    for subject, triples in groupby(read, key=lambda each: each[0]):
        said = [
            (predicate, [value for _, _, value in same])
            for predicate, same in groupby(triples, key=lambda each: each[1])
        ]
        yield subject, said


def _triple(line: str) -> tuple[Term, str, Term]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"no triple: {line}")
    return term(match[1]), match[2], term(match[3])


def term(written: str) -> Term:
    """A term of a line of N-Triples."""
    if written.startswith("<"):
        return Term("iri", written[1:-1], written)
    if written.startswith("_:"):
        return Term("blank", written[2:], written)
    match = _LITERAL.fullmatch(written)
    if match is None:
        raise ValueError(f"no term: {written}")
    text = _ESCAPE.sub(lambda found: _MEANT.get(found[1], found[1]), match[1])
    return Term("literal", text, written, match[2] or "", match[3] or "")
