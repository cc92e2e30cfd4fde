"""Where terms stand on a wiki, said in words."""

from rdflib import URIRef
from rdflib.namespace import OWL, RDF

from pfgraph.namespaces import BASE, PF
from pfgraph.ontology.declaration import (
    Cardinality,
    Declaration,
    DeclaredProperty,
    StatementClass,
)
from pfgraph.ontology.terms import Ontology, local_name


def standing(term: URIRef, terms: Ontology, wiki: Declaration) -> str:
    """Where a class or property of the ontology stands: an item, a statement, a qualifier …"""
    if term in terms.derived:
        rules = ", ".join(sorted(map(str, terms.graph.objects(term, PF.derivedBy))))
        return f"not there: derived by {rules}"
    if term in terms.classes:
        return _class(term, terms, wiki)
    if term in wiki.properties:
        return _property(wiki.properties[term], terms, wiki)
    hung = [each for each in wiki.statements.values() if each.on_item == term]
    if hung:
        return f"not a property: tells on which item {_some(hung, terms)} stands"
    return "not there"


def _class(cls: URIRef, terms: Ontology, wiki: Declaration) -> str:
    if cls in wiki.items:
        return "item"
    if cls not in wiki.statements:
        return "not there"
    main = wiki.statements[cls].main
    return f"statement of *{wiki.properties[main].labels['en']}*" if main else "statement"


def _property(prop: DeclaredProperty, terms: Ontology, wiki: Declaration) -> str:
    several = ", several" if prop.cardinality is Cardinality.MANY else ""
    called = f"*{prop.labels['en']}* ({prop.datatype.value}{several})"
    return f"{called}: {'; '.join(_roles(prop.iri, terms, wiki))}"


def _roles(prop: URIRef, terms: Ontology, wiki: Declaration) -> list[str]:
    """The parts that a property plays, most telling first."""
    statements = wiki.statements.values()
    main = [each for each in statements if each.main == prop]
    qualified = [each for each in statements if prop in each.qualifiers]
    referred = [each for each in statements if prop in each.references]
    items = [cls for cls, props in wiki.items.items() if prop in props]
    highest = [cls for cls in items if not (terms.superclasses(cls) - {cls}) & set(items)]
    return [
        *([f"main value of {_some(main, terms)}"] if main else []),
        *([f"on {_listed([_called(cls, terms) for cls in highest])}"] if highest else []),
        *([f"qualifier of {_some(qualified, terms)}"] if qualified else []),
        *([f"reference of {_some(referred, terms)}"] if referred else []),
    ]


def _some(statements: list[StatementClass], terms: Ontology) -> str:
    return _listed([_called(each.iri, terms) for each in statements])


_LONGEST_LIST = 6


def _listed(names: list[str]) -> str:
    return ", ".join(sorted(names)) if len(names) <= _LONGEST_LIST else f"{len(names)} classes"


def _called(cls: URIRef, terms: Ontology) -> str:
    if cls == RDF.Statement:
        return "plain statements"
    if cls == OWL.Class:
        return "classes"
    return terms.label(cls) if cls.startswith(BASE) else local_name(cls).lower()
