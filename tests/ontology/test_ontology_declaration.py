"""wikibase.ttl and tables.yaml cover the ontology: nothing twice, nothing left out."""

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from pfgraph.namespaces import PF, PFW
from pfgraph.ontology import Datatype, declaration, ontology, tables
from pfgraph.ontology.tables import Kind
from pfgraph.resources import folder

WIKI = Graph().parse(folder("ontology") / "wikibase.ttl", format="turtle")
TERMS = ontology()
VOCABULARY = (SKOS.Concept, PF.AlignmentCriterion, PF.AlignmentStandard, OWL.Class)


def _asserted_properties() -> set[URIRef]:
    """What editors record: not derived, and not about a run of the rules."""
    found = {
        prop
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for prop in TERMS.graph.subjects(RDF.type, kind)
        if isinstance(prop, URIRef)
    }
    about_runs = set(TERMS.graph.subjects(RDFS.domain, PF.Derivation))
    return found - TERMS.derived - about_runs


def _leading_to_items() -> set[URIRef]:
    return {each.on_item for each in declaration().statements.values() if each.on_item}


def test_each_asserted_property_is_declared_once_or_leads_to_the_item() -> None:
    """A property is a property on the wiki, or says on which item a statement hangs, never both."""
    declared = {prop for prop in declaration().properties if prop.startswith(str(PF))}
    assert _asserted_properties() == declared | _leading_to_items()
    assert declared & _leading_to_items() == set()


def test_a_declared_property_has_one_datatype_and_one_cardinality() -> None:
    """Two answers to one question would make the schema depend on the order of reading."""
    for prop in declaration().properties:
        assert len(list(WIKI.objects(prop, PFW.datatype))) == 1, prop
        assert len(list(WIKI.objects(prop, PFW.cardinality))) == 1, prop


def test_nothing_derived_is_declared() -> None:
    """Partnerships, partners and levels are never statements on a wiki."""
    declared = {*declaration().properties, *declaration().items, *declaration().statements}
    assert declared & TERMS.derived == set()


def test_each_declared_property_may_stand_somewhere() -> None:
    """A property that no item, qualifier or reference uses would be made for nothing."""
    places = [
        *declaration().items.values(),
        *(each.qualifiers for each in declaration().statements.values()),
        *(each.references for each in declaration().statements.values()),
        {each.main for each in declaration().statements.values() if each.main},
    ]
    assert set(declaration().properties) - {prop for place in places for prop in place} == set()


def test_what_may_stand_somewhere_is_declared() -> None:
    """No item or statement is promised a property that the wiki will not have."""
    wiki = declaration()
    said = {prop for props in wiki.items.values() for prop in props}
    for each in wiki.statements.values():
        said |= each.qualifiers | each.references | ({each.main} if each.main else set())
    assert said - set(wiki.properties) == set()


def test_each_statement_class_and_item_class_has_a_table() -> None:
    """What the wiki can hold can be kept in a table, vocabulary and actors' superclass apart."""
    kept = {cls for table in tables().values() for cls in table.classes}
    above = {wider for cls in kept for wider in TERMS.superclasses(cls)}
    wiki = declaration()
    assert set(wiki.statements) - kept == set()
    assert set(wiki.items) - kept - above - {*VOCABULARY, SKOS.ConceptScheme} == set()


def test_each_asserted_class_is_an_item_or_a_statement() -> None:
    """Every class that editors record has its place on the wiki."""
    asserted = TERMS.classes - TERMS.derived - {PF.Derivation}
    assert asserted - set(declaration().items) - set(declaration().statements) == set()


def test_each_asserted_property_can_be_entered() -> None:
    """A property is a table's column, a relation of an actor, or describes the vocabulary."""
    columns = {column.prop for table in tables().values() for column in table.columns.values()}
    relations = {
        prop
        for prop in declaration().items[PF.Actor]
        if declaration().properties[prop].datatype is Datatype.ITEM
    }
    assert any(
        column.kind is Kind.RELATION
        for table in tables().values()
        for column in table.columns.values()
    )
    vocabulary = {prop for cls in VOCABULARY for prop in declaration().items[cls]}
    assert _asserted_properties() - columns - relations - vocabulary == set()


def test_each_concept_scheme_is_used_by_a_property() -> None:
    """A list of terms that no property takes its values from serves nobody."""
    used = set(TERMS.graph.objects(None, PF.valuesFrom))
    assert set(TERMS.graph.subjects(RDF.type, SKOS.ConceptScheme)) - used == set()
    assert used - set(TERMS.graph.subjects(RDF.type, SKOS.ConceptScheme)) == set()


def test_the_words_of_the_declaration_are_explained_where_they_are_used() -> None:
    """wikibase.ttl can be read without its reader's code beside it."""
    used = {str(node) for triple in WIKI for node in triple if str(node).startswith(str(PFW))}
    assert [word for word in used if WIKI.value(URIRef(word), SKOS.definition) is None] == []
