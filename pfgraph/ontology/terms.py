"""Classes, properties and concepts: what they are called and how they hang together."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from pfgraph.namespaces import PF, new_graph
from pfgraph.resources import folder
from pfgraph.turtle import add_turtle

LANGUAGES = ("en", "fr", "de", "es")
_APART = {"wikibase.ttl"}  # says how terms stand on a wiki, not what they are


@dataclass(frozen=True)
class Ontology:
    """The terms of the ontology, without mappings to other vocabularies."""

    graph: Graph

    def label(self, term: URIRef, language: str = "en") -> str:
        """What a term is called; English where the language is missing, its name where all are."""
        labels = {
            label.language: str(label)
            for label in self.graph.objects(term, SKOS.prefLabel)
            if isinstance(label, Literal)
        }
        return labels.get(language) or labels.get("en") or local_name(term)

    @cached_property
    def classes(self) -> frozenset[URIRef]:
        """The classes of the ontology, derived ones too."""
        return frozenset(_iris(self.graph.subjects(RDF.type, OWL.Class)))

    @cached_property
    def derived(self) -> frozenset[URIRef]:
        """Classes and properties that only rules may state."""
        return frozenset(_iris(self.graph.subjects(PF.derivedBy)))

    def superclasses(self, cls: URIRef) -> frozenset[URIRef]:
        """The class itself and all classes above it."""
        return self._above.get(cls, frozenset({cls}))

    def subclasses(self, cls: URIRef) -> frozenset[URIRef]:
        """The class itself and all classes below it."""
        return frozenset({cls, *(below for below, up in self._above.items() if cls in up)})

    @cached_property
    def _above(self) -> dict[URIRef, frozenset[URIRef]]:
        """For each class all classes above it; asked for with every node of every graph."""
        climb = self.graph.transitive_objects
        return {cls: frozenset(_iris(climb(cls, RDFS.subClassOf))) for cls in self.classes}

    def scheme_of(self, prop: URIRef) -> URIRef | None:
        """The concept scheme that a property takes its values from, if it names one."""
        scheme = self.graph.value(prop, PF.valuesFrom)
        return scheme if isinstance(scheme, URIRef) else None

    def concepts(self, scheme: URIRef) -> tuple[URIRef, ...]:
        """The concepts of a scheme, in the order of their IRIs."""
        return tuple(sorted(_iris(self.graph.subjects(SKOS.inScheme, scheme))))

    def concept(self, scheme: URIRef, text: str) -> URIRef | None:
        """The concept that `text` names: its code, its label in any language, or its local name."""
        return self._by_name.get((scheme, _folded(text)))

    @cached_property
    def _by_name(self) -> dict[tuple[URIRef, str], URIRef]:
        named: dict[tuple[URIRef, str], URIRef] = {}
        for concept, scheme in self.graph.subject_objects(SKOS.inScheme):
            if isinstance(concept, URIRef) and isinstance(scheme, URIRef):
                for name in self.names(concept):
                    named.setdefault((scheme, _folded(name)), concept)
        return named

    def names(self, concept: URIRef) -> tuple[str, ...]:
        """What may stand for a concept in a record: local name, code, labels."""
        stated = [
            str(name)
            for predicate in (SKOS.notation, SKOS.prefLabel, SKOS.altLabel)
            for name in self.graph.objects(concept, predicate)
        ]
        return (local_name(concept), *sorted(stated))


def local_name(iri: URIRef) -> str:
    """What follows the last # or / of an IRI."""
    return str(iri).rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _iris(nodes: Iterator[object]) -> Iterator[URIRef]:
    return (node for node in nodes if isinstance(node, URIRef))


def term_files() -> tuple[Path, ...]:
    """The Turtle files that hold terms and concepts, in the order of their names."""
    root = folder("ontology")
    files = [*root.glob("*.ttl"), *root.glob("schemes/*.ttl")]
    return tuple(sorted(path for path in files if path.name not in _APART))


@cache
def ontology() -> Ontology:
    """The ontology that came with pfgraph; read once. Do not add to its graph."""
    graph = new_graph()
    for path in term_files():
        add_turtle(path, graph)
    return Ontology(graph)
