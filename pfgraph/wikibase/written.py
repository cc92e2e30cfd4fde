"""What of an item is the tool's own, gathered from one revision after the other.

Each part counts by itself: a statement's main value, each qualifier, each reference, each term. A
part is the tool's where the tool put it there; where it only puts back what people had once
written, as an undo does, it stays theirs.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pfgraph.wikibase.datamodel import Item, Snak, Statement, Unknown

NOT_OURS = Snak("", Unknown.SOME)
"""Stands as the main snak of a base whose main value people wrote: it equals no other."""

_NO_TEXTS: frozenset[str] = frozenset()
_Trace = tuple[object, ...]  # where something stands, and what it is
Part = TypeVar("Part")


@dataclass(slots=True)
class Written:
    """The tool's own labels, aliases and statements (by GUID), and all that people ever wrote."""

    labels: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, frozenset[str]] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    theirs: set[_Trace] = field(default_factory=set)
    begun: bool = False  # whether the tool has written anything yet

    def copy(self) -> "Written":
        """What is the tool's own now; what people wrote is not remembered in it."""
        return Written(dict(self.labels), dict(self.aliases), dict(self.statements))

    def by_people(self, before: Item, after: Item) -> None:
        """People made `after` from `before`: what is new in it is theirs.

        What the tool had written and they only put back is not. A row's statement that they took
        away counts as written once, also where they had put it back themselves before.
        """
        left = {each.guid for each in after.statements}
        for gone in before.statements:
            if self.begun and gone.marker and gone.guid not in left:
                self.statements.setdefault(gone.guid, gone)
        own = set(_traces(self.item(after)))
        self.theirs.update(set(_traces(after)) - set(_traces(before)) - own)

    def by_us(self, before: Item, after: Item) -> None:
        """The tool made `after` from `before`: what differs is ours, or no longer there."""
        self.begun = True
        self._terms(before, after)
        known = {each.guid: each for each in before.statements}
        left = {each.guid: each for each in after.statements}
        for guid in known.keys() - left.keys():
            self.statements.pop(guid, None)
        for guid, statement in left.items():
            old = known.get(guid)
            if old is None and statement.marker:
                self._forget(statement, left.keys(), after.key)
            if old != statement:
                self._statement(old, statement)

    def taken_back(self, before: Item, after: Item, once: "Written") -> None:
        """The tool took a run back, which made `after` from `before`: what it changed is again the
        tool's own as it was `once`, before that run."""
        for code in before.labels.keys() | after.labels.keys():
            if before.labels.get(code) != after.labels.get(code):
                _restore(self.labels, once.labels, code)
        for code in before.aliases.keys() | after.aliases.keys():
            turned = before.aliases.get(code, _NO_TEXTS) ^ after.aliases.get(code, _NO_TEXTS)
            self.aliases[code] = _parts_of(self.aliases, once.aliases, code, turned)
        known = {each.guid: each for each in before.statements}
        left = {each.guid: each for each in after.statements}
        for guid in known.keys() | left.keys():
            old, new = known.get(guid), left.get(guid)
            if old is None and new is not None and new.marker:
                self._forget(new, left.keys(), after.key)
            if old is None or new is None:
                _restore(self.statements, once.statements, guid)
            elif old != new:
                self._statement_back(old, new, once.statements.get(guid))
        for guid in once.statements.keys() - self.statements.keys() - left.keys():
            self.statements[guid] = once.statements[guid]  # taken away by people, then said again

    def _statement_back(self, old: Statement, new: Statement, once: Statement | None) -> None:
        now = self.statements.get(new.guid)
        if once is None or now is None:
            _restore(self.statements, {} if once is None else {new.guid: once}, new.guid)
            return
        turned, groups = old.qualifiers ^ new.qualifiers, old.references ^ new.references
        self.statements[new.guid] = replace(
            now,
            main=once.main if old.main != new.main else now.main,
            qualifiers=(now.qualifiers - turned) | (once.qualifiers & turned),
            references=(now.references - groups) | (once.references & groups),
            rank=once.rank if old.rank != new.rank else now.rank,
            marker=once.marker if old.marker != new.marker else now.marker,
        )

    def item(self, last: Item) -> Item:
        """The tool's own of an item that is `last` now."""
        own = tuple(self.statements.values())
        return Item(last.key, self.labels, {}, self.aliases, own, last.id, last.revision)

    def _terms(self, before: Item, after: Item) -> None:
        for code in before.labels.keys() | after.labels.keys():
            text = after.labels.get(code, "")
            if before.labels.get(code, "") == text:
                continue
            if text and ("label", code, text) not in self.theirs:
                self.labels[code] = text
            else:
                self.labels.pop(code, None)
        for code in before.aliases.keys() | after.aliases.keys():
            old, new = before.aliases.get(code, _NO_TEXTS), after.aliases.get(code, _NO_TEXTS)
            own = {text for text in new - old if ("alias", code, text) not in self.theirs}
            self.aliases[code] = (self.aliases.get(code, _NO_TEXTS) | own) - (old - new)

    def _forget(self, made: Statement, left: Collection[str], key: str) -> None:
        """Statements that were taken away, now that the tool says the same again."""
        for guid, gone in list(self.statements.items()):
            same = gone.main == made.main or made.marker != key
            if gone.marker == made.marker and same and guid not in left:
                del self.statements[guid]

    def _statement(self, old: Statement | None, new: Statement) -> None:
        if not new.marker:
            self.statements.pop(new.guid, None)
            return
        old = old or Statement(NOT_OURS)
        base = Statement(NOT_OURS)  # with the rank that nobody has to set
        if old.marker:
            base = self.statements.get(new.guid, base)
        main = base.main
        if not old.marker and old.main == new.main:
            main = new.main  # taken over as it was
        elif old.main != new.main:
            main = NOT_OURS if self._is_theirs(new, "main", new.main) else new.main
        self.statements[new.guid] = replace(
            new,
            main=main,
            qualifiers=self._parts(base.qualifiers, old.qualifiers, new.qualifiers, new),
            references=self._parts(base.references, old.references, new.references, new),
            rank=base.rank if old.rank == new.rank else new.rank,
        )

    def _parts(
        self, base: frozenset[Part], old: frozenset[Part], new: frozenset[Part], of: Statement
    ) -> frozenset[Part]:
        own = {part for part in new - old if not self._is_theirs(of, "part", part)}
        return (base | own) - (old - new)

    def _is_theirs(self, statement: Statement, kind: str, part: object) -> bool:
        return any((*place, kind, part) in self.theirs for place in _places(statement))


def _restore(now: dict[str, Part], once: Mapping[str, Part], name: str) -> None:
    if name in once:
        now[name] = once[name]
    else:
        now.pop(name, None)


def _parts_of(
    now: Mapping[str, frozenset[str]],
    once: Mapping[str, frozenset[str]],
    code: str,
    turned: frozenset[str],
) -> frozenset[str]:
    return (now.get(code, _NO_TEXTS) - turned) | (once.get(code, _NO_TEXTS) & turned)


def _places(statement: Statement) -> Iterator[_Trace]:
    """How a statement is known again: by its GUID, or by the row that it belongs to."""
    yield (statement.guid,)
    if statement.marker:
        yield (statement.marker, statement.main.prop)


def _traces(item: Item) -> Iterator[_Trace]:
    """All that an item says, each with where it stands."""
    for code, text in item.labels.items():
        yield ("label", code, text)
    for code, texts in item.aliases.items():
        yield from (("alias", code, text) for text in texts)
    for statement in item.statements:
        for place in _places(statement):
            yield (*place, "main", statement.main)
            yield from ((*place, "part", each) for each in statement.qualifiers)
            yield from ((*place, "part", each) for each in statement.references)
