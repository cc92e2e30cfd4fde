"""A wiki as the ontology graph again.

Items and statement nodes keep the wiki's own IRIs and carry their record ids. What people
wrote comes along as far as the ontology has terms for it; deprecated statements do not.
https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS, XSD
from rdflib.term import Node

from pfgraph.namespaces import PF, PFD, new_graph
from pfgraph.ontology.declaration import Declaration, StatementClass
from pfgraph.ontology.terms import Ontology
from pfgraph.wikibase.datamodel import Item, Rank, Snak, Statement, Unknown
from pfgraph.wikibase.keys import is_term, term_iri
from pfgraph.wikibase.languages import language_tag
from pfgraph.wikibase.rdfvalues import term_of
from pfgraph.wikibase.state import WikiState
from pfgraph.wikibase.values import ItemValue

Triple = tuple[Node, Node, Node]
_IDENTITY = frozenset({str(PF.recordId), str(PF.ontologyIri)})


def pull_graph(
    state: WikiState,
    terms: Ontology,
    wiki: Declaration,
    reified: Container[URIRef] = frozenset(),
) -> Graph:
    """The ontology graph that the wiki's items say; the ontology's own terms are left out.

    What people say with the properties in `reified` gets a statement node although a plain triple
    would do.
    """
    graph = new_graph()
    puller = _Puller(state, terms, wiki, reified)
    for item in state.items.values():
        if not is_term(item.key):
            for triple in puller.item(item):
                graph.add(triple)
    return graph


def by_record_id(graph: Graph) -> Graph:
    """The same graph with each node that has a record id named after it, numbers in one form.

    Two graphs say the same of the same records when they are equal in this form.
    """
    named: dict[Node, Node] = {
        node: PFD[str(record_id)] for node, record_id in graph.subject_objects(PF.recordId)
    }
    renamed = new_graph()
    for subject, prop, value in graph:
        renamed.add((named.get(subject, subject), prop, named.get(value) or _in_one_form(value)))
    return renamed


def _in_one_form(value: Node) -> Node:
    """800 and 800.0 are one number; Turtle and Wikibase write it differently."""
    if isinstance(value, Literal) and value.datatype == XSD.decimal:
        return Literal(format(value.toPython().normalize(), "f"), datatype=XSD.decimal)
    return value


class _Puller:
    def __init__(
        self, state: WikiState, terms: Ontology, wiki: Declaration, reified: Container[URIRef]
    ) -> None:
        self.state, self.terms, self.wiki, self.reified = state, terms, wiki, reified
        self.base = state.identity.concept_base
        self.hierarchical = {
            str(prop.iri) for prop in wiki.properties.values() if prop.hierarchical
        }

    def node(self, key: str) -> URIRef:
        if is_term(key):
            return term_iri(key)
        return URIRef(self.base + self.state.item_ids.get(key, key))

    def item(self, item: Item) -> Iterator[Triple]:
        types = self._types(item)
        if not types:
            return  # nothing the ontology has a class for
        node = self.node(item.key)
        yield from ((node, RDF.type, cls) for cls in types)
        for code, text in item.labels.items():
            yield (node, SKOS.prefLabel, Literal(text, lang=language_tag(code)))
        for code, texts in item.aliases.items():
            yield from (
                (node, SKOS.altLabel, Literal(text, lang=language_tag(code))) for text in texts
            )
        if any(each.main.prop == str(PF.recordId) for each in item.statements):
            yield (node, PF.recordId, Literal(item.key))
        for statement in self._counting(item.statements):
            yield from self._statement(item, node, statement)

    def _types(self, item: Item) -> set[URIRef]:
        stated = [
            term_iri(value.key)
            for statement in self._counting(item.statements)
            if statement.main.prop == str(RDF.type)
            and isinstance(value := statement.main.value, ItemValue)
            and is_term(value.key)
        ]
        types = {above for cls in stated for above in self.terms.superclasses(cls)}
        types &= self.terms.classes
        if any(each.main.prop == str(SKOS.inScheme) for each in item.statements):
            types.add(SKOS.Concept)  # a term that an editor added to a vocabulary
        return types

    def _counting(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """All but deprecated ones; along hierarchies only those of the best rank."""
        listed = [each for each in statements if each.rank is not Rank.DEPRECATED]
        preferred = {each.main.prop for each in listed if each.rank is Rank.PREFERRED}
        for each in listed:
            outranked = each.main.prop in self.hierarchical & preferred
            if not outranked or each.rank is Rank.PREFERRED:
                yield each

    def _statement(self, item: Item, node: URIRef, statement: Statement) -> Iterator[Triple]:
        prop = URIRef(statement.main.prop)
        if prop == RDF.type or str(prop) in _IDENTITY or prop not in self.wiki.properties:
            return
        cls = self.wiki.statement_class_of_main(prop)
        if cls is not None:
            yield from self._nary(node, statement, cls)
        elif (value := self._term(statement.main)) is not None:
            yield (node, prop, value)
            row = statement.marker not in ("", item.key)
            alone = not statement.marker and prop in self.reified
            if row or alone or statement.qualifiers or statement.references:
                yield from self._reified(node, item.key, prop, value, statement)

    def _nary(self, item: URIRef, statement: Statement, cls: StatementClass) -> Iterator[Triple]:
        node = self._statement_node(statement)
        yield (node, RDF.type, cls.iri)
        yield (node, cls.on_item or RDF.subject, item)
        value = self._term(statement.main)
        if value is not None:
            yield (node, cls.main or RDF.object, value)
        yield from self._details(node, statement, cls)

    def _reified(
        self, item: URIRef, item_key: str, prop: URIRef, value: Node, statement: Statement
    ) -> Iterator[Triple]:
        node = self._statement_node(statement)
        yield (node, RDF.type, RDF.Statement)
        yield (node, RDF.subject, item)
        yield (node, RDF.predicate, prop)
        yield (node, RDF.object, value)
        # what the item's own row says has no row of its own, whatever people added to it
        own = replace(statement, marker="") if statement.marker == item_key else statement
        yield from self._details(node, own, self.wiki.statements[RDF.Statement])

    def _details(self, node: URIRef, statement: Statement, cls: StatementClass) -> Iterator[Triple]:
        if statement.marker:
            yield (node, PF.recordId, Literal(statement.marker))
        said = [snak for snak in statement.qualifiers if URIRef(snak.prop) in cls.qualifiers]
        said += [
            snak
            for reference in statement.references
            for snak in reference
            if URIRef(snak.prop) in cls.references
        ]
        for snak in said:
            value = self._term(snak)
            if value is not None:
                yield (node, URIRef(snak.prop), value)

    def _statement_node(self, statement: Statement) -> URIRef:
        return URIRef(f"{self.base}statement/{statement.guid.replace('$', '-', 1)}")

    def _term(self, snak: Snak) -> Node | None:
        declared = self.wiki.properties.get(URIRef(snak.prop))
        if isinstance(snak.value, Unknown) or declared is None:
            return None
        return term_of(snak.value, declared.datatype, self.node)
