"""The label service of Wikidata's query service, said in SPARQL that the store knows.

`SERVICE wikibase:label { bd:serviceParam wikibase:language "de,en" }` asks no other endpoint: for
each ?xLabel, ?xDescription and ?xAltLabel that the query uses beside ?x it looks the term up in the
first language that has one; a label falls back to the id. The look-up goes to the end of the group.
See https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual#Label_service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pfgraph.sandbox.rdf.names import RDFS, SCHEMA, SKOS, WIKIBASE
from pfgraph.sandbox.sparql.tokens import Token, tokens, unescaped

_LABEL, _DESCRIPTION, _ALIAS = f"{RDFS}label", f"{SCHEMA}description", f"{SKOS}altLabel"
_ENDINGS = {"AltLabel": _ALIAS, "Label": _LABEL, "Description": _DESCRIPTION}
_PREDICATES = {"rdfs:label": _LABEL, "schema:description": _DESCRIPTION, "skos:altLabel": _ALIAS}
_PREDICATES |= {f"<{iri}>": iri for iri in _ENDINGS.values()}
_SERVICES = ("wikibase:label", f"<{WIKIBASE}label>")
_LANGUAGES = ("wikibase:language", f"<{WIKIBASE}language>")
_CODE = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class _Term:
    """`variable` is to hold the term of `entity`; both with their question mark."""

    entity: str
    predicate: str
    variable: str


def with_labels(query: str) -> str:
    """The query with each label service replaced; positions before a service stay what they are."""
    while "label" in query and (found := _service(list(tokens(query)))):
        query = _replaced(unescaped(query), *found)
    return query


def _service(found: list[Token]) -> tuple[list[Token], int, int, int] | None:
    """All tokens, and the numbers of SERVICE, its closing brace and its group's."""
    for number, (word, name) in enumerate(pairwise(found)):
        if word.text.lower() == "service" and name.text in _SERVICES:
            inner = _closing(found, number, 0)
            return found, number, inner, _closing(found, inner + 1, 1)
    return None


def _closing(found: list[Token], start: int, depth: int) -> int:
    """The brace that closes what is open `depth` times at `start`; the last token if none does."""
    for number in range(start, len(found)):
        if found[number].text == "{":
            depth += 1
        elif found[number].text == "}":
            depth -= 1
            if depth == 0:
                return number
    return len(found) - 1


def _replaced(query: str, found: list[Token], first: int, last: int, end: int) -> str:
    inner = found[first + 2 : last]
    wanted = list(_manual(inner)) or list(_automatic(found, first, end))
    looked_up = " ".join(_look_up(term, _languages(inner)) for term in wanted)
    start, stop, close = found[first].start, found[last].start + 1, found[end].start
    blank = re.sub(r"[^\r\n]", " ", query[start:stop])
    return f"{query[:start]}{blank}{query[stop:close]} {looked_up} {query[close:]}"


def _languages(inner: list[Token]) -> list[str]:
    said = [
        text.text.strip("\"'")
        for name, text in pairwise(inner)
        if name.text in _LANGUAGES and text.kind == "string"
    ]
    codes = [code.strip() for each in said for code in each.split(",")]
    return [code for code in codes if _CODE.fullmatch(code)] or ["en"]


def _manual(inner: list[Token]) -> Iterator[_Term]:
    """Terms that the service's own block names: ?x rdfs:label ?text."""
    entity = ""
    for one, two, three in zip(inner, inner[1:], inner[2:], strict=False):
        if one.kind == "variable" and two.text in _PREDICATES:
            entity = one.text
        if two.text in _PREDICATES and three.kind == "variable" and entity:
            yield _Term(entity, _PREDICATES[two.text], three.text)


def _automatic(found: list[Token], first: int, end: int) -> Iterator[_Term]:
    """Terms by the names of variables, where the group itself does not bind them."""
    names = dict.fromkeys(token.text for token in found if token.kind == "variable")
    opened = _opening(found, first)
    bound = {token.text for token in found[opened:end]}
    for name in names:
        ending = next((each for each in _ENDINGS if name.endswith(each)), "")
        entity = name.removesuffix(ending)
        if ending and entity in names and name not in bound:
            yield _Term(entity, _ENDINGS[ending], name)


def _opening(found: list[Token], number: int) -> int:
    """The brace that opens the group in which a token stands."""
    depth = 0
    for each in range(number - 1, -1, -1):
        depth += {"}": 1, "{": -1}.get(found[each].text, 0)
        if depth < 0:
            return each
    return 0


def _look_up(term: _Term, languages: list[str]) -> str:
    held = [f"{term.variable}_{number}_" for number in range(len(languages))]
    found = " ".join(
        f"OPTIONAL {{ {_one(term, variable, language)} }}"
        for variable, language in zip(held, languages, strict=True)
    )
    if term.predicate == _LABEL:
        entity = term.entity
        held.append(f'IF(ISIRI({entity}), REPLACE(STR({entity}), "^.*/", ""), STR({entity}))')
    return f"{found} BIND(COALESCE({', '.join(held)}) AS {term.variable})"


def _one(term: _Term, variable: str, language: str) -> str:
    text = f"{variable}t" if term.predicate == _ALIAS else variable
    matched = (
        f"{term.entity} <{term.predicate}> {text} "
        f'FILTER(LCASE(LANG({text})) = "{language.lower()}")'
    )
    if term.predicate != _ALIAS:
        return matched
    joined = f'(GROUP_CONCAT({text}; SEPARATOR=", ") AS {variable})'
    return f"{{ SELECT {term.entity} {joined} {{ {matched} }} GROUP BY {term.entity} }}"
