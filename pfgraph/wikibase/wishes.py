"""What an operator may ask of a load beyond its rules: who is right, and what it takes over."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pfgraph.wikibase.changes import Side


@dataclass(frozen=True, slots=True)
class Wishes:
    """`adopt` takes over what people wrote where it says what a row says; `recreate` makes items
    again that were deleted.

    `prefer` tells, by the IRI of a property or by `label` and `alias`, which side is right where
    both changed the same.
    """

    adopt: bool = False
    recreate: bool = False
    prefer: Mapping[str, Side] = field(default_factory=dict)

    def side(self, *names: str) -> Side | None:
        """The side asked for, by the first of `names` that something was asked for."""
        return next((self.prefer[name] for name in names if name in self.prefer), None)


NONE = Wishes()
