"""What queries written for Wikidata's query service take for granted, beyond SPARQL 1.1.

See https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pfgraph.sandbox.rdf.names import local_names, prefixes
from pfgraph.sandbox.sparql.labels import with_labels
from pfgraph.sandbox.sparql.tokens import Token, tokens, unescaped

_FOREIGN = {
    "bd": "http://www.bigdata.com/rdf#",
    "dct": "http://purl.org/dc/terms/",
    "geof": "http://www.opengis.net/def/function/geosparql/",
    "hint": "http://www.bigdata.com/queryHints#",
    "ontolex": "http://www.w3.org/ns/lemon/ontolex#",
}


def known_prefixes(server: str) -> dict[str, str]:
    """The prefixes that a query need not declare."""
    return prefixes(server) | {"wdata": local_names(server)["data"]} | _FOREIGN


def said_plainly(query: str) -> str:
    """The query in SPARQL 1.1; positions stay what they are up to the end of a group."""
    return with_labels(_without_hints(query))


def _without_hints(query: str) -> str:
    """Hints to another engine's optimiser say nothing about the answer."""
    if "hint:" not in query:
        return query
    text, found = unescaped(query), list(tokens(query))
    for number, (one, two) in enumerate(pairwise(found)):
        if one.text.startswith("hint:") and two.text.startswith("hint:"):
            text = _blanked(text, found[number : number + 4])
    return text


def _blanked(text: str, hint: list[Token]) -> str:
    """Take out subject, predicate and object, and the full stop behind them."""
    last = hint[3] if len(hint) == 4 and hint[3].text == "." else hint[-1 if len(hint) < 3 else 2]
    start, stop = hint[0].start, last.start + len(last.text)
    return text[:start] + re.sub(r"[^\r\n]", " ", text[start:stop]) + text[stop:]
