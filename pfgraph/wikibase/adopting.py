"""Statements of people that say what a row of the records says."""

from collections.abc import Iterable, Iterator

from pfgraph.ontology.declaration import Declaration
from pfgraph.wikibase.changes import REFERENCE
from pfgraph.wikibase.datamodel import Rank, Statement
from pfgraph.wikibase.merging import is_single


def said_by_people(ours: Statement, statements: Iterable[Statement]) -> bool:
    """Whether people say all that ours says, but for its references, in one statement."""
    return any(
        not each.marker and each.main == ours.main and ours.qualifiers <= each.qualifiers
        for each in statements
    )


def to_adopt(
    ours: Statement, statements: Iterable[Statement], taken: set[str], wiki: Declaration
) -> Statement | None:
    """The statement of people that is to become ours: same main value, no other in its way.

    Of several the one that shares most with ours, then the first. `taken` are the GUIDs that
    other rows have; what people deprecated is left to them.
    """
    fitting = [
        each
        for each in statements
        if not each.marker
        and each.main == ours.main
        and each.guid not in taken
        and each.rank is not Rank.DEPRECATED
        and _are_compatible(ours, each, wiki)
    ]
    return max(fitting, key=lambda each: len(each.qualifiers & ours.qualifiers), default=None)


def lacking(ours: Statement, theirs: Statement) -> Iterator[str]:
    """The parts in which ours says what theirs does not: as a Conflict names its part."""
    if ours.main != theirs.main:
        yield ""
    yield from sorted({snak.prop for snak in ours.qualifiers - theirs.qualifiers})
    if not all(any(group <= other for other in theirs.references) for group in ours.references):
        yield REFERENCE


def _are_compatible(ours: Statement, theirs: Statement, wiki: Declaration) -> bool:
    """Whether no qualifier that may stand once has one value here and another there."""
    said = {snak.prop: snak for snak in theirs.qualifiers}
    return all(
        snak.prop not in said or snak in theirs.qualifiers or not is_single(snak.prop, wiki)
        for snak in ours.qualifiers
    )
