"""wikibase.ttl, the one declaration of how each term stands on a Wikibase."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS

from pfgraph.errors import DeclarationError
from pfgraph.namespaces import PFW, WIKIBASE
from pfgraph.ontology.terms import LANGUAGES, Ontology, ontology
from pfgraph.resources import folder
from pfgraph.turtle import add_turtle


class Datatype(StrEnum):
    """The datatypes of Wikibase that the mapping uses, by their names in the API."""

    ITEM = "wikibase-item"
    URL = "url"
    EXTERNAL_ID = "external-id"
    STRING = "string"
    MONOLINGUAL_TEXT = "monolingualtext"
    TIME = "time"
    QUANTITY = "quantity"


_TYPE_IRIS = {
    WIKIBASE.WikibaseItem: Datatype.ITEM,
    WIKIBASE.Url: Datatype.URL,
    WIKIBASE.ExternalId: Datatype.EXTERNAL_ID,
    WIKIBASE.String: Datatype.STRING,
    WIKIBASE.Monolingualtext: Datatype.MONOLINGUAL_TEXT,
    WIKIBASE.Time: Datatype.TIME,
    WIKIBASE.Quantity: Datatype.QUANTITY,
}


class Cardinality(StrEnum):
    """Whether a subject may have several values of a property."""

    ONE = "one"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class DeclaredProperty:
    """A property of the ontology that is a property on the wiki; labels by language."""

    iri: URIRef
    datatype: Datatype
    cardinality: Cardinality
    labels: dict[str, str]
    descriptions: dict[str, str]
    hierarchical: bool


@dataclass(frozen=True, slots=True)
class StatementClass:
    """A class whose members are statements, each on one item.

    `on_item` leads from the node to the item it hangs on, `main` to the value of its main
    snak. Both are None for rdf:Statement, whose triple says them itself.
    """

    iri: URIRef
    on_item: URIRef | None
    main: URIRef | None
    qualifiers: frozenset[URIRef]
    references: frozenset[URIRef]


@dataclass(frozen=True, slots=True)
class Declaration:
    """How the ontology stands on a Wikibase.

    `items` gives for each class of things with a page of their own the properties that may
    stand there as plain statements; what a class above allows is allowed below.
    """

    properties: dict[URIRef, DeclaredProperty]
    items: dict[URIRef, frozenset[URIRef]]
    statements: dict[URIRef, StatementClass]

    def statement_class_of_main(self, prop: URIRef) -> StatementClass | None:
        """The class whose statements have `prop` as their main snak, if there is one."""
        return next((each for each in self.statements.values() if each.main == prop), None)


def read_declaration(graph: Graph, terms: Ontology) -> Declaration:
    """The declaration that `graph` holds; DeclarationError where it contradicts itself."""
    properties = {
        iri: _property(graph, terms, iri)
        for iri in sorted(iri for iri in graph.subjects(PFW.datatype) if isinstance(iri, URIRef))
    }
    statements = {iri: _statement_class(graph, iri) for iri in _standing(graph, PFW.Statement)}
    items = {
        iri: frozenset(
            prop
            for above in terms.superclasses(iri) | {iri}
            for prop in _iris(graph, above, PFW.statement)
        )
        for iri in _standing(graph, PFW.Item)
    }
    return Declaration(properties, items, statements)


def _property(graph: Graph, terms: Ontology, iri: URIRef) -> DeclaredProperty:
    datatype = graph.value(iri, PFW.datatype)
    if datatype not in _TYPE_IRIS:
        raise DeclarationError(f"wikibase.ttl: {iri} has the unknown datatype {datatype}")
    many = (iri, PFW.cardinality, PFW.Many) in graph
    return DeclaredProperty(
        iri,
        _TYPE_IRIS[URIRef(str(datatype))],
        Cardinality.MANY if many else Cardinality.ONE,
        {**_texts(terms.graph, iri, SKOS.prefLabel), **_texts(graph, iri, PFW.label)},
        {**_texts(terms.graph, iri, SKOS.definition), **_texts(graph, iri, PFW.help)},
        (iri, PFW.hierarchical, None) in graph,
    )


def _statement_class(graph: Graph, iri: URIRef) -> StatementClass:
    on_item, main = graph.value(iri, PFW.onItem), graph.value(iri, PFW.mainValue)
    if iri != RDF.Statement and not (on_item and main):
        raise DeclarationError(f"wikibase.ttl: {iri} names no item to stand on or no main value")
    return StatementClass(
        iri,
        URIRef(str(on_item)) if on_item else None,
        URIRef(str(main)) if main else None,
        frozenset(_iris(graph, iri, PFW.qualifier)),
        frozenset(_iris(graph, iri, PFW.reference)),
    )


def _standing(graph: Graph, how: URIRef) -> list[URIRef]:
    return sorted(iri for iri in graph.subjects(PFW.standsAs, how) if isinstance(iri, URIRef))


def _iris(graph: Graph, subject: URIRef, predicate: URIRef) -> list[URIRef]:
    return [iri for iri in graph.objects(subject, predicate) if isinstance(iri, URIRef)]


def _texts(graph: Graph, subject: URIRef, predicate: URIRef) -> dict[str, str]:
    texts = {
        language: str(text)
        for text in graph.objects(subject, predicate)
        if (language := getattr(text, "language", None))
    }
    return {language: texts[language] for language in LANGUAGES if language in texts}


@cache
def declaration() -> Declaration:
    """The declaration that came with pfgraph; read once."""
    graph = add_turtle(folder("ontology") / "wikibase.ttl", Graph())
    return read_declaration(graph, ontology())
