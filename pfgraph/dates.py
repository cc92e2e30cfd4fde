"""Partial dates: a year, a month or a day, as exact as the source is."""

import re
from calendar import monthrange
from dataclasses import dataclass
from enum import IntEnum

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Precision(IntEnum):
    """Wikibase's numbers for precision; https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html"""

    YEAR = 9
    MONTH = 10
    DAY = 11


_DATATYPES: dict[Precision, URIRef] = {
    Precision.YEAR: XSD.gYear,
    Precision.MONTH: XSD.gYearMonth,
    Precision.DAY: XSD.date,
}
_PRECISIONS = {datatype: precision for precision, datatype in _DATATYPES.items()}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date in the text form of ISO 8601: 2017, 2017-03 or 2017-03-21.

    Two partial dates are compared as text over their common prefix, never as typed values:
    SPARQL engines disagree on what comparing a year with a day means.
    """

    text: str

    def __post_init__(self) -> None:
        """Raises ValueError, in words, when the text is no such date."""
        match = _FORM.fullmatch(self.text)
        if match is None:
            raise ValueError("write a date as 2017, 2017-03 or 2017-03-21")
        year, month, day = (int(part) if part else None for part in match.groups())
        if year == 0:
            raise ValueError("there is no year 0000")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"there is no month {month:02}")
        if month and day is not None and not 1 <= day <= monthrange(year or 1, month)[1]:
            raise ValueError(f"there is no day {day:02} in {self.text[:7]}")

    @property
    def precision(self) -> Precision:
        """How exact the date is, read off the length of its text."""
        return {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(self.text)]

    def literal(self) -> Literal:
        """The date as an xsd:gYear, xsd:gYearMonth or xsd:date literal."""
        return Literal(self.text, datatype=_DATATYPES[self.precision], normalize=False)

    @classmethod
    def from_literal(cls, literal: Literal) -> "PartialDate":
        """The date that a literal stands for; ValueError when it is of another type."""
        if literal.datatype not in _PRECISIONS:
            raise ValueError(f"{literal.n3()} is no year, month or day")
        return cls(str(literal))

    def before(self, other: "PartialDate") -> bool | None:
        """Whether this date is earlier; None where the less exact of the two does not tell."""
        length = min(len(self.text), len(other.text))
        mine, theirs = self.text[:length], other.text[:length]
        if mine != theirs:
            return mine < theirs
        return False if len(self.text) == len(other.text) else None
