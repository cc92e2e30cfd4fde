"""The comparison of those statements that an item's own row says: by property and value."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pfgraph.ontology.declaration import Declaration
from pfgraph.wikibase.adopting import to_adopt
from pfgraph.wikibase.changes import Action, Conflict, Reason, StatementEdit
from pfgraph.wikibase.datamodel import Item, Snak, Statement
from pfgraph.wikibase.merging import is_single
from pfgraph.wikibase.settling import Outcome, overlap, removal
from pfgraph.wikibase.termdiff import Scope
from pfgraph.wikibase.values import ItemValue
from pfgraph.wikibase.wishes import Wishes


@dataclass(frozen=True, slots=True)
class PlainDiff:
    """One item, as the records want it, as it is, and what of it is the tool's own."""

    desired: Item
    live: Item
    base: Item
    scope: Scope
    wiki: Declaration
    wishes: Wishes

    def outcomes(self) -> Iterator[Outcome]:
        """What is to be done with each statement that the item's own row says or said."""
        key = self.desired.key
        wanted = [each for each in self.desired.statements if each.marker == key]
        written = {each.guid: each for each in self.base.statements if each.marker == key}
        adopted = list(self._adopted(wanted))
        yield from adopted
        given_up = list(self._no_longer_said(wanted))
        moved = [each for each in given_up if not _is_as_left(each, written)]
        overtaken = {written[each.guid].main for each in moved if each.guid in written}
        stated = self._said_anyway() | overtaken
        adding = [each for each in wanted if each.main not in stated]
        dropping = [each for each in given_up if each not in moved]
        yield from self._both_changed(moved, wanted, adding, written)
        once = {each.main for each in written.values()}
        for ours in adding:
            if ours.main in once:
                yield from self._removed(ours)
            elif (replaced := self._replaced(ours, dropping)) is not None:
                dropping.remove(replaced)
                yield StatementEdit(Action.CHANGE, replaced, replace(replaced, main=ours.main))
            else:
                yield from self._first_or_people(ours)
        for theirs in dropping:
            yield from removal(theirs, written.get(theirs.guid), self.wishes)

    def _adopted(self, wanted: Iterable[Statement]) -> Iterator[Outcome]:
        if not self.wishes.adopt:
            return
        own = {each.main for each in self.live.statements if each.marker == self.desired.key}
        own |= self._said_by_rows()
        taken = set[str]()
        for ours in wanted:
            found = to_adopt(ours, self.live.statements, taken, self.wiki)
            if found is not None and ours.main not in own:
                taken.add(found.guid)
                yield StatementEdit(Action.CHANGE, found, replace(found, marker=ours.marker))

    def _said_by_rows(self) -> set[Snak]:
        key = self.desired.key
        return {each.main for each in self.desired.statements if each.marker != key}

    def _said_anyway(self) -> set[Snak]:
        """What the item says once its rows are as wanted: by people, by rows, or by itself."""
        key = self.desired.key
        rows = {each.marker for each in self.desired.statements if each.marker != key}
        kept = {
            each.main
            for each in self.live.statements
            if each.marker in ("", key)
            or (each.marker not in rows and each.marker not in self.scope.rows)
        }
        return kept | self._said_by_rows()

    def _no_longer_said(self, wanted: Iterable[Statement]) -> Iterator[Statement]:
        if not self.desired.complete:
            return
        said, scope = {each.main for each in wanted}, self.scope
        for theirs in self.live.statements:
            if theirs.marker == self.desired.key and theirs.main not in said:
                value = theirs.main.value
                elsewhere = theirs.main.prop in scope.inverse and isinstance(value, ItemValue)
                if not elsewhere or (isinstance(value, ItemValue) and value.key in scope.rows):
                    yield theirs

    def _both_changed(
        self,
        moved: Iterable[Statement],
        wanted: Iterable[Statement],
        adding: Iterable[Statement],
        written: dict[str, Statement],
    ) -> Iterator[Outcome]:
        """Values that people changed and that the records no longer say either.

        Where the records say another single value instead, that one meets theirs further on.
        """
        still = {each.main for each in wanted}
        replacing = {each.main.prop for each in adding if is_single(each.main.prop, self.wiki)}
        for theirs in moved:
            base = written.get(theirs.guid)
            if base and base.main not in still and theirs.main.prop not in replacing:
                conflict = Conflict(theirs.main.prop, Reason.CHANGED, None, theirs)
                remove = StatementEdit(Action.REMOVE, theirs, None)
                yield from overlap(conflict, self.wishes, (theirs.main.prop,), remove)

    def _removed(self, ours: Statement) -> Iterator[Outcome]:
        conflict = Conflict(ours.main.prop, Reason.REMOVED, ours, None)
        add = StatementEdit(Action.ADD, None, ours)
        yield from overlap(conflict, self.wishes, (ours.main.prop,), add)

    def _replaced(self, ours: Statement, dropping: list[Statement]) -> Statement | None:
        """The statement whose value ours takes the place of, where there may be only one."""
        if is_single(ours.main.prop, self.wiki):
            return next((each for each in dropping if each.main.prop == ours.main.prop), None)
        return None

    def _first_or_people(self, ours: Statement) -> Iterator[Outcome]:
        """A single value that people put there, or changed, is theirs; otherwise ours is added."""
        apart = self.scope.rows - {ours.marker}  # what other rows of this load say stands apart
        theirs = [
            each
            for each in self.live.statements
            if each.main.prop == ours.main.prop and each.marker not in apart
        ]
        if not theirs or not is_single(ours.main.prop, self.wiki):
            yield StatementEdit(Action.ADD, None, ours)
            return
        free = next((each for each in theirs if each.marker in ("", ours.marker)), None)
        once = any(each.guid == theirs[0].guid for each in self.base.statements)
        reason = Reason.CHANGED if once else Reason.THEIRS
        conflict = Conflict(ours.main.prop, reason, ours, free or theirs[0])
        instead = replace(free, main=ours.main, marker=ours.marker) if free else None
        edit = StatementEdit(Action.CHANGE, free, instead) if instead else None
        yield from overlap(conflict, self.wishes, (ours.main.prop,), edit)


def _is_as_left(theirs: Statement, written: dict[str, Statement]) -> bool:
    base = written.get(theirs.guid)
    return base is not None and base.main == theirs.main
