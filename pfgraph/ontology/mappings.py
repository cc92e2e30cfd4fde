"""How the ontology's terms relate to other vocabularies: safe axioms, and weaker matches."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS, VOID
from rdflib.term import Node

from pfgraph.namespaces import BASE

_PREDICATES = {
    RDF.type: "is a",
    RDFS.subClassOf: "is narrower than",
    RDFS.subPropertyOf: "is narrower than",
    SKOS.closeMatch: "is close to",
    SKOS.relatedMatch: "is related to",
    SKOS.broadMatch: "is narrower than",
    SKOS.narrowMatch: "is wider than",
    RDFS.seeAlso: "see also",
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """One of our terms, how it relates to another vocabulary's, and that one."""

    term: URIRef
    relation: str
    target: URIRef
    target_label: str


@dataclass(frozen=True, slots=True)
class MappingGroup:
    """The mappings to one vocabulary, in the order of our terms, and how they were judged."""

    title: str
    reason: str
    namespace: str
    mappings: tuple[Mapping, ...]


def read_mappings(path: Path) -> tuple[MappingGroup, ...]:
    """The groups of mappings that one Turtle file holds, in the order of their titles."""
    graph = Graph().parse(path, format="turtle")
    groups = (_group(graph, each) for each in graph.subjects(RDF.type, VOID.Linkset))
    return tuple(sorted(groups, key=lambda group: group.title))


def _group(graph: Graph, group: Node) -> MappingGroup:
    namespace = str(graph.value(group, VOID.objectsTarget))
    return MappingGroup(
        str(graph.value(group, DCTERMS.title)),
        str(graph.value(group, DCTERMS.description)),
        namespace,
        tuple(sorted(_mappings(graph, namespace), key=lambda each: (each.term, each.target))),
    )


def _mappings(graph: Graph, namespace: str) -> Iterator[Mapping]:
    for predicate, relation in _PREDICATES.items():
        for term, target in graph.subject_objects(predicate):
            ours = isinstance(term, URIRef) and str(term).startswith(BASE)
            if ours and str(target).startswith(namespace) and "/mappings/" not in str(term):
                label = graph.value(URIRef(str(target)), SKOS.prefLabel)
                name = str(target).removeprefix(namespace)
                said = f"{name} ({label})" if label else name
                yield Mapping(URIRef(str(term)), relation, URIRef(str(target)), said)
