"""Put RDF terms in the place of a query's variables, token by token.

Engines differ in how far a bound value reaches (into sub-queries, BIND, aggregates); a term that
stands where the variable stood means the same everywhere. The query is read as tokens, so nothing
in a string, an IRI or a comment is touched, and a term is written in the one form that the grammar
has for it: what somebody typed never becomes syntax.
"""

import re
from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from pfgraph.errors import QueryError

Term = URIRef | Literal

# https://www.w3.org/TR/sparql11-query/#sparqlGrammar: the tokens that may hide a question mark
_TOKEN = re.compile(
    r"""(?P<skip>
          \#[^\n]*                                   # a comment
        | <[^<>"{}|^`\\\x00-\x20]*>                  # an IRI
        | \"\"\"(?:(?:\"|\"\")?(?:[^"\\]|\\.))*\"\"\"   # a long string
        | '''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
        | "(?:[^"\\\n\r]|\\.)*"                      # a string
        | '(?:[^'\\\n\r]|\\.)*'
        )
      | (?P<bound>\bBOUND\s*\(\s*[?$](?P<asked>\w+)\s*\))
      | [?$](?P<name>\w+)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_IRI = re.compile(r'[^<>"{}|^`\\\x00-\x20]+')
_LANGUAGE = re.compile(r"[a-zA-Z]+(?:-[a-zA-Z0-9]+)*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def bind(text: str, bindings: Mapping[str, Term]) -> str:
    """The query with each variable that `bindings` names replaced by its term.

    `BOUND(?name)` becomes true for a bound name; other variables are left alone, so an optional
    parameter is tested with BOUND. Raises QueryError for a term that SPARQL cannot write.
    """
    written = {name: term_text(term) for name, term in bindings.items()}

    def replaced(match: re.Match[str]) -> str:
        if match["asked"] in written:
            return "true"
        return written.get(match["name"], match[0]) if match["name"] else match[0]

    return _TOKEN.sub(replaced, text) if written else text


def variables(text: str) -> frozenset[str]:
    """The names of all variables that stand in a query, without their question marks."""
    return frozenset(_names(text))


def _names(text: str) -> Iterator[str]:
    for match in _TOKEN.finditer(text):
        name = match["name"] or match["asked"]
        if name:
            yield name


def code(text: str) -> str:
    """The query without its comments, strings and IRIs: what is left are its names."""
    return _TOKEN.sub(lambda match: " " if match["skip"] else match[0], text)


def term_text(term: Term) -> str:
    """A term as SPARQL and N-Triples write it; QueryError when it holds what an IRI may not."""
    if isinstance(term, URIRef):
        return _iri_text(str(term))
    quoted = '"' + "".join(_ESCAPES.get(char, char) for char in str(term)) + '"'
    if term.language:
        if not _LANGUAGE.fullmatch(term.language):
            raise QueryError(f"{term.language!r} is no language tag; write one such as en or pt-BR")
        return f"{quoted}@{term.language}"
    if term.datatype and term.datatype != XSD.string:
        return f"{quoted}^^{_iri_text(str(term.datatype))}"
    return quoted


def _iri_text(iri: str) -> str:
    if not _IRI.fullmatch(iri):
        raise QueryError(f"{iri!r} is no IRI; spaces, quotes and angle brackets must be escaped")
    return f"<{iri}>"
