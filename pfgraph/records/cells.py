"""What a cell holds, as a node of the graph, where that can be told from its text alone."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from rdflib import Literal, URIRef
from rdflib.namespace import SKOS, XSD

from pfgraph.dates import PartialDate
from pfgraph.namespaces import PF
from pfgraph.ontology import Column
from pfgraph.ontology.tables import Kind
from pfgraph.records.addresses import normal_address
from pfgraph.records.rows import Written

NAME_LIMIT, TEXT_LIMIT, ADDRESS_LIMIT = 250, 400, 500  # characters; what a Wikibase takes
_NAMES = (SKOS.prefLabel, SKOS.altLabel)
_SEPARATORS = {
    Kind.URL: re.compile(r";(?=\s|https?://|$)|\s*\n\s*")  # an address may hold a semicolon
}
_SEMICOLON = re.compile(r";")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_FORMS = {
    PF.wikidataItem: (
        re.compile(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d*)"),
        "write the item's number, such as Q7817",
    ),
    PF.rorId: (
        re.compile(r"(?:https?://ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})"),
        "write the nine characters that follow https://ror.org/",
    ),
}


class CellError(ValueError):
    """A value that cannot be read; the message says why and what to do."""


def values(column: Column, written: Written) -> tuple[str, ...]:
    """The values in a cell, without empty ones. Raises CellError when there are too many."""
    if isinstance(written, tuple):
        found = written
    elif column.many or column.kind in (Kind.RECORD, Kind.CONCEPT, Kind.RECORD_OR_CONCEPT):
        found = tuple(_SEPARATORS.get(column.kind, _SEMICOLON).split(written))
    else:
        found = (written,)
    found = tuple(text for each in found if (text := each.strip()))
    if len(found) > 1 and not column.many:
        raise CellError(f'"{"; ".join(found)}": this column takes one value; keep one')
    return found


def clean(text: str) -> str:
    """The text with single spaces, composed as Unicode's form C. Raises CellError on damage."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    if any(0xDC80 <= ord(character) <= 0xDCFF for character in text):
        octets = text.encode("utf-8", "surrogateescape")
        guess = octets.decode("cp1252", "replace")
        raise CellError(f'not in UTF-8 (perhaps "{guess}" is meant); save the file again as UTF-8')
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs") or character == "\ufffd":
            code = f"U+{ord(character):04X}"
            raise CellError(
                f'"{shown(text)}" holds the character {code}, a sign of damage; type it anew'
            )
    return text


def literal(column: Column, text: str, language: str) -> Literal | URIRef:
    """The node for a text, string, address, date or number. Raises CellError."""
    match column.kind:
        case Kind.TEXT:
            return Literal(text, lang=language)
        case Kind.STRING:
            return Literal(_formed(column.prop, text))
        case Kind.URL:
            return URIRef(_address(text))
        case Kind.DATE:
            return _date(text)
        case Kind.NUMBER:
            return _number(text)
        case _:
            raise TypeError(f"{column.name} holds no literal")


def too_long(column: Column, node: Literal | URIRef) -> str:
    """What is wrong with the length of a value, in words; empty when it is short enough."""
    limit = limit_of(column)
    if len(node) <= limit or (isinstance(node, URIRef) and column.kind is not Kind.URL):
        return ""
    return f"the text is longer than the {limit} characters that a Wikibase takes; shorten it"


def limit_of(column: Column) -> int:
    """How many characters a Wikibase takes of a value of the column."""
    if column.kind is Kind.URL:
        return ADDRESS_LIMIT
    return NAME_LIMIT if column.prop in _NAMES else TEXT_LIMIT


def shown(text: str) -> str:
    """The text as a message shows it: its beginning, where it is long."""
    return text if len(text) <= 80 else f"{text[:77]}…"


def _formed(prop: URIRef, text: str) -> str:
    if prop not in _FORMS:
        return text
    form, advice = _FORMS[prop]
    match = form.fullmatch(text)
    if match is None:
        raise CellError(f'"{shown(text)}": {advice}')
    return match[1]


def _address(text: str) -> str:
    try:
        return normal_address(text)
    except ValueError as error:
        raise CellError(f'"{shown(text)}" is no address: {error}') from error


def _date(text: str) -> Literal:
    try:
        return PartialDate(text).literal()
    except ValueError as error:
        raise CellError(f'"{shown(text)}" is no date: {_advice(str(error))}') from error


def _advice(reason: str) -> str:
    form = "write a date as 2017, 2017-03 or 2017-03-21"
    return reason if reason.startswith("write") else f"{reason}; {form}"


def _number(text: str) -> Literal:
    try:
        if _NUMBER.fullmatch(text):
            return Literal(format(Decimal(text), "f"), datatype=XSD.decimal, normalize=False)
    except InvalidOperation:
        pass
    raise CellError(f'"{shown(text)}" is no number: write digits, with a point before decimals')
