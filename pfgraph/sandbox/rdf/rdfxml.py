"""RDF/XML, laid out as Wikibase lays it out. See https://www.w3.org/TR/rdf-syntax-grammar/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from pfgraph.sandbox.rdf.shortening import Shortener, file_prefixes
from pfgraph.sandbox.rdf.triples import Term, blocks

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_QUOTE = {'"': "&quot;"}


def rdf_xml(lines: Iterable[str], server: str) -> str:
    """The same triples as the lines of N-Triples; signs that XML cannot hold are left out."""
    return "\n".join([*_document(lines, server), ""])


def _document(lines: Iterable[str], server: str) -> Iterator[str]:
    short = Shortener.on(server)
    names = " ".join(f'xmlns:{name}="{iri}"' for name, iri in file_prefixes(server).items())
    yield '<?xml version="1.0"?>'
    yield f"<rdf:RDF {names}>"
    for subject, said in blocks(lines):
        attribute = "about" if subject.kind == "iri" else "nodeID"
        yield f'\t<rdf:Description rdf:{attribute}="{_attribute(subject.text)}">'
        for predicate, values in said:
            for value in values:
                yield _element(predicate, value, short)
        yield "\t</rdf:Description>"
    yield "</rdf:RDF>"


def _attribute(text: str) -> str:
    return escape(text, _QUOTE)


def _element(predicate: str, value: Term, short: Shortener) -> str:
    found = short.split(predicate)
    if found is None:
        raise ValueError(f"no prefix for {predicate}")
    name = ":".join(found)
    if value.kind == "iri":
        return f'\t\t<{name} rdf:resource="{_attribute(value.text)}"/>'
    if value.kind == "blank":
        return f'\t\t<{name} rdf:nodeID="{value.text}"/>'
    attribute = ""
    if value.language:
        attribute = f' xml:lang="{value.language}"'
    elif value.datatype:
        attribute = f' rdf:datatype="{_attribute(value.datatype)}"'
    text = escape(_FORBIDDEN.sub("", value.text), {"\r": "&#13;"})
    return f"\t\t<{name}{attribute}>{text}</{name}>"
