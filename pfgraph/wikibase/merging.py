"""The three-way merge inside one statement: main value, each qualifier, references; ranks stay.

*Base* is what the tool itself last wrote of the statement. What only one side changed since is
taken from that side; where both changed the same part, it stays as it is and is a conflict.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from rdflib import URIRef

from pfgraph.ontology.declaration import Cardinality, Declaration
from pfgraph.wikibase.changes import (
    REFERENCE,
    Action,
    Conflict,
    Reason,
    Settled,
    Side,
    StatementEdit,
)
from pfgraph.wikibase.datamodel import Reference, Snak, Statement
from pfgraph.wikibase.settling import Outcome
from pfgraph.wikibase.wishes import Wishes
from pfgraph.wikibase.written import NOT_OURS

Part = TypeVar("Part", Snak, Reference)


def is_single(prop: str, wiki: Declaration) -> bool:
    """Whether the ontology allows one value of the property only."""
    declared = wiki.properties.get(URIRef(prop))
    return declared is not None and declared.cardinality is Cardinality.ONE


def merge(
    ours: Statement, theirs: Statement, base: Statement | None, wiki: Declaration, wishes: Wishes
) -> Iterator[Outcome]:
    """What makes the statement on the wiki say what ours says, as far as nobody else changed it.

    `base` is None where the tool never wrote it. At most one edit is given, the whole statement.
    """
    if ours.says == theirs.says and ours.marker == theirs.marker:
        return
    yield from _Merge(ours, theirs, base or Statement(NOT_OURS), wiki, wishes).outcomes()


def with_ours(
    ours: Statement, theirs: Statement, wiki: Declaration, wishes: Wishes
) -> Iterator[Outcome]:
    """Take a statement of people over: it gets our marker and what of ours it lacks."""
    base = Statement(theirs.main)
    yield from _Merge(ours, theirs, base, wiki, wishes).outcomes()


@dataclass(frozen=True, slots=True)
class _Merge:
    ours: Statement
    theirs: Statement
    base: Statement
    wiki: Declaration
    wishes: Wishes

    def outcomes(self) -> Iterator[Outcome]:
        ours, theirs, base = self.ours, self.theirs, self.base
        people_moved = theirs.main not in (base.main, ours.main)
        side = self.wishes.side(ours.main.prop)
        if not people_moved or side is Side.OURS:
            if people_moved:
                yield Settled(self._conflict(), Side.OURS)
            main = theirs.main if ours.main == base.main and not people_moved else ours.main
            yield from self._rest(main)
        elif self._has_news():
            conflict = self._conflict()
            yield Settled(conflict, side) if side else conflict

    def _conflict(self) -> Conflict:
        reason = Reason.CHANGED if self.base.main != NOT_OURS else Reason.THEIRS
        return Conflict(self.ours.main.prop, reason, self.ours, self.theirs)

    def _has_news(self) -> bool:
        """Whether the records changed anything since the statement was last written."""
        ours, theirs, base = self.ours, self.theirs, self.base
        if ours.main != base.main:
            return True
        added = (ours.qualifiers - base.qualifiers - theirs.qualifiers) or (
            ours.references - base.references - theirs.references
        )
        gone = ((base.qualifiers - ours.qualifiers) & theirs.qualifiers) or (
            (base.references - ours.references) & theirs.references
        )
        return bool(added or gone)

    def _rest(self, main: Snak) -> Iterator[Outcome]:
        qualifiers, found = self._qualifiers()
        references, further = self._references()
        yield from (*found, *further)
        merged = replace(
            self.theirs,
            main=main,
            qualifiers=qualifiers,
            references=references,
            marker=self.ours.marker,
        )
        if merged != self.theirs:
            yield StatementEdit(Action.CHANGE, self.theirs, merged)

    def _qualifiers(self) -> tuple[frozenset[Snak], list[Outcome]]:
        result, outcomes = self.theirs.qualifiers, list[Outcome]()
        touched = self.ours.qualifiers ^ self.base.qualifiers
        for prop in sorted({snak.prop for snak in touched}):
            ours, theirs, base = (
                frozenset(snak for snak in each.qualifiers if snak.prop == prop)
                for each in (self.ours, self.theirs, self.base)
            )
            merged = _set_merge(ours, theirs, base, is_single(prop, self.wiki))
            if merged is None:
                side = self.wishes.side(prop, self.ours.main.prop)
                outcomes.append(self._overlap(prop, side, bool(theirs)))
                merged = ours if side is Side.OURS else theirs
            result = (result - theirs) | merged
        return result, outcomes

    def _references(self) -> tuple[frozenset[Reference], list[Outcome]]:
        theirs, base = self.theirs.references, self.base.references
        ours = frozenset(
            group
            for group in self.ours.references
            if group in base or group in theirs or not any(group < other for other in theirs - base)
        )
        merged = _set_merge(ours, theirs, base, single=False)
        if merged is not None:
            return merged, []
        props = sorted({snak.prop for group in ours ^ base for snak in group})
        side = self.wishes.side(*props, self.ours.main.prop)
        outcome = self._overlap(REFERENCE, side, bool(theirs - base))
        return (theirs - base) | ours if side is Side.OURS else theirs, [outcome]

    def _overlap(self, part: str, side: Side | None, said: bool) -> Outcome:
        known = any(snak.prop == part for snak in self.base.qualifiers) or part == REFERENCE
        changed = Reason.CHANGED if known else Reason.THEIRS
        reason = changed if said else Reason.REMOVED
        conflict = Conflict(self.ours.main.prop, reason, self.ours, self.theirs, part)
        return Settled(conflict, side) if side else conflict


def _set_merge(
    ours: frozenset[Part], theirs: frozenset[Part], base: frozenset[Part], single: bool
) -> frozenset[Part] | None:
    """Both sides' additions and removals together; None where they touch the same.

    They do where both took the same away and put different things in its place, and where
    there may be one only and each has another.
    """
    added, gone = ours - base, base - ours
    both_took_away = gone - theirs
    if both_took_away and added - theirs != (theirs - base) - added:
        return None
    merged = (theirs | added) - gone
    if single and added - theirs and merged - ours:
        return None
    return merged
