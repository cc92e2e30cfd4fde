"""Snaks, statements and items, spoken in ontology terms instead of numbers.

The same values describe what the records want and what the wiki holds, so that the two can
be compared. Property names are IRIs of the ontology, or the wiki's own id (`P7`) where the
wiki has a property that the ontology does not know.
https://www.mediawiki.org/wiki/Wikibase/DataModel
"""

from dataclasses import dataclass, field
from enum import StrEnum

from pfgraph.wikibase.values import Value


class Rank(StrEnum):
    """How a statement ranks among those of its property."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Unknown(StrEnum):
    """The two snaks that say something without a value."""

    SOME = "somevalue"  # there is a value, but it is not known, or is no item
    NONE = "novalue"  # there is known to be none


@dataclass(frozen=True, slots=True)
class Snak:
    """A property with a value; of snaks alone a qualifier and a reference are made."""

    prop: str
    value: Value | Unknown

    @property
    def order(self) -> tuple[str, str]:
        """By property, then value: the order in which snaks are compared and written."""
        return (self.prop, repr(self.value))


Reference = frozenset[Snak]


@dataclass(frozen=True, slots=True)
class Statement:
    """A main snak with its qualifiers and references.

    `marker` is the record id that the tool left on it in a reference group of its own; it is
    empty on what people wrote. `guid` and `rank` are the wiki's and do not count in `says`.
    """

    main: Snak
    qualifiers: frozenset[Snak] = frozenset()
    references: frozenset[Reference] = frozenset()
    marker: str = ""
    guid: str = ""
    rank: Rank = Rank.NORMAL

    @property
    def says(self) -> tuple[Snak, frozenset[Snak], frozenset[Reference]]:
        """What is compared: all but who wrote it, where it stands and how it ranks."""
        return (self.main, self.qualifiers, self.references)

    @property
    def order(self) -> tuple[str, str, str]:
        """By property, marker and value."""
        return (self.main.prop, self.marker, repr(self.main.value))


@dataclass(frozen=True, slots=True)
class Item:
    """An item: what the records want of it, or what the wiki holds.

    Texts are by the wiki's language codes. `id` and `revision` are empty for what is not on
    the wiki. `complete` is false where the records only add to an item that they do not
    describe themselves: then its terms are left alone.
    """

    key: str
    labels: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, frozenset[str]] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    id: str = ""
    revision: int = 0
    complete: bool = True
