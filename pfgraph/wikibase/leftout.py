"""What people wrote on a wiki that the ontology graph does not carry, each with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import RDF

from pfgraph.ontology.declaration import Declaration
from pfgraph.ontology.terms import Ontology
from pfgraph.wikibase.datamodel import Item, Rank, Snak, Statement, Unknown
from pfgraph.wikibase.keys import is_term, term_iri
from pfgraph.wikibase.planview import snak_text
from pfgraph.wikibase.state import WikiState
from pfgraph.wikibase.values import ItemValue, OtherValue


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something on an item that stays on the wiki."""

    item: str  # its id
    key: str
    said: str
    reason: str

    def __str__(self) -> str:
        return f"{self.key} ({self.item}): {self.said}: {self.reason}"


def left_out(
    state: WikiState, terms: Ontology, wiki: Declaration, labels: dict[str, str]
) -> Iterator[LeftOut]:
    """What items of a class of the ontology say beyond it; the ontology's own items left out."""
    for item in state.items.values():
        if not is_term(item.key) and _is_of_a_class(item, terms):
            for statement in item.statements:
                for snak, reason in _of_statement(statement, wiki):
                    yield LeftOut(item.id, item.key, snak_text(snak, labels), reason)


def _is_of_a_class(item: Item, terms: Ontology) -> bool:
    return any(
        isinstance(value := each.main.value, ItemValue)
        and is_term(value.key)
        and term_iri(value.key) in terms.classes
        for each in item.statements
        if each.main.prop == str(RDF.type)
    )


def _of_statement(statement: Statement, wiki: Declaration) -> Iterator[tuple[Snak, str]]:
    prop = URIRef(statement.main.prop)
    if statement.rank is Rank.DEPRECATED:
        yield statement.main, "it is deprecated"
    elif prop not in wiki.properties:
        yield statement.main, "the ontology has no such property"
    elif wiki.statement_class_of_main(prop) is None and (why := _no_value(statement.main)):
        yield statement.main, why
    else:
        yield from _of_parts(statement, wiki)


def _of_parts(statement: Statement, wiki: Declaration) -> Iterator[tuple[Snak, str]]:
    cls = wiki.statement_class_of_main(URIRef(statement.main.prop))
    cls = cls or wiki.statements[RDF.Statement]
    if isinstance(statement.main.value, OtherValue):
        yield statement.main, "the ontology cannot say such a value"
    for snak in statement.qualifiers:
        if URIRef(snak.prop) not in cls.qualifiers:
            yield snak, "the ontology has no such qualifier here"
        elif why := _no_value(snak):
            yield snak, why
    for snak in (each for group in statement.references for each in group):
        if URIRef(snak.prop) not in cls.references:
            yield snak, "the ontology has no such reference here"
        elif why := _no_value(snak):
            yield snak, why


def _no_value(snak: Snak) -> str:
    if isinstance(snak.value, Unknown):
        return "it names no value"
    return "the ontology cannot say such a value" if isinstance(snak.value, OtherValue) else ""
