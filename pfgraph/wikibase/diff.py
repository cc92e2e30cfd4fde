"""The three-way comparison of one item: what records want, what the wiki holds, what was written.

The *base* is what of the item is the tool's own, as it last left it. Where live and base agree,
the records may change it; where only the records stayed as they were, what people did stays; where
both moved, it is a conflict and nothing is written. What carries no marker belongs to people.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pfgraph.ontology.declaration import Declaration
from pfgraph.wikibase.adopting import lacking, said_by_people, to_adopt
from pfgraph.wikibase.changes import (
    Action,
    Conflict,
    ItemChange,
    Reason,
    Settled,
    Side,
    StatementEdit,
)
from pfgraph.wikibase.datamodel import Item, Rank, Statement
from pfgraph.wikibase.merging import merge, with_ours
from pfgraph.wikibase.plaindiff import PlainDiff
from pfgraph.wikibase.settling import Outcome, overlap, removal
from pfgraph.wikibase.termdiff import Scope, compare_terms
from pfgraph.wikibase.wishes import NONE, Wishes


def diff(
    desired: Item,
    live: Item | None,
    base: Item | None,
    scope: Scope,
    wiki: Declaration,
    wishes: Wishes = NONE,
) -> ItemChange:
    """All that has to happen so that the wiki says what `desired` says.

    `base` is None where the tool never wrote the item. A statement is taken away only if the
    row that says it is in `scope`. The same input gives the same change, in the same order.
    """
    if live is None:
        return _creation(desired)
    labels, aliases, said = compare_terms(desired, live, base, wishes)
    rows = _Rows(desired, live, base or Item(desired.key), scope, wiki, wishes)
    plain = PlainDiff(desired, live, base or Item(desired.key), scope, wiki, wishes)
    outcomes = [*said, *rows.outcomes(), *plain.outcomes()]
    return ItemChange(
        desired.key,
        live.id,
        live.revision,
        labels=labels,
        aliases=aliases,
        edits=tuple(each for each in outcomes if isinstance(each, StatementEdit)),
        conflicts=tuple(each for each in outcomes if isinstance(each, Conflict)),
        settled=tuple(each for each in outcomes if isinstance(each, Settled)),
    )


def trusting(live: Item) -> Item:
    """A base for a first look: as if all that carries a marker were as the tool left it.

    Whatever may turn out to be a change or a conflict is one with this base.
    """
    return Item(live.key, statements=tuple(each for each in live.statements if each.marker))


def _creation(desired: Item) -> ItemChange:
    return ItemChange(
        desired.key,
        labels={code: ("", text) for code, text in desired.labels.items()},
        descriptions=desired.descriptions,
        aliases=desired.aliases,
        edits=tuple(StatementEdit(Action.ADD, None, each) for each in desired.statements),
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Statements that have a row of their own, matched by the record id they carry."""

    desired: Item
    live: Item
    base: Item
    scope: Scope
    wiki: Declaration
    wishes: Wishes
    taken: set[str] = field(default_factory=set)  # GUIDs of what is taken over
    adopting: set[str] = field(default_factory=set)  # the rows that take something over

    def outcomes(self) -> Iterator[Outcome]:
        own = self.desired.key
        wanted = {each.marker: each for each in self.desired.statements if each.marker != own}
        written = {each.marker: each for each in self.base.statements}
        standing: dict[str, list[Statement]] = {}
        for each in self.live.statements:
            standing.setdefault(each.marker, []).append(each)
        missing = [each for marker, each in wanted.items() if marker not in standing]
        if self.wishes.adopt:
            yield from self._adopted(missing, written)
        for marker, ours in wanted.items():
            theirs = standing.get(marker, [])
            if len(theirs) > 1:
                yield Conflict(ours.main.prop, Reason.TWIN, ours, theirs[1])
            elif theirs:
                base = _of(theirs[0], self.base) or written.get(marker)
                yield from merge(ours, theirs[0], base, self.wiki, self.wishes)
        for ours in self._freed_first(missing, written):
            yield from self._missing(ours, written.get(ours.marker))
        for theirs_only in self.live.statements:
            marker = theirs_only.marker
            if marker not in ("", own) and marker not in wanted and marker in self.scope.rows:
                base = _of(theirs_only, self.base)
                yield from removal(theirs_only, base, self.wishes)

    def _adopted(
        self, missing: list[Statement], written: dict[str, Statement]
    ) -> Iterator[Outcome]:
        """Statements of people taken over; one that was a row's before goes to that row first."""
        freed = {written[each.marker].guid for each in missing if each.marker in written}
        for ours in self._freed_first(missing, written):
            own = {written[ours.marker].guid} if ours.marker in written else set()
            taken = self.taken | (freed - own) | set(self.scope.named.values())
            if (named := self._named(ours)) and named.rank is not Rank.DEPRECATED:
                yield from self._take_named(ours, named)
            elif found := to_adopt(ours, self.live.statements, taken, self.wiki):
                self.taken.add(found.guid)
                self.adopting.add(ours.marker)
                yield from with_ours(ours, found, self.wiki, self.wishes)

    def _named(self, ours: Statement) -> Statement | None:
        """The statement of people that the row names by its address, as a pull has written it."""
        guid = self.scope.named.get(ours.marker)
        named = (each for each in self.live.statements if each.guid == guid and not each.marker)
        return next(named, None)

    def _take_named(self, ours: Statement, named: Statement) -> Iterator[Outcome]:
        """It becomes the row's; what differs from what people wrote there stays a conflict."""
        self.taken.add(named.guid)
        self.adopting.add(ours.marker)
        yield from merge(ours, named, None, self.wiki, self.wishes)

    def _beside_named(self, ours: Statement, named: Statement) -> Iterator[Outcome]:
        """What the row says beyond a statement that is not taken over: it stays as it is."""
        main = ours.main.prop
        sides = {part: self.wishes.side(part or main, main) for part in lacking(ours, named)}
        if Side.OURS in sides.values():
            yield from self._take_named(ours, named)
            return
        for part, side in sides.items():
            conflict = Conflict(main, Reason.THEIRS, ours, named, part)
            yield Settled(conflict, side) if side else conflict

    def _freed_first(
        self, missing: list[Statement], written: dict[str, Statement]
    ) -> list[Statement]:
        """Rows that nothing was taken over for; first those that had a statement once."""
        left = [each for each in missing if each.marker not in self.adopting]
        return sorted(left, key=lambda each: each.marker not in written)

    def _missing(self, ours: Statement, written: Statement | None) -> Iterator[Outcome]:
        live = self.live.statements
        people = [each for each in live if not each.marker and each.guid not in self.taken]
        freed = [each for each in people if written and each.guid == written.guid]
        if freed and written and ours.says == written.says:
            return
        if named := self._named(ours):
            yield from self._beside_named(ours, named)
            return
        if said_by_people(ours, people):
            return
        names, add = (ours.main.prop,), StatementEdit(Action.ADD, None, ours)
        if freed:
            conflict = Conflict(ours.main.prop, Reason.THEIRS, ours, freed[0])
            ours_again = list(with_ours(ours, freed[0], self.wiki, self.wishes))
            if self.wishes.side(*names) is Side.OURS:
                self.taken.add(freed[0].guid)
            yield from overlap(conflict, self.wishes, names, *ours_again)
        elif written:
            conflict = Conflict(ours.main.prop, Reason.REMOVED, ours, None)
            yield from overlap(conflict, self.wishes, names, add)
        else:
            yield add


def _of(statement: Statement, base: Item) -> Statement | None:
    return next((each for each in base.statements if each.guid == statement.guid), None)
