"""Which parts of the RDF form are given out: simple, dump or full."""

from __future__ import annotations

from pfgraph.sandbox.model.entities import statements
from pfgraph.sandbox.model.ids import type_of
from pfgraph.sandbox.rdf.entity import (
    A,
    Writer,
    write_dataset,
    write_redirect,
    write_statements,
    write_stub_terms,
    write_terms,
    write_truthy,
)
from pfgraph.sandbox.rdf.names import CC, SCHEMA, WIKIBASE
from pfgraph.sandbox.rdf.ntriples import iri, literal
from pfgraph.sandbox.rdf.properties import write_predicates, write_property
from pfgraph.sandbox.store.storage import Entity, Revision
from pfgraph.sandbox.wiki import Wiki

FLAVOURS = ("simple", "dump", "long", "full")
_LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/"


def entity_lines(wiki: Wiki, revision: Revision, asked: str, flavour: str) -> list[str]:
    """The N-Triples of an entity as EntityData gives them."""
    out = Writer.on(wiki.server)
    _write_header(out, revision, flavour)
    redirect = wiki.storage.latest(asked) if asked != revision.entity_id else None
    if redirect is not None:
        _write_header(out, redirect, flavour)
    _write_entity(out, revision.content, flavour)
    if flavour == "full":
        _write_mentioned(out, wiki, revision)
    if flavour in ("full", "simple"):
        _write_incoming_redirects(out, wiki, revision.entity_id)
    elif asked != revision.entity_id:
        write_redirect(out, asked, revision.entity_id)
    return out.lines


def _write_header(out: Writer, revision: Revision, flavour: str) -> None:
    write_dataset(out, revision, revision.entity_id, counts=flavour != "simple")
    data = out.node("data", revision.entity_id)
    out.add(data, iri(f"{CC}license"), iri(_LICENCE))
    out.add(data, iri(f"{SCHEMA}softwareVersion"), literal("1.0.0"))


def indexed_lines(server: str, revision: Revision) -> list[str]:
    """The N-Triples of an entity as the endpoint holds them: everything, nothing of others."""
    out = Writer.on(server)
    write_dataset(out, revision, revision.entity_id, counts=revision.target is None)
    if revision.target:
        write_redirect(out, revision.entity_id, revision.target)
    else:
        _write_entity(out, revision.content, "dump")
    return out.lines


def _write_entity(out: Writer, entity: Entity, flavour: str) -> None:
    subject = out.node("wd", entity["id"])
    out.add(subject, A, iri(WIKIBASE + ("Item" if entity["type"] == "item" else "Property")))
    write_truthy(out, subject, entity)
    if flavour != "simple":
        write_statements(out, subject, entity)
    write_terms(out, subject, entity)
    if entity["type"] == "property":
        write_property(out, entity)
        write_predicates(out, entity)


def _write_mentioned(out: Writer, wiki: Wiki, revision: Revision) -> None:
    for entity_id in _mentioned(revision.content):
        found = wiki.storage.latest(entity_id)
        if found is None or entity_id == revision.entity_id or found.target:
            continue
        entity, subject = found.content, out.node("wd", entity_id)
        out.add(subject, A, iri(WIKIBASE + ("Item" if entity["type"] == "item" else "Property")))
        write_stub_terms(out, subject, entity, "en")
        if entity["type"] == "property":
            write_property(out, entity)
            write_predicates(out, entity)


def _mentioned(entity: Entity) -> list[str]:
    """Properties used and entities named as values, each once."""
    found: dict[str, None] = {}
    for statement in statements(entity):
        groups = [[statement["mainsnak"]], *statement.get("qualifiers", {}).values()]
        for reference in statement.get("references", []):
            groups += reference["snaks"].values()
        for snak in (snak for group in groups for snak in group):
            found[snak["property"]] = None
            value = snak.get("datavalue", {})
            if value.get("type") == "wikibase-entityid":
                found[value["value"]["id"]] = None
    return list(found)


def _write_incoming_redirects(out: Writer, wiki: Wiki, entity_id: str) -> None:
    if type_of(entity_id) == "item":
        rows = wiki.storage.rows(
            "SELECT entity_id FROM page WHERE target = ? AND NOT deleted ORDER BY number",
            entity_id,
        )
        for (source,) in rows:
            write_redirect(out, source, entity_id)
