"""The engine: verdicts about named shapes, and failures in words."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from pfgraph.errors import PfgraphError
from pfgraph.namespaces import PF, PFS
from pfgraph.validation.engine import Verdict, verdicts

MUSEUM = URIRef("https://w3id.org/partnerships-framework/data/actors/met-museum")
SHAPE = """
PREFIX pf: <https://w3id.org/partnerships-framework/ns#>
PREFIX pfs: <https://w3id.org/partnerships-framework/shapes#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
pfs:Actor a sh:NodeShape ; sh:targetClass pf:Actor ; sh:property pfs:Actor-name .
pfs:Actor-name a sh:PropertyShape ; sh:path skos:prefLabel ; %s .
"""


def shapes(constraint: str) -> Graph:
    """One shape for actors, with that constraint on their names."""
    return Graph().parse(data=SHAPE % constraint, format="turtle")


def actor() -> Graph:
    """One actor with a name."""
    graph = Graph()
    graph.add((MUSEUM, RDF.type, PF.Actor))
    graph.add((MUSEUM, SKOS.prefLabel, Literal("Met", "en")))
    return graph


def test_what_conforms_gives_no_verdict() -> None:
    """Silence means that nothing was found."""
    assert verdicts(actor(), shapes("sh:minCount 1")) == ()


def test_a_nested_shape_gives_one_verdict_of_the_outer_one() -> None:
    """Why a value fails inside is no finding of its own."""
    nested = "sh:node [ sh:property [ sh:path skos:inScheme ; sh:minCount 1 ] ]"
    found = verdicts(actor(), shapes(nested))
    assert found == (Verdict(MUSEUM, PFS["Actor-name"], Literal("Met", "en")),)


def test_a_query_that_was_prepared_once_serves_every_focus_node() -> None:
    """Two focus nodes with one query text are told apart."""
    graph = actor()
    other = URIRef("https://w3id.org/partnerships-framework/data/actors/rijksmuseum")
    graph.add((other, RDF.type, PF.Actor))
    query = (
        'sh:sparql [ sh:select "SELECT $this WHERE { $this a ?c . FILTER NOT EXISTS '
        '{ $this <http://www.w3.org/2004/02/skos/core#prefLabel> ?n } }" ]'
    )
    assert [each.focus for each in verdicts(graph, shapes(query))] == [other]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this WHERE { VALUES ?x { 1 } $this a ?c }",  # returned by the engine, not raised
        "SELECT $this WHERE { this is no SPARQL",
    ],
)
def test_shapes_that_cannot_be_carried_out_are_an_error_in_words(query: str) -> None:
    """A failure of the engine must never look like a record without findings."""
    with pytest.raises(PfgraphError, match=r"the shapes could not be carried out: ."):
        verdicts(actor(), shapes(f'sh:sparql [ sh:select "{query}" ]'))
