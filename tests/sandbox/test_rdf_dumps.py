"""The RDF of whole wikis: what a real Wikibase dumped of the same entities."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from pfgraph.sandbox.model.hashes import snak_hash
from pfgraph.sandbox.rdf.flavours import entity_lines, indexed_lines
from pfgraph.sandbox.rdf.jsonld import json_ld
from pfgraph.sandbox.rdf.rdfxml import rdf_xml
from pfgraph.sandbox.rdf.turtle import turtle
from pfgraph.sandbox.store.storage import Edit, Revision, Storage
from pfgraph.sandbox.wiki import Wiki

DUMPS = Path(__file__).parent / "dumps"
SERVER = "http://127.0.0.1:8181"
HEADER = "http://wikiba.se/ontology#Dump"
VARIES = ("dateModified", "schema.org/version", "license", "softwareVersion")
REDIRECT = ("Q5", "Q3")
SOMEBODY = Edit("Somebody", "", False)


def unpacked(name: str) -> str:
    return gzip.decompress((DUMPS / name).read_bytes()).decode()


def content(entity: dict[str, Any]) -> dict[str, Any]:
    """An entity of a JSON dump as it is kept: there, snaks have no hash unless they qualify."""
    for statement in (each for group in entity["claims"].values() for each in group):
        referred = [each["snaks"].values() for each in statement.get("references", [])]
        snaks = [snak for groups in referred for group in groups for snak in group]
        for snak in [statement["mainsnak"], *snaks]:
            snak["hash"] = snak_hash(snak)
    return {key: value for key, value in entity.items() if key != "lastrevid"}


@pytest.fixture(scope="module")
def wiki() -> Iterator[Wiki]:
    """The wiki that was dumped."""
    storage = Storage()
    for entity in json.loads(unpacked("entities.json.gz")):
        storage.save(entity["id"], content(entity), SOMEBODY)
    source, target = REDIRECT
    newest = storage.latest(target)
    assert newest is not None
    storage.save(source, newest.content, SOMEBODY, target)
    yield Wiki(SERVER, "secret", storage)
    storage.close()


def revisions(wiki: Wiki) -> list[Revision]:
    ids = [*wiki.storage.entity_ids("item"), *wiki.storage.entity_ids("property")]
    found = [wiki.storage.latest(each) for each in ids]
    return [each for each in found if each is not None]


def graph(lines: str | Iterable[str], form: ox.RdfFormat = ox.RdfFormat.N_TRIPLES) -> set[str]:
    """The triples with canonical blank nodes, without what another run changes."""
    text = lines if isinstance(lines, str) else "\n".join(lines)
    triples = ox.Dataset(ox.parse(text, form))
    triples.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {
        str(quad)
        for quad in triples
        if not quad.predicate.value.endswith(VARIES) and HEADER not in str(quad.subject)
    }


def test_the_full_dump_is_what_the_endpoint_holds(wiki: Wiki) -> None:
    """All entities together, as the query service keeps them, are the recorded full dump."""
    lines = [line for each in revisions(wiki) for line in indexed_lines(SERVER, each)]
    assert graph(lines) == graph(unpacked("full.nt.gz"))


def test_the_flavour_dump_is_the_full_dump_entity_by_entity(wiki: Wiki) -> None:
    """EntityData in the flavour dump says of each entity what the full dump says."""
    lines: list[str] = []
    for each in revisions(wiki):
        if each.target is None:
            lines += entity_lines(wiki, each, each.entity_id, "dump")
    whole = graph(unpacked("full.nt.gz"))
    missing = whole - graph(lines)
    assert graph(lines) <= whole
    assert all("Q5" in triple for triple in missing)


def test_the_truthy_dump_is_part_of_the_full_one(wiki: Wiki) -> None:
    """What the truthy dump says of entities is all written; it leaves out statement nodes."""
    lines = [line for each in revisions(wiki) for line in indexed_lines(SERVER, each)]
    truthy, whole = graph(unpacked("truthy.nt.gz")), graph(lines)
    assert {triple for triple in truthy if "_:" not in triple} <= whole


@pytest.mark.parametrize(
    ("write", "form"),
    [
        (turtle, ox.RdfFormat.TURTLE),
        (rdf_xml, ox.RdfFormat.RDF_XML),
        (json_ld, ox.RdfFormat.JSON_LD),
    ],
    ids=["turtle", "rdf/xml", "json-ld"],
)
def test_every_syntax_says_the_same(wiki: Wiki, write: Any, form: ox.RdfFormat) -> None:
    """Each entity's full form has the same triples in every syntax."""
    for each in revisions(wiki):
        lines = list(dict.fromkeys(entity_lines(wiki, each, each.entity_id, "full")))
        said = {same_number(triple) for triple in graph(write(lines, SERVER), form)}
        assert said == {same_number(triple) for triple in graph(lines)}


def same_number(triple: str) -> str:
    """JSON's numbers come back in the canonical form of xsd:double."""
    text, found, rest = triple.partition('"^^<http://www.w3.org/2001/XMLSchema#double>')
    if not found:
        return triple
    before, _, number = text.rpartition('"')
    return f'{before}"{float(number)}{found}{rest}'
