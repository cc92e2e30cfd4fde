"""Keys: what a thing is called across records, ontology and wiki, independent of numbers."""

import re

from rdflib import Graph, URIRef
from rdflib.term import Node

from pfgraph.namespaces import BASE, PF, PFD

_WIKI_PAGE = re.compile(r".*/entity/([QP][1-9]\d*)")


def key_of(graph: Graph, node: Node) -> str:
    """The key of a node: its record id; else its path below the project's base; else its IRI.

    A page of a wiki that carries no record id keeps the wiki's own id, such as Q42.
    """
    record_id = graph.value(node, PF.recordId)
    return str(record_id) if record_id is not None else key_of_iri(str(node))


def key_of_iri(iri: str) -> str:
    """The key of a node of which nothing is known but its IRI."""
    if iri.startswith(PFD):
        return iri.removeprefix(PFD)
    if iri.startswith(BASE):
        return iri.removeprefix(BASE)
    page = _WIKI_PAGE.fullmatch(iri)
    return page.group(1) if page else iri


def is_wiki_id(key: str) -> bool:
    """Whether a key is the wiki's own id of an item, such as Q42."""
    return key[:1] == "Q" and key[1:].isdigit()


def is_term(key: str) -> bool:
    """Whether a key names a term of the ontology rather than a record."""
    return key.startswith(("vocab/", "ns#"))


def term_iri(key: str) -> URIRef:
    """The IRI of the ontology term that a key names."""
    return URIRef(BASE + key)
