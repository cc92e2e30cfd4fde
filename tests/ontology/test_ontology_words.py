"""What terms are called and how they are explained."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from pfgraph.namespaces import BASE, PF, PFD, PFV, VS
from pfgraph.ontology import declaration, ontology
from pfgraph.ontology.terms import LANGUAGES, local_name
from pfgraph.validation import check

GRAPH = ontology().graph
ONTOLOGY = URIRef(BASE + "ns")
LONGEST = 250  # what a Wikibase takes as label or description, in characters
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
TERM_TYPES = (OWL.Class, *PROPERTY_TYPES, SKOS.ConceptScheme)
CONCEPT_TYPES = (SKOS.Concept, PF.AlignmentCriterion, PF.AlignmentStandard)


def _of_types(*types: URIRef) -> list[URIRef]:
    found = {each for kind in types for each in GRAPH.subjects(RDF.type, kind)}
    return sorted(each for each in found if isinstance(each, URIRef) and each.startswith(BASE))


def _texts(term: URIRef, predicate: URIRef) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = defaultdict(list)
    for text in GRAPH.objects(term, predicate):
        assert isinstance(text, Literal), f"{term} has {text} as {predicate}, which is no text"
        texts[text.language or ""].append(str(text))
    return texts


TERMS = _of_types(*TERM_TYPES)
CONCEPTS = _of_types(*CONCEPT_TYPES)
PLACES = ontology().concepts(PFV.place)
EXPLAINED = sorted({*TERMS, *CONCEPTS} - set(PLACES))


def _twice(names: Iterable[tuple[object, URIRef]]) -> list[tuple[object, list[URIRef]]]:
    holders: dict[object, set[URIRef]] = defaultdict(set)
    for name, holder in names:
        holders[name].add(holder)
    return [(name, sorted(them)) for name, them in holders.items() if len(them) > 1]


@pytest.mark.parametrize("term", sorted({*TERMS, *CONCEPTS}), ids=local_name)
def test_a_term_has_one_label_in_each_language(term: URIRef) -> None:
    """Classes, properties, schemes, concepts, criteria and standards speak all four languages."""
    labels = _texts(term, SKOS.prefLabel)
    assert sorted(labels) == sorted(LANGUAGES)
    assert [len(texts) for texts in labels.values()] == [1] * len(LANGUAGES)
    assert all(0 < len(text) <= LONGEST for texts in labels.values() for text in texts)


@pytest.mark.parametrize("term", EXPLAINED, ids=local_name)
def test_a_term_has_one_definition_that_does_not_lean_on_its_label(term: URIRef) -> None:
    """The definition could stand in the term's place and is short enough to be a description."""
    definitions = _texts(term, SKOS.definition)
    assert [len(texts) for texts in definitions.values()] == [1], definitions
    definition, label = definitions["en"][0], _texts(term, SKOS.prefLabel)["en"][0]
    assert len(definition) <= LONGEST
    assert not re.search(rf"\b{re.escape(label)}\b", definition, re.IGNORECASE), definition


def test_places_are_the_249_codes_and_need_no_definition() -> None:
    """A country is told by its ISO 3166-1 code; the scheme says so and names its source."""
    codes = {str(GRAPH.value(place, SKOS.notation)) for place in PLACES}
    assert len(codes) == len(PLACES) == 249
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)
    assert {local_name(place) for place in PLACES} == {f"place-{code.lower()}" for code in codes}
    assert GRAPH.value(PFV.place, SKOS.scopeNote) is not None


@pytest.mark.parametrize("term", TERMS, ids=local_name)
def test_a_term_tells_its_clause_status_and_home(term: URIRef) -> None:
    """One can see why a term exists, how settled it is, and which ontology it belongs to."""
    clauses = [str(clause) for clause in GRAPH.objects(term, PF.clause)]
    assert clauses and all(re.fullmatch(r"R[1-9]\d?", clause) for clause in clauses)
    assert list(GRAPH.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY]
    statuses = [str(status) for status in GRAPH.objects(term, VS.term_status)]
    assert statuses in (["testing"], ["stable"], ["unstable"], ["deprecated"])


@pytest.mark.parametrize("concept", CONCEPTS, ids=local_name)
def test_a_concept_stands_in_one_scheme_under_its_own_name(concept: URIRef) -> None:
    """A concept's IRI begins with its scheme's, so that one sees where it stands."""
    schemes = list(GRAPH.objects(concept, SKOS.inScheme))
    assert len(schemes) == 1
    assert concept.startswith(f"{schemes[0]}-")
    assert list(GRAPH.objects(concept, RDFS.isDefinedBy)) == [ONTOLOGY]


def test_no_two_concepts_of_a_scheme_answer_to_one_name() -> None:
    """A cell with a code or a label, in whichever language, means one concept."""
    names = (
        ((scheme, " ".join(name.casefold().replace("-", " ").split())), concept)
        for concept in CONCEPTS
        for scheme in GRAPH.objects(concept, SKOS.inScheme)
        for name in ontology().names(concept)
    )
    assert _twice(names) == []


def test_each_class_comes_with_an_example() -> None:
    """Every class shows what it would hold."""
    bare = [each for each in ontology().classes if GRAPH.value(each, SKOS.example) is None]
    assert bare == []


def test_wiki_properties_have_labels_of_their_own_in_each_language() -> None:
    """A Wikibase refuses a second property with the same label in one language."""
    declared = declaration().properties.values()
    assert all(sorted(prop.labels) == sorted(LANGUAGES) for prop in declared)
    names = (
        ((language, label.casefold()), prop.iri)
        for prop in declared
        for language, label in prop.labels.items()
    )
    assert _twice(names) == []


def test_terms_of_the_ontology_have_labels_of_their_own_in_each_language() -> None:
    """Among properties, and among classes, a label means one term."""
    for types in (PROPERTY_TYPES, (OWL.Class,)):
        names = (
            ((label.language, str(label).casefold()), term)
            for term in _of_types(*types)
            for label in GRAPH.objects(term, SKOS.prefLabel)
            if isinstance(label, Literal)
        )
        assert _twice(names) == []


def test_wiki_properties_tell_editors_what_to_enter_in_each_language() -> None:
    """Help stands in the description, which must be short and must not repeat the label."""
    for prop in declaration().properties.values():
        assert sorted(prop.descriptions) == sorted(LANGUAGES), prop.iri
        for language, text in prop.descriptions.items():
            assert 0 < len(text) <= LONGEST, f"{prop.iri} in {language}: {len(text)} characters"
            assert text.casefold() != prop.labels[language].casefold()


def test_items_of_the_vocabulary_differ_in_label_or_description() -> None:
    """A Wikibase refuses two items with the same label and description in one language."""
    items = [*_of_types(OWL.Class, SKOS.ConceptScheme), *CONCEPTS]
    said = (
        ((definition.language, str(label).casefold(), str(definition).casefold()), item)
        for item in items
        for definition in GRAPH.objects(item, SKOS.definition)
        for label in GRAPH.objects(item, SKOS.prefLabel)
        if isinstance(definition, Literal)
        and isinstance(label, Literal)
        and label.language == definition.language
    )
    assert _twice(said) == []


def test_an_item_is_not_described_by_its_own_label() -> None:
    """A Wikibase refuses a description that repeats the label."""
    same = [
        item
        for item in [*_of_types(OWL.Class, SKOS.ConceptScheme), *CONCEPTS]
        for definition in GRAPH.objects(item, SKOS.definition)
        if str(definition).casefold().rstrip(".")
        in {str(label).casefold() for label in GRAPH.objects(item, SKOS.prefLabel)}
    ]
    assert same == []


def test_the_ontology_conforms_to_its_own_shapes() -> None:
    """The profile for ontologies, which others may use on theirs, finds nothing to say here."""
    found = check(
        GRAPH, ("ontology",), as_of=date(2026, 1, 1), movement=PFD["movements/any-movement"]
    )
    assert found == ()
