"""The shapes that follow from the ontology alone: lists, dates and what only rules may state.

They stand in shapes/record.ttl beside the written ones; scripts/write_generated_shapes.py puts
them there again after a change of the ontology, and a test says when that is due.
"""

from collections.abc import Iterator

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from pfgraph.namespaces import PF, PFS, SH
from pfgraph.ontology import Datatype, Declaration, Ontology
from pfgraph.ontology.terms import local_name

PREFIXES = ("Concept-", "Date-", "Derived-", "Scheme-")  # of the names of generated shapes
CLOSED_RANGES = frozenset({SKOS.Concept, PF.AlignmentCriterion, PF.AlignmentStandard})
_DATE_FORM = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_DATES = (XSD.date, XSD.gYearMonth, XSD.gYear)

_NOT_LISTED = {
    "en": "This is no term of the list that belongs here. Choose one of the list, or keep the "
    "words of the source in the field “as stated”.",
    "fr": "Ce n’est pas un terme de la liste prévue ici. Choisissez-en un, ou gardez les mots de "
    "la source dans le champ « tel que déclaré ».",
    "de": "Das ist kein Begriff der Liste, die hierher gehört. Wählen Sie einen daraus oder "
    "halten Sie die Worte der Quelle im Feld „laut Quelle“ fest.",
    "es": "Esto no es un término de la lista que corresponde aquí. Elija uno de la lista o "
    "conserve las palabras de la fuente en el campo «según la fuente».",
}
_NO_DATE = {
    "en": "This is no date. Write it as exactly as the source does: 2017, 2017-03 or 2017-03-21.",
    "fr": "Ce n’est pas une date. Écrivez-la aussi exactement que la source : 2017, 2017-03 ou "
    "2017-03-21.",
    "de": "Das ist kein Datum. Schreiben Sie es so genau wie die Quelle: 2017, 2017-03 oder "
    "2017-03-21.",
    "es": "Esto no es una fecha. Escríbala con la exactitud de la fuente: 2017, 2017-03 o "
    "2017-03-21.",
}
_ONLY_DERIVED = {
    "en": "This is worked out from what is recorded and is never entered by hand. Delete it, and "
    "record the facts it should follow from.",
    "fr": "Ceci se déduit de ce qui est enregistré et ne se saisit jamais. Supprimez-le, et "
    "enregistrez les faits dont il devrait découler.",
    "de": "Das wird aus dem Erfassten abgeleitet und nie eingetragen. Löschen Sie es und erfassen "
    "Sie die Tatsachen, aus denen es folgen soll.",
    "es": "Esto se deduce de lo registrado y nunca se introduce a mano. Bórrelo y registre los "
    "hechos de los que debería seguirse.",
}


def closed_properties(terms: Ontology) -> dict[URIRef, URIRef]:
    """The properties whose values all come from one concept scheme, with that scheme."""
    pairs = terms.graph.subject_objects(PF.valuesFrom)
    return {
        prop: scheme
        for prop, scheme in sorted(pairs)
        if isinstance(prop, URIRef)
        and isinstance(scheme, URIRef)
        and CLOSED_RANGES.intersection(terms.graph.objects(prop, RDFS.range))
    }


def date_properties(wiki: Declaration) -> tuple[URIRef, ...]:
    """The properties that the declaration says hold a date."""
    return tuple(sorted(p.iri for p in wiki.properties.values() if p.datatype is Datatype.TIME))


def generated_shapes(terms: Ontology, wiki: Declaration) -> Graph:
    """One property shape for each list, each date and each derived term."""
    graph = Graph()
    closed = closed_properties(terms)
    asserted = {prop: scheme for prop, scheme in closed.items() if prop not in terms.derived}
    for scheme in sorted(set(asserted.values())):
        _scheme_shape(graph, scheme)
    for prop, scheme in asserted.items():
        shape = _shape(graph, "Concept-", prop, prop, _NOT_LISTED, ("R44", "R56"))
        graph.add((shape, SH.targetSubjectsOf, prop))
        graph.add((shape, SH.node, _scheme_name(scheme)))
    for prop in date_properties(wiki):
        shape = _shape(graph, "Date-", prop, prop, _NO_DATE, ("R43",))
        graph.add((shape, SH.targetSubjectsOf, prop))
        graph.add((shape, SH["or"], _one_of_the_date_types(graph)))
        graph.add((shape, SH.pattern, Literal(_DATE_FORM)))  # engines let 2017-13 through
    for term in sorted(terms.derived):
        _guard(graph, terms, term)
    _guard_statements(graph, terms)
    return graph


def is_generated(shape: Node) -> bool:
    """Whether a shape was made here, by its name."""
    return isinstance(shape, URIRef) and str(shape).removeprefix(str(PFS)).startswith(PREFIXES)


def _guard(graph: Graph, terms: Ontology, term: URIRef) -> None:
    if term in terms.classes:
        shape = _shape(graph, "Derived-", term, RDF.type, _ONLY_DERIVED, ("R41", "R51"))
        graph.add((shape, SH.targetClass, term))
        inner = BNode()
        graph.add((shape, SH["not"], inner))
        graph.add((inner, SH["in"], _list(graph, [term])))
    else:
        shape = _shape(graph, "Derived-", term, term, _ONLY_DERIVED, ("R41", "R51"))
        graph.add((shape, SH.targetSubjectsOf, term))
        graph.add((shape, SH.maxCount, Literal(0)))


def _guard_statements(graph: Graph, terms: Ontology) -> None:
    relations = sorted(terms.derived - terms.classes)
    shape = _shape(
        graph, "Derived-", URIRef("relation"), RDF.predicate, _ONLY_DERIVED, ("R41", "R51")
    )
    graph.add((shape, SH.targetClass, RDF.Statement))
    inner = BNode()
    graph.add((shape, SH["not"], inner))
    graph.add((inner, SH["in"], _list(graph, relations)))


def _shape(
    graph: Graph,
    prefix: str,
    term: URIRef,
    path: URIRef,
    messages: dict[str, str],
    clauses: tuple[str, ...],
) -> URIRef:
    shape = PFS[prefix + local_name(term)]
    graph.add((shape, RDF.type, SH.PropertyShape))
    graph.add((shape, SH.path, path))
    graph.add((shape, SH.severity, SH.Violation))
    graph.add((shape, SH.name, Literal(_NAMES[prefix].format(local_name(term)), "en")))
    for language, text in messages.items():
        graph.add((shape, SH.message, Literal(text, language)))
    for clause in clauses:
        graph.add((shape, PF.clause, Literal(clause)))
    return shape


_NAMES = {
    "Concept-": "{} is a term of its list",
    "Date-": "{} is a year, a month or a day",
    "Derived-": "{} is only derived",
}


def _scheme_name(scheme: URIRef) -> URIRef:
    return PFS["Scheme-" + local_name(scheme)]


def _scheme_shape(graph: Graph, scheme: URIRef) -> None:
    inner = BNode()
    graph.add((_scheme_name(scheme), RDF.type, SH.NodeShape))
    graph.add((_scheme_name(scheme), SH.property, inner))
    graph.add((inner, SH.path, SKOS.inScheme))
    graph.add((inner, SH.hasValue, scheme))


def _one_of_the_date_types(graph: Graph) -> BNode:
    choices = []
    for datatype in _DATES:
        choice = BNode()
        graph.add((choice, SH.datatype, datatype))
        choices.append(choice)
    return _list(graph, choices)


def _list(graph: Graph, members: list[URIRef] | list[BNode]) -> BNode:
    head = BNode()
    Collection(graph, head, list(members))
    return head


def written_only(graph: Graph) -> Graph:
    """What of a graph of shapes was written by people: the rest without what is made here."""
    made = [subject for subject in graph.subjects(unique=True) if is_generated(subject)]
    dropped = {triple for subject in made for triple in _reached(graph, subject)}
    kept = Graph(bind_namespaces="none")
    for prefix, namespace in graph.namespaces():
        kept.bind(prefix, namespace)
    for triple in graph:
        if triple not in dropped:
            kept.add(triple)
    return kept


def _reached(graph: Graph, node: Node) -> Iterator[tuple[Node, Node, Node]]:
    for triple in graph.triples((node, None, None)):
        yield triple
        if isinstance(triple[2], BNode):
            yield from _reached(graph, triple[2])
