"""RDF terms and Wikibase values, each made from the other by the property's datatype."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from rdflib import Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from pfgraph.dates import PartialDate
from pfgraph.ontology.declaration import Datatype
from pfgraph.wikibase.languages import language_tag, wiki_code
from pfgraph.wikibase.values import (
    ItemValue,
    OtherValue,
    QuantityValue,
    StringValue,
    TextValue,
    TimeValue,
    Value,
)


def value_of(term: Node, datatype: Datatype, key_of: Callable[[Node], str]) -> Value:
    """The value that a term stands for; ValueError, in words, where it is of another sort."""
    if datatype is Datatype.ITEM:
        return ItemValue(key_of(_iri(term)))
    if datatype is Datatype.URL:
        return StringValue(str(_iri(term)))
    if not isinstance(term, Literal):
        raise ValueError(f"{term.n3()} stands where a {datatype} belongs")
    if datatype is Datatype.TIME:
        return TimeValue(PartialDate.from_literal(term))
    if datatype is Datatype.MONOLINGUAL_TEXT:
        return TextValue(str(term), wiki_code(term.language))
    if datatype is Datatype.QUANTITY:
        return QuantityValue(_amount(str(term)))
    return StringValue(str(term))


def term_of(value: Value, datatype: Datatype, node_of: Callable[[str], URIRef]) -> Node | None:
    """The term that a value stands for in the ontology graph; None where it can say none."""
    match value:
        case ItemValue(key):
            return node_of(key)
        case StringValue(text):
            return URIRef(text) if datatype is Datatype.URL else Literal(text)
        case TextValue(text, language):
            return Literal(text, lang=language_tag(language))
        case TimeValue(date):
            return date.literal()
        case QuantityValue(amount):
            return Literal(_plain(amount), datatype=XSD.decimal, normalize=False)
        case OtherValue():
            return None


def _iri(term: Node) -> URIRef:
    if not isinstance(term, URIRef):
        raise ValueError(f"{term.n3()} stands where an IRI belongs")
    return term


def _amount(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is no number") from None
    plain = format(number.normalize(), "f")
    return plain if plain.startswith("-") else f"+{plain}"


def _plain(amount: str) -> str:
    return amount.removeprefix("+")
