"""What the endpoint says of itself. See https://www.w3.org/TR/sparql11-service-description/."""

from __future__ import annotations

import pyoxigraph as ox

from pfgraph.sandbox.sparql.formats import GRAPHS, graph_kind
from pfgraph.sandbox.sparql.question import Question

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_GIVEN_OUT = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "N-Quads", "TriG",
)  # fmt: skip


def described(server: str, accept: str) -> tuple[bytes, str]:
    """The service description and its media type; raises Refused where none is acceptable."""
    kind = graph_kind(Question("", accept))
    prefixes = {"sd": _SD, "formats": _FORMATS}
    given = ox.parse(_turtle(server), ox.RdfFormat.TURTLE)
    triples = [quad.triple for quad in given]
    body = ox.serialize(triples, None, GRAPHS[kind], prefixes=prefixes) or b""
    return body, kind


def _turtle(server: str) -> str:
    formats = ", ".join(f"<{_FORMATS}{name}>" for name in _GIVEN_OUT)
    return f"""
        @prefix sd: <{_SD}> .
        <{server}/sparql> a sd:Service ;
            sd:endpoint <{server}/sparql> ;
            sd:supportedLanguage sd:SPARQL11Query ;
            sd:resultFormat {formats} ;
            sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
    """
