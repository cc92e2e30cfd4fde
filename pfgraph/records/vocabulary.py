"""Classes, relations and concepts that cells name by a code, a label or their IRI."""

from collections.abc import Iterable
from functools import cached_property

from rdflib import URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from pfgraph.namespaces import PF, PFV
from pfgraph.ontology import Datatype, Declaration, Ontology, Table
from pfgraph.ontology.terms import local_name
from pfgraph.records.cells import CellError, shown
from pfgraph.records.suggestions import Suggestions, did_you_mean

_PREFIXES = {"pf:": str(PF), "pfv:": str(PFV)}
_FEW = 20  # so many codes of a scheme are listed in a message


class Vocabulary:
    """The terms that cells may name. Every method raises CellError, with near names."""

    def __init__(self, terms: Ontology, wiki: Declaration, suggestions: Suggestions) -> None:
        self._terms = terms
        self._wiki = wiki
        self._suggestions = suggestions
        self._classes: dict[str, dict[str, URIRef]] = {}

    def cls(self, table: Table, text: str) -> URIRef:
        """The class of a row; the table's first where the cell is empty."""
        if not text:
            return table.classes[0]
        if table.name not in self._classes:
            allowed = (below for cls in table.classes for below in self._terms.subclasses(cls))
            asserted = (cls for cls in (*table.classes, *allowed) if cls not in self._terms.derived)
            self._classes[table.name] = self._named(asserted)
        names = self._classes[table.name]
        return names.get(_folded(text)) or self._no_class(table, text)

    def _no_class(self, table: Table, text: str) -> URIRef:
        if any(_folded(text) in self._named([cls]) for cls in self._terms.derived):
            raise CellError(
                f'"{text}" is never written down, it is derived: leave the cell empty or write '
                f'"{self._terms.label(table.classes[0])}"'
            )
        names = [self._terms.label(cls) for cls in table.classes]
        near = self._suggestions.near(("classes", table.name), names, text)
        advice = did_you_mean(near) or "; write " + " or ".join(names)
        raise CellError(f'"{shown(text)}" is no class of {table.name}{advice}')

    def relation(self, text: str) -> URIRef:
        """The property that an affiliation states."""
        relation = self._relations.get(_folded(text))
        if relation is not None:
            return relation
        names = sorted({local_name(prop) for prop in self._relations.values()})
        every = [name for prop in self._relations.values() for name in self._names(prop)]
        near = self._suggestions.near("relations", every, text)
        advice = did_you_mean(near) or "; write one of " + ", ".join(names)
        raise CellError(f'"{shown(text)}" is no relation that an actor can have{advice}')

    @property
    def relations(self) -> frozenset[URIRef]:
        """All properties that an affiliation may state."""
        return frozenset(self._relations.values())

    @cached_property
    def _relations(self) -> dict[str, URIRef]:
        of_actors = self._wiki.items.get(PF.Actor, frozenset())
        relations = (
            prop
            for prop in sorted(of_actors - self._terms.derived - {RDF.type})
            if self._wiki.properties[prop].datatype is Datatype.ITEM
        )
        return self._named(relations)

    def range_of(self, relation: URIRef) -> tuple[frozenset[URIRef], URIRef | None, bool]:
        """What a relation leads to: classes of records, a scheme, and whether to concepts alone."""
        graph = self._terms.graph
        ends = frozenset(
            end for end in graph.objects(relation, RDFS.range) if isinstance(end, URIRef)
        )
        return ends - {SKOS.Concept}, self._terms.scheme_of(relation), SKOS.Concept in ends

    def concept(self, scheme: URIRef, text: str) -> URIRef:
        """The concept of `scheme` that `text` names."""
        concept = self._by_iri(scheme, text) or self._terms.concept(scheme, text)
        if concept is not None:
            return concept
        label = self._terms.label(scheme)
        raise CellError(
            f'"{shown(text)}" is no concept of "{label}"{self._concept_hint(scheme, text)}'
        )

    def _by_iri(self, scheme: URIRef, text: str) -> URIRef | None:
        for prefix, namespace in _PREFIXES.items():
            if text.startswith(prefix):
                text = namespace + text.removeprefix(prefix)
        concept = URIRef(text) if text.startswith(str(PFV)) else None
        stands = concept and (concept, SKOS.inScheme, scheme) in self._terms.graph
        return concept if stands else None

    def _concept_hint(self, scheme: URIRef, text: str) -> str:
        concepts = self._terms.concepts(scheme)
        every = (name for concept in concepts for name in self._names(concept)[1:])
        near = self._suggestions.near(("concepts", scheme), every, text)
        if near or len(concepts) > _FEW:
            return did_you_mean(near)
        return "; write one of " + ", ".join(code(self._terms, concept) for concept in concepts)

    def _named(self, terms: Iterable[URIRef]) -> dict[str, URIRef]:
        named: dict[str, URIRef] = {}
        for term in terms:
            for name in (*self._names(term), f"pf:{local_name(term)}", str(term)):
                named.setdefault(_folded(name), term)
        return named

    def _names(self, term: URIRef) -> tuple[str, ...]:
        return self._terms.names(term)

    def check_term(self, iri: object) -> None:
        """Raise CellError where an IRI in a namespace of the ontology is none of its terms."""
        if not isinstance(iri, URIRef) or not str(iri).startswith((str(PF), str(PFV))):
            return
        if (iri, RDF.type, None) in self._terms.graph:
            return
        near = self._suggestions.near("terms", self._every_name(), local_name(iri))
        advice = did_you_mean(near) or "; correct it, or use a namespace of your own"
        raise CellError(f"the ontology has no term <{iri}>{advice}")

    def _every_name(self) -> Iterable[str]:
        for term in self._terms.graph.subjects(RDF.type):
            if isinstance(term, URIRef) and str(term).startswith((str(PF), str(PFV))):
                yield local_name(term)


def code(terms: Ontology, concept: URIRef) -> str:
    """The short name of a concept, as records write it."""
    notation = terms.graph.value(concept, SKOS.notation)
    return str(notation) if notation is not None else terms.label(concept)


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())
