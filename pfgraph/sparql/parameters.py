"""The parameters of a question: what people type becomes one RDF term of the right type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from pfgraph.dates import PartialDate, Precision
from pfgraph.namespaces import PF, PFV
from pfgraph.ontology.terms import Ontology, local_name, ontology
from pfgraph.sparql.binding import Term
from pfgraph.sparql.records import RecordFinder


class Type(StrEnum):
    """What a value has to be."""

    RECORD = "record"  # a record's id, or the IRI or the Wikidata item it has
    CONCEPT = "concept"  # a code or a label from one scheme
    DATE = "date"  # a year, a month or a day
    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"


EXAMPLES = {
    Type.RECORD: "unesco",
    Type.CONCEPT: "open-culture",
    Type.DATE: "2025-12-31",
    Type.NUMBER: "3",
    Type.TEXT: "museum",
    Type.BOOLEAN: "yes",
}
AS_OF = "asOf"
MOVEMENT = "movement"
TODAY = "today"  # as a default: the reference date of the run
REFERENCE = "reference"  # as a default: the reference movement of the run


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question, named as its variable.

    `classes` are the local names of the classes that a record may be of, empty for any;
    `scheme` is the local name of the scheme of a concept.
    """

    name: str
    type: Type
    required: bool
    default: str
    help: str
    classes: tuple[str, ...] = ()
    scheme: str = ""

    @property
    def example(self) -> str:
        """A value that could stand here."""
        if self.scheme:
            concepts = ontology().concepts(PFV[self.scheme])
            return local_name(concepts[0]).removeprefix(f"{self.scheme}-") if concepts else ""
        known = {"Actor": "unesco", "Collaboration": "big-open", "Movement": "wikimedia-movement"}
        return next((known[cls] for cls in self.classes if cls in known), EXAMPLES[self.type])


def read_parameter(name: str, said: Mapping[str, Any]) -> Parameter:
    """The parameter that a header declares; ValueError or KeyError when it is incomplete."""
    classes = said.get("class", ())
    return Parameter(
        name,
        Type(said["type"]),
        bool(said.get("required", False)),
        str(said.get("default", "")),
        said["help"].strip(),
        (classes,) if isinstance(classes, str) else tuple(classes),
        said.get("scheme", ""),
    )


def read_value(parameter: Parameter, text: str, records: RecordFinder) -> Term:
    """The term that `text` stands for; ValueError, in words, when it stands for none."""
    text = text.strip()
    if not text:
        raise ValueError("the value is empty")
    match parameter.type:
        case Type.RECORD:
            return records.find(text, _classes(parameter))
        case Type.CONCEPT:
            return _concept(parameter.scheme, text)
        case Type.DATE:
            return _date(parameter.name, text)
        case Type.NUMBER:
            return _number(text)
        case Type.BOOLEAN:
            return _boolean(text)
        case Type.TEXT:
            return Literal(text)


def _classes(parameter: Parameter) -> tuple[URIRef, ...]:
    return tuple(PF[name] for name in parameter.classes)


def _concept(scheme: str, text: str) -> URIRef:
    terms: Ontology = ontology()
    known = terms.concepts(PFV[scheme])
    found = next((concept for concept in known if str(concept) == text), None)
    found = found or terms.concept(PFV[scheme], text)
    if found is None:
        codes = (local_name(concept).removeprefix(f"{scheme}-") for concept in known)
        shown = (
            ", ".join(sorted(codes)) if len(known) <= MANY else "a code or a label of the scheme"
        )
        raise ValueError(f"no such {terms.label(PFV[scheme]).lower()}; write one of: {shown}")
    return found


MANY = 40  # concepts; a longer list helps nobody


def _date(name: str, text: str) -> Literal:
    date = PartialDate(text)
    if name == AS_OF and date.precision is not Precision.DAY:
        raise ValueError("a reference date is a whole day, such as 2025-12-31")
    return date.literal()


def _number(text: str) -> Literal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError("write a number such as 3 or 2.5") from None
    if not number.is_finite():
        raise ValueError("write a number such as 3 or 2.5")
    whole = number == number.to_integral_value()
    return Literal(
        f"{number:f}", datatype=XSD.integer if whole and "." not in text else XSD.decimal
    )


_YES = {"yes", "true", "1"}
_NO = {"no", "false", "0"}


def _boolean(text: str) -> Literal:
    if text.casefold() in _YES | _NO:
        return Literal(text.casefold() in _YES)
    raise ValueError("write yes or no")


def read_arguments(
    parameters: Sequence[Parameter],
    arguments: Mapping[str, str],
    defaults: Mapping[str, Term],
    records: RecordFinder,
) -> tuple[dict[str, Term], tuple[str, ...]]:
    """A term for each parameter that has a value, and what is wrong with the arguments, in words.

    `defaults` holds the terms that the words today and reference stand for.
    """
    known = {parameter.name for parameter in parameters}
    problems = [f"there is no parameter {name}" for name in arguments if name not in known]
    terms: dict[str, Term] = {}
    for parameter in parameters:
        try:
            term = _term(parameter, arguments.get(parameter.name), defaults, records)
        except ValueError as problem:
            given = arguments.get(parameter.name, parameter.default)
            said = parameter.name in arguments or parameter.default
            problems.append(f"{parameter.name}={given}: {problem}" if said else str(problem))
            continue
        if term is not None:
            terms[parameter.name] = term
    return terms, tuple(problems)


def _term(
    parameter: Parameter, given: str | None, defaults: Mapping[str, Term], records: RecordFinder
) -> Term | None:
    if given is not None:
        return read_value(parameter, given, records)
    if parameter.default in defaults:
        return defaults[parameter.default]
    if parameter.default:
        return read_value(parameter, parameter.default, records)
    if parameter.required:
        raise ValueError(f"{parameter.name} is missing: {parameter.help}")
    return None
