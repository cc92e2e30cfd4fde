"""Turtle, laid out as Wikibase lays it out. See https://www.w3.org/TR/turtle/."""

from __future__ import annotations

from collections.abc import Iterable

from pfgraph.sandbox.rdf.names import RDF
from pfgraph.sandbox.rdf.shortening import Shortener, file_prefixes
from pfgraph.sandbox.rdf.triples import Block, Term, blocks


def turtle(lines: Iterable[str], server: str) -> str:
    """The same triples as the lines of N-Triples."""
    short = Shortener.on(server)
    declared = [f"@prefix {name}: <{iri}> ." for name, iri in file_prefixes(server).items()]
    written = [_block(each, short) for each in blocks(lines)]
    return "\n".join([*declared, "", "\n\n".join(written), ""])


def _block(block: Block, short: Shortener) -> str:
    subject, said = block
    parts = []
    for predicate, values in said:
        name = "a" if predicate == f"{RDF}type" else _iri(predicate, short)
        parts.append(f"{name} " + ",\n\t\t".join(_term(each, short) for each in values))
    return f"{_term(subject, short)} " + " ;\n\t".join(parts) + " ."


def _iri(iri: str, short: Shortener) -> str:
    found = short.split(iri)
    return f"{found[0]}:{found[1]}" if found else f"<{iri}>"


def _term(term: Term, short: Shortener) -> str:
    if term.kind == "iri":
        return _iri(term.text, short)
    if not term.datatype:
        return term.written
    text = term.written.removesuffix(f"^^<{term.datatype}>")
    return f"{text}^^{_iri(term.datatype, short)}"
