"""Which terms the files speak of, and that all of them exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import (
    DCTERMS,
    FOAF,
    ODRL2,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SKOS,
    VANN,
    VOID,
    XSD,
    DefinedNamespaceMeta,
)

from pfgraph.namespaces import BASE, PF, PFV, VS
from pfgraph.ontology import ontology, tables
from pfgraph.ontology.terms import term_files
from pfgraph.resources import folder

KNOWN = {each for each in ontology().graph.subjects(RDF.type) if isinstance(each, URIRef)}
TURTLE = sorted([*folder("ontology").rglob("*.ttl"), *folder("shapes").rglob("*.ttl")])
QUERIES = sorted(folder("queries").rglob("*.rq"))
CORE = (OWL, RDF, RDFS, SKOS, XSD, VS, DCTERMS, VANN)
WIKIDATA = Namespace("http://www.wikidata.org/entity/")
MAPPINGS = folder("ontology") / "mappings"
AXIOMS = (RDF.type, RDFS.subClassOf, RDFS.subPropertyOf)
MATCHES = (
    SKOS.closeMatch,
    SKOS.relatedMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    RDFS.seeAlso,
)
_NAME = re.compile(r"(?<![\w:])(pfv?):([A-Za-z][\w-]*[\w])")


def _read(path: Path) -> Graph:
    return Graph(bind_namespaces="none").parse(path, format="turtle")


def _written(text: str) -> Iterator[URIRef]:
    for prefix, name in _NAME.findall(text):
        yield (PF if prefix == "pf" else PFV)[name]


def _used(path: Path) -> set[URIRef]:
    used: set[URIRef] = set()
    for triple in _read(path):
        for node in triple:
            if isinstance(node, URIRef) and str(node).startswith((str(PF), str(PFV))):
                used.add(node)
            elif isinstance(node, Literal) and "{" in node:  # SPARQL inside a shape
                used.update(_written(str(node)))
    return used - {URIRef(str(PF)), URIRef(str(PFV))}


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_turtle_files_speak_of_defined_terms_alone(path: Path) -> None:
    """A slip of the pen in a shape, a mapping or the declaration does not pass unseen."""
    assert sorted(_used(path) - KNOWN) == []


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_queries_speak_of_defined_terms_alone(path: Path) -> None:
    """A question or a rule that asks for a term nobody defines would silently find nothing."""
    assert sorted(set(_written(path.read_text(encoding="utf-8"))) - KNOWN) == []


def test_tables_speak_of_defined_terms_alone() -> None:
    """Each class and column of a record table is a term of the ontology."""
    said = {
        term
        for table in tables().values()
        for term in (*table.classes, *(column.prop for column in table.columns.values()))
    }
    assert sorted(each for each in said if each.startswith(BASE) and each not in KNOWN) == []


@pytest.mark.parametrize("path", term_files(), ids=lambda path: path.name)
def test_the_core_imports_nothing_and_leans_on_no_other_vocabulary(path: Path) -> None:
    """Terms stand on OWL, SKOS and annotations; what they resemble elsewhere is said apart."""
    graph = _read(path)
    ours = (BASE, *(str(namespace) for namespace in CORE))
    addresses = set(graph.objects(None, DCTERMS.license)) | set(graph.objects(None, DCTERMS.source))
    foreign = {
        node
        for triple in graph
        for node in triple
        if isinstance(node, URIRef) and not str(node).startswith(ours) and node not in addresses
    }
    assert foreign == set()
    assert (None, OWL.imports, None) not in graph


@pytest.mark.parametrize(
    ("name", "predicates"), [("axioms.ttl", AXIOMS), ("matches.ttl", MATCHES)], ids=str
)
def test_each_mapping_belongs_to_a_group_that_gives_its_reason(
    name: str, predicates: tuple[URIRef, ...]
) -> None:
    """Mappings are grouped by vocabulary; a group says how they were judged, and none is empty."""
    graph = _read(MAPPINGS / name)
    groups = {str(graph.value(each, VOID.objectsTarget)) for each in graph.subjects(DCTERMS.title)}
    assert all(graph.value(each, DCTERMS.description) for each in graph.subjects(DCTERMS.title))
    targets = {
        str(target)
        for term, predicate, target in graph
        if predicate in predicates and str(term).startswith((str(PF), str(PFV)))
    }
    assert {group for group in groups if any(each.startswith(group) for each in targets)} == groups
    assert [each for each in targets if not each.startswith(tuple(groups))] == []


def test_nothing_is_called_an_exact_match_and_weak_matches_carry_no_axiom() -> None:
    """Only what follows safely is an axiom; all else is a match that no reasoner acts on."""
    axioms, matches = _read(MAPPINGS / "axioms.ttl"), _read(MAPPINGS / "matches.ttl")
    annotations = {DCTERMS.title, DCTERMS.description, VOID.objectsTarget, VOID.subjectsTarget}
    assert set(axioms.predicates()) <= {*AXIOMS, *annotations}
    assert set(matches.predicates()) <= {*MATCHES, *annotations, RDF.type, SKOS.prefLabel}
    assert set(matches.objects(None, RDF.type)) == {VOID.Linkset}


@pytest.mark.parametrize("vocabulary", [ORG, PROV, FOAF, ODRL2, SDO, DCTERMS, SKOS], ids=str)
def test_mappings_name_terms_that_the_vocabulary_has(vocabulary: DefinedNamespaceMeta) -> None:
    """A target is checked against the vocabulary's own list of terms, as rdflib ships it."""
    home = str(vocabulary._NS)
    targets = {
        str(target).removeprefix(home)
        for name in ("axioms.ttl", "matches.ttl")
        for _, predicate, target in _read(MAPPINGS / name)
        if predicate in (*AXIOMS, *MATCHES) and str(target).startswith(home)
    }
    assert targets
    assert [name for name in sorted(targets) if name not in vocabulary] == []


def test_wikidata_targets_are_properties_with_a_readable_label() -> None:
    """A number alone tells a reader nothing, and no item is named that was not checked."""
    graph = _read(MAPPINGS / "matches.ttl")
    targets = {each for each in graph.objects() if str(each).startswith(str(WIKIDATA))}
    targets.discard(URIRef(str(WIKIDATA)))
    assert all(re.fullmatch(rf"{WIKIDATA}P\d+", str(each)) for each in targets)
    assert all(graph.value(each, SKOS.prefLabel) is not None for each in targets)
