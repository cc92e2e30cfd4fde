"""JSON-LD is read with the project's own context, and nothing is ever fetched."""

import json
import socket
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from rdflib import Graph, Literal
from rdflib.namespace import RDF, SKOS, XSD

from pfgraph.namespaces import PF, PFD, PFV
from pfgraph.records import read_records
from pfgraph.records.context import context, context_text
from pfgraph.records.jsonld import CONTEXT_IRI
from pfgraph.records.reference import written_files
from pfgraph.resources import folder
from tests.records.conftest import DATA, Read

Said = Callable[..., list[str]]
QUALIFIED = DATA / "qualified.yaml"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to reach the network fails the test."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def as_jsonld(**more: Any) -> str:
    """The qualified records as a JSON-LD document."""
    return json.dumps({**more, **yaml.safe_load(QUALIFIED.read_text(encoding="utf-8"))})


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_the_context_makes_plain_records_json_ld() -> None:
    """rdflib's own JSON-LD parser finds in the document what the reader of tables finds.

    Only what the record form adds is left aside: record ids, classes above, facts of statements.
    """
    ours = read_records([QUALIFIED])
    assert ours.findings == ()
    text = as_jsonld(**context())
    theirs = Graph().parse(data=text, format="json-ld")
    assert set(theirs) - set(ours.graph) == set()
    added = {triple for triple in set(ours.graph) - set(theirs) if triple[1] != PF.recordId}
    actors = [PFD["actors/met-museum"], PFD["actors/wikimedia-foundation"]]
    assert added == {
        *((actor, RDF.type, PF.Actor) for actor in actors),
        (actors[1], PF.belongsTo, PFD["movements/wikimedia-movement"]),
    }


@pytest.mark.parametrize("name", ["all.jsonld", "all.json", "all.yaml"])
def test_a_document_that_names_the_projects_context(read: Read, name: str) -> None:
    """The project's context is taken from the package; the graph is that of the plain rows."""
    records = read({name: as_jsonld(**{"@context": CONTEXT_IRI})})
    assert records.findings == ()
    assert set(records.graph) == set(read_records([QUALIFIED]).graph)


def test_a_context_of_ones_own(read: Read) -> None:
    """A context within the document is used, and a year in a place for dates is a year."""
    document = {
        "@context": {"name": {"@id": str(SKOS.prefLabel), "@language": "de"}, "pf": str(PF)},
        "@id": "actors/dnb",
        "@type": "pf:Organisation",
        "name": "Deutsche Nationalbibliothek",
        "pf:establishedOn": "1912",
        "pf:isBasedIn": "DE",
    }
    records = read({"dnb.jsonld": json.dumps(document)})
    node = PFD["actors/dnb"]
    assert records.findings == ()
    label = Literal("Deutsche Nationalbibliothek", lang="de")
    assert records.graph.value(node, SKOS.prefLabel) == label
    year = Literal("1912", datatype=XSD.gYear)
    assert records.graph.value(node, PF.establishedOn) == year
    assert records.graph.value(node, PF.isBasedIn) == PFV["place-de"]
    assert (node, PF.recordId, Literal("actors/dnb")) in records.graph


@pytest.mark.parametrize(
    "document",
    [
        {"@context": "https://schema.org/", "@id": "actors/a"},
        {"@context": [{}, "https://schema.org/"], "@id": "actors/a"},
        {"@id": "actors/a", "knows": {"@context": "https://schema.org/"}},
        {"@context": {"@version": 1.1, "@import": "https://schema.org/"}, "@id": "actors/a"},
        {"@context": {"x": {"@id": "x:y", "@context": "https://schema.org/"}}, "@id": "actors/a"},
        {"@context": "schema.jsonld", "@id": "actors/a"},
        {"@context": "file:///etc/passwd", "@id": "actors/a"},
    ],
)
def test_a_context_elsewhere_is_refused(said: Said, document: object) -> None:
    """A context that would have to be fetched is named with its line, wherever it stands."""
    (found,) = said({"a.jsonld": json.dumps(document, indent=1)})
    assert "is not fetched, so the file is not read; write the context itself" in found
    line = int(found.split(":")[1])
    refused = ("schema", "passwd")
    assert any(word in json.dumps(document, indent=1).split("\n")[line - 1] for word in refused)


def test_all_contexts_elsewhere_are_named_at_once(said: Said) -> None:
    """Two contexts on the network are two findings."""
    document = [{"@context": "http://a.example/"}, {"@context": "http://b.example/"}]
    assert len(said({"a.jsonld": json.dumps(document)})) == 2


def test_what_is_no_json_ld(said: Said) -> None:
    """Malformed JSON-LD is a finding in words."""
    (found,) = said({"a.jsonld": '{"@context": {"a": {"@id": 5}}, "@id": "x"}'})
    assert found.startswith("a.jsonld:1: this is no JSON-LD")


@pytest.mark.parametrize(("name", "text"), list(written_files()))
def test_generated_files_are_fresh(name: str, text: str) -> None:
    """Files written from the declaration are as it says: python -m pfgraph.records.reference."""
    path = folder("ontology").parent / name
    assert path.read_text(encoding="utf-8") == text


def test_the_context_is_canonical_json() -> None:
    """Keys stand in order, so that a change of the tables is a change of few lines."""
    assert json.dumps(json.loads(context_text()), indent=2, sort_keys=True, ensure_ascii=False) == (
        context_text().rstrip("\n")
    )
