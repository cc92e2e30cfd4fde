"""Terms of RDF in the syntax of N-Triples. See https://www.w3.org/TR/n-triples/."""

from __future__ import annotations

import re

from pfgraph.sandbox.rdf.names import XSD

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\n\r\t]')
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def iri(text: str) -> str:
    """An IRI; characters that may not stand in one are percent-encoded."""
    return f"<{_FORBIDDEN.sub(lambda match: f'%{ord(match[0]):02X}', text)}>"


def literal(text: str, datatype: str = "", language: str = "") -> str:
    """A literal, plain or with a datatype IRI or a language tag."""
    quoted = _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)
    if language:
        return f'"{quoted}"@{language}'
    return f'"{quoted}"^^<{datatype}>' if datatype else f'"{quoted}"'


def integer(number: int) -> str:
    """An xsd:integer."""
    return literal(str(number), f"{XSD}integer")


def date_time(text: str) -> str:
    """An xsd:dateTime."""
    return literal(text, f"{XSD}dateTime")
