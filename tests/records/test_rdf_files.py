"""Turtle and N-Triples are completed and checked as tables are."""

from collections.abc import Callable

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import RDF

from pfgraph.namespaces import PF, PFD, PREFIXES
from pfgraph.sparql.store import Store
from tests.records.conftest import Read

Said = Callable[..., list[str]]
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
FIRST = HEAD.count("\n") + 1  # the line after the prefixes
LABEL = 'skos:prefLabel "A"@en'


def test_records_are_completed(read: Read) -> None:
    """Record id, classes above and the fact of a statement need not be written."""
    text = (
        f"{HEAD}<actors/a> a pf:Group ; {LABEL} .\n"
        f"<movements/m> a pf:Movement ; {LABEL} .\n"
        "<affiliations/f> a rdf:Statement ; rdf:subject <actors/a> ;\n"
        "  rdf:predicate pf:belongsTo ; rdf:object <movements/m> .\n"
    )
    graph = read({"a.ttl": text}).graph
    assert set(graph.objects(PFD["actors/a"], RDF.type)) == {PF.Group, PF.Actor}
    assert (PFD["actors/a"], PF.recordId, Literal("actors/a")) in graph
    assert (PFD["actors/a"], PF.belongsTo, PFD["movements/m"]) in graph


def test_a_wikis_own_iris_stay(read: Read) -> None:
    """A node with a record id keeps its IRI, and rows of tables refer to it by the id."""
    item = URIRef("https://wiki.example/entity/Q5")
    turtle = f'{HEAD}<{item}> a pf:Organisation ; pf:recordId "actors/unesco" ; {LABEL} .\n'
    table = "id,in,participant,source\np,,unesco,\n"
    records = read({"wiki.ttl": turtle, "participations.csv": table})
    assert records.findings == ()
    assert (PFD["participations/p"], PF.participant, item) in records.graph


def test_values_have_one_form(read: Read) -> None:
    """Dates, texts and addresses are brought into the form of the tables."""
    text = (
        f'{HEAD}<actors/a> a pf:Group ; {LABEL} ; pf:establishedOn "1912" ;\n'
        '  pf:details "B" ; pf:homepage <https://EXAMPLE.org/caf%C3%A9> .\n'
    )
    records = read({"a.ttl": text})
    node = PFD["actors/a"]
    assert records.findings == ()
    assert records.graph.value(node, PF.details) == Literal("B", lang="en")
    assert records.graph.value(node, PF.homepage) == URIRef("https://example.org/café")


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("pf:isBasedIn pfv:place-xx", "vocab/place-xx>; did you mean"),
        ("pf:isBasedIn pfv:role-lead", '/role-lead" is no concept of "place"'),
        ('pf:establishedOn "2017-02-30"^^xsd:date', '"2017-02-30" is no date: there is no day 30'),
        ("pf:labelled 1", "the ontology has no term <https://w3id.org/partnerships-framework/ns#"),
        ("a pf:Organization", "did you mean"),
        ("pf:pursues <goals/x>", 'no goal has the id "https://w3id.org/partnerships-framework/da'),
        ('pf:recordId "actors"', '"actors" is no record id'),
        ('pf:recordId "people/a"', '"people/a" is no record id; write it as table/id'),
        ("skos:related <https://x.org/a[1]>", "is no IRI: it holds '['; write %5B"),
        ("skos:related <https://x.org/100%>", "is no IRI: it holds '%'; write %25"),
        ('pf:details "a"@xx', '"xx" is no language that a Wikibase knows'),
        (f'pf:details "{"x" * 401}"@en', "longer than the 400 characters that"),
    ],
)
def test_what_is_wrong_with_a_value(said: Said, statement: str, finding: str) -> None:
    """Values are checked as cells are, with the line of their subject."""
    text = f"{HEAD}\n<actors/a> a pf:Group ; {LABEL} ; {statement} .\n"
    (found,) = said({"a.ttl": text})
    assert found.startswith(f"a.ttl:{FIRST + 1}: ")
    assert finding in found


def test_malformed_turtle(said: Said) -> None:
    """A fault in Turtle is named with its line."""
    (found,) = said({"a.ttl": f"{HEAD}<actors/a> a pf:Group ,, pf:Actor .\n"})
    assert found.startswith(f"a.ttl:{FIRST}: this is no Turtle: ")


def test_malformed_ntriples(read: Read) -> None:
    """All faulty lines of N-Triples are named, the others are read."""
    good = f'<{PFD["actors/a"]}> <{PF.details}> "D"@en .\n'
    records = read({"a.nt": f"{good}<a b> <c> .\n{good}nonsense\n"})
    lines = [finding.location.line for finding in records.findings if finding.location]
    assert lines == [2, 4]
    assert (PFD["actors/a"], PF.details, Literal("D", lang="en")) in records.graph


def test_turtle_in_another_encoding(said: Said) -> None:
    """A line that is not UTF-8 is named."""
    text = f'{HEAD}<actors/a> a pf:Group ; skos:prefLabel "Musée"@fr .\n'
    found = said({"a.ttl": text.encode("cp1252")})
    assert f"a.ttl:{FIRST}: the line is not in UTF-8" in found[0]


def test_one_id_on_two_nodes(said: Said) -> None:
    """Two nodes cannot be one record."""
    text = f'{HEAD}<actors/a> a pf:Group ; {LABEL} .\n<x:b> pf:recordId "actors/a" ; {LABEL} .\n'
    (found,) = said({"a.ttl": text})
    assert 'the id "actors/a" is there already, on <' in found


def test_imports_are_not_followed(read: Read) -> None:
    """What a file says it imports is a triple like any other."""
    text = f"{HEAD}<actors/a> a pf:Group ; {LABEL} .\n<> owl:imports <http://127.0.0.1:9/x> .\n"
    assert read({"a.ttl": text}).findings == ()


def test_a_record_whose_iri_no_store_takes_is_left_out(read: Read) -> None:
    """It is said with its line, and what is left can be put into a store."""
    text = f'{HEAD}\n<https://x.org/[y]> a pf:Group ; pf:recordId "actors/y" ; {LABEL} .\n'
    records = read({"a.ttl": text})
    assert {found.location.line for found in records.findings if found.location} == {FIRST + 1}
    assert not set(records.graph.subjects(PF.recordId))
    Store().add(records.graph)
