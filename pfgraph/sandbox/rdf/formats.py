"""The formats in which EntityData gives an entity out."""

from __future__ import annotations

import json
from collections.abc import Callable

from pfgraph.sandbox.model.entityjson import full_entity
from pfgraph.sandbox.model.phpserial import php_serialised
from pfgraph.sandbox.rdf.flavours import entity_lines
from pfgraph.sandbox.rdf.jsonld import json_ld
from pfgraph.sandbox.rdf.rdfxml import rdf_xml
from pfgraph.sandbox.rdf.turtle import turtle
from pfgraph.sandbox.store.storage import Revision
from pfgraph.sandbox.wiki import Wiki

TYPES = {
    "json": "application/json",
    "php": "application/vnd.php.serialized",
    "n3": "text/n3",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
"""File endings and their media types; `html` leads to the page instead."""

PLAIN = frozenset({"json", "php"})
"""Formats that hold the whole entity whatever the flavour."""

_OTHER_TYPES = {
    "n3": ("text/rdf+n3",),
    "ttl": ("application/x-turtle",),
    "nt": ("text/n-triples", "text/plain"),
    "rdf": ("application/xml", "text/xml"),
}
NEGOTIATED = {
    kind: ending for ending in TYPES for kind in (TYPES[ending], *_OTHER_TYPES.get(ending, ()))
}
"""Media types that a client may ask for and their endings, in the wiki's order of preference."""


def _n_triples(lines: list[str], _: str) -> str:
    return "\n".join([*lines, ""])


_WRITERS: dict[str, Callable[[list[str], str], str]] = {
    "n3": turtle,
    "ttl": turtle,
    "nt": _n_triples,
    "rdf": rdf_xml,
    "jsonld": json_ld,
}


def entity_file(wiki: Wiki, revision: Revision, asked: str, ending: str, flavour: str) -> str:
    """The whole file; `asked` is the id that was asked for, maybe a redirect's."""
    if ending in PLAIN:
        whole = {"entities": {revision.entity_id: full_entity(revision)}}
        if ending == "php":
            return php_serialised(whole)
        return json.dumps(whole, separators=(",", ":"))
    lines = list(dict.fromkeys(entity_lines(wiki, revision, asked, flavour)))
    return _WRITERS[ending](lines, wiki.server)
