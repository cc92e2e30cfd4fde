"""From the ontology graph to the items that it wants to see on a wiki."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

from pfgraph.namespaces import PF
from pfgraph.ontology.declaration import Declaration, StatementClass
from pfgraph.ontology.terms import Ontology
from pfgraph.wikibase.datamodel import Item, Reference, Snak, Statement, Unknown
from pfgraph.wikibase.keys import is_term, key_of
from pfgraph.wikibase.languages import wiki_code
from pfgraph.wikibase.rdfvalues import value_of

Triple = tuple[Node, Node, Node]
_TERMS = frozenset({SKOS.prefLabel, SKOS.altLabel, SKOS.definition, PF.recordId, RDF.type})


@dataclass(frozen=True, slots=True)
class Desired:
    """The items by key, and the triples that have no place on a wiki, with the reason."""

    items: dict[str, Item]
    unplaced: tuple[tuple[Triple, str], ...]


def desired_items(graph: Graph, terms: Ontology, wiki: Declaration) -> Desired:
    """All items that `graph` describes or adds to, with every statement it wants on them.

    Only leaf classes are stated; what the classes above would say follows from the ontology.
    Each statement carries its marker: the record id of the row that says it. Nothing of the
    wiki is read, and no triple is dropped without being listed.
    """
    return _Mapper(graph, terms, wiki).run()


class _Mapper:
    def __init__(self, graph: Graph, terms: Ontology, wiki: Declaration) -> None:
        self.graph, self.terms, self.wiki = graph, terms, wiki
        self.unplaced: list[tuple[Triple, str]] = []
        self.reified = {
            (graph.value(node, RDF.subject), graph.value(node, RDF.predicate), obj)
            for node, obj in graph.subject_objects(RDF.object)
        }

    def run(self) -> Desired:
        items = {item.key: item for item in self._items()}
        hanging: dict[str, list[Statement]] = {}
        for key, statement in self._hanging():
            hanging.setdefault(key, []).append(statement)
        for key, statements in hanging.items():
            item = items.get(key) or Item(key, complete=False)
            items[key] = replace(item, statements=_sorted([*item.statements, *statements]))
        return Desired(items, tuple(self.unplaced))

    def _key(self, node: Node) -> str:
        return key_of(self.graph, node)

    def _items(self) -> Iterator[Item]:
        nodes = {node for cls in self.wiki.items for node in self.graph.subjects(RDF.type, cls)}
        for node in sorted(nodes):  # type: ignore[type-var]  # nodes of a graph do compare
            yield Item(
                self._key(node),
                labels=_by_language(self.graph.objects(node, SKOS.prefLabel)),
                aliases=_all_by_language(self.graph.objects(node, SKOS.altLabel)),
                statements=_sorted(self._plain(node)),
            )

    def _plain(self, node: Node) -> Iterator[Statement]:
        marker = self._key(node)
        types = set(self.graph.objects(node, RDF.type))
        allowed = {prop for cls in types for prop in self.wiki.items.get(_iri(cls), ())}
        for own in self._identity(node, types, allowed):
            yield Statement(own, marker=marker)
        for prop, value in self.graph.predicate_objects(node):
            if prop in _TERMS or (node, prop, value) in self.reified:
                continue
            if prop not in allowed:
                self._leave((node, prop, value), "this class has no such statement on a wiki")
            elif snak := self._snak(node, _iri(prop), value):
                yield Statement(snak, marker=marker)

    def _identity(self, node: Node, types: set[Node], allowed: set[URIRef]) -> Iterator[Snak]:
        for cls in types:
            below = self.terms.subclasses(_iri(cls)) - {cls}
            if (
                cls in self.terms.classes
                and not below & types
                and (snak := self._snak(node, RDF.type, cls))
            ):
                yield snak
        key = self._key(node)
        identity, value = (PF.ontologyIri, node) if is_term(key) else (PF.recordId, Literal(key))
        said = self._snak(node, identity, value) if identity in allowed else None
        if said:
            yield said

    def _hanging(self) -> Iterator[tuple[str, Statement]]:
        for cls in self.wiki.statements.values():
            for node in self.graph.subjects(RDF.type, cls.iri):
                yield from self._on_items(node, cls)
        described = set(self.graph.subjects(RDF.type))
        for triple in self.graph:
            if triple[0] not in described:
                yield from self._elsewhere(triple)

    def _elsewhere(self, triple: Triple) -> Iterator[tuple[str, Statement]]:
        """What a row says of an item that has no row here, as a goal of those who pursue it."""
        node, prop, value = triple
        if triple in self.reified:
            return
        if not any(prop in allowed for allowed in self.wiki.items.values()) or prop in _TERMS:
            self._leave(triple, "no row here tells what it is about")
        elif snak := self._snak(node, _iri(prop), value):
            yield self._key(node), Statement(snak, marker=self._key(node))

    def _on_items(self, node: Node, cls: StatementClass) -> Iterator[tuple[str, Statement]]:
        places = list(self.graph.objects(node, cls.on_item or RDF.subject))
        if len(places) != 1:
            for triple in self.graph.triples((node, None, None)):
                self._leave(triple, "it says of no item, or of several, that it belongs there")
            return
        main = self._main(node, cls)
        if main is not None:
            qualifiers = self._snaks(node, cls.qualifiers)
            references = self._references(node, cls.references)
            yield (
                self._key(places[0]),
                Statement(main, qualifiers, references, marker=self._key(node)),
            )
        self._leave_others(node, cls)

    def _main(self, node: Node, cls: StatementClass) -> Snak | None:
        if cls.main is None:
            prop, value = (self.graph.value(node, each) for each in (RDF.predicate, RDF.object))
            declared = prop in self.wiki.properties and value is not None
            return self._snak(node, _iri(prop), value) if declared and prop and value else None
        value = self.graph.value(node, cls.main)
        return self._snak(node, cls.main, value) if value else Snak(str(cls.main), Unknown.SOME)

    def _snaks(self, node: Node, props: Iterable[URIRef]) -> frozenset[Snak]:
        return frozenset(
            snak
            for prop in props
            for value in self.graph.objects(node, prop)
            if (snak := self._snak(node, prop, value))
        )

    def _references(self, node: Node, props: Iterable[URIRef]) -> frozenset[Reference]:
        return frozenset(frozenset({snak}) for snak in self._snaks(node, props))

    def _snak(self, node: Node, prop: URIRef, value: Node) -> Snak | None:
        try:
            made = value_of(value, self.wiki.properties[prop].datatype, self._key)
        except ValueError as error:
            self._leave((node, prop, value), str(error))
            return None
        return Snak(str(prop), made)

    def _leave(self, triple: Triple, reason: str) -> None:
        self.unplaced.append((triple, reason))

    def _leave_others(self, node: Node, cls: StatementClass) -> None:
        said = {cls.on_item, cls.main, *cls.qualifiers, *cls.references}
        said |= {RDF.type, RDF.subject, RDF.predicate, RDF.object, PF.recordId}
        for prop, value in self.graph.predicate_objects(node):
            if prop not in said:
                self._leave((node, prop, value), "this class has no such qualifier on a wiki")


def _iri(node: Node | None) -> URIRef:
    return URIRef(str(node))


def _sorted(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=lambda statement: statement.order))


def _by_language(labels: Iterable[Node]) -> dict[str, str]:
    texts = {wiki_code(text.language): str(text) for text in labels if isinstance(text, Literal)}
    return dict(sorted(texts.items()))


def _all_by_language(
    labels: Iterable[Node],
) -> dict[str, frozenset[str]]:
    texts: dict[str, set[str]] = {}
    for text in labels:
        if isinstance(text, Literal):
            texts.setdefault(wiki_code(text.language), set()).add(str(text))
    return {code: frozenset(each) for code, each in sorted(texts.items())}
