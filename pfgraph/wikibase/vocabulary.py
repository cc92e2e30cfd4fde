"""The ontology's own items on a wiki: classes, concept schemes, concepts, criteria, standards."""

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from pfgraph.namespaces import new_graph
from pfgraph.ontology.declaration import Declaration
from pfgraph.ontology.terms import Ontology
from pfgraph.wikibase.datamodel import Item
from pfgraph.wikibase.descriptions import described
from pfgraph.wikibase.desired import desired_items


def vocabulary_items(terms: Ontology, wiki: Declaration) -> dict[str, Item]:
    """The items that the ontology itself wants to see on a wiki, by key.

    Classes that only rules state are left out: nothing derived is stored on a wiki.
    """
    return described(desired_items(_stated(terms, wiki), terms, wiki).items, terms)


def _stated(terms: Ontology, wiki: Declaration) -> Graph:
    """What of the ontology has a place on items, without what names other vocabularies."""
    graph = new_graph()
    for node in sorted(_nodes(terms, wiki)):
        for prop, value in terms.graph.predicate_objects(node):
            placed = prop in wiki.properties or prop in (RDF.type, SKOS.prefLabel, SKOS.altLabel)
            foreign = prop == RDFS.subClassOf and value not in terms.classes
            if placed and not foreign:
                graph.add((node, prop, value))
    return graph


def _nodes(terms: Ontology, wiki: Declaration) -> set[URIRef]:
    kinds = [OWL.Class, SKOS.Concept, SKOS.ConceptScheme]
    kinds += [cls for cls in wiki.items if cls in terms.classes]
    found = {
        node
        for kind in kinds
        for node in terms.graph.subjects(RDF.type, kind)
        if isinstance(node, URIRef)
    }
    return found - terms.derived
