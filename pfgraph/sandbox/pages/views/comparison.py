"""What differs between two revisions, statement by statement, in words and labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pfgraph.sandbox.model.entities import statements
from pfgraph.sandbox.pages.views.links import Link, Reader, language_name
from pfgraph.sandbox.pages.views.statements import RANKS, SnakGroup, snak_groups
from pfgraph.sandbox.pages.views.values import shown_value
from pfgraph.sandbox.store.storage import Entity

Kind = Literal["added", "removed", "changed"]
_NONE = Link("")
_TERMS = (("labels", "Label"), ("descriptions", "Description"))


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that came or went: `what` it is, and its value or the parts of a reference."""

    kind: Literal["added", "removed"]
    what: str
    value: Link = _NONE
    property: Link | None = None
    parts: tuple[SnakGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What happened to one term or one statement; `of` is its property, `value` what it says."""

    kind: Kind
    title: str
    lines: tuple[Line, ...]
    of: Link | None = None
    value: Link | None = None


def differences(reader: Reader, old: Entity, new: Entity) -> list[Difference]:
    """Everything that differs, terms first."""
    return [*_terms(reader, old, new), *_aliases(reader, old, new), *_statements(reader, old, new)]


def _terms(reader: Reader, old: Entity, new: Entity) -> Iterator[Difference]:
    for kind, word in _TERMS:
        for code in dict.fromkeys([*old[kind], *new[kind]]):
            before = old[kind].get(code, {}).get("value")
            after = new[kind].get(code, {}).get("value")
            if before != after:
                lines = _two_lines(
                    word.lower(),
                    reader.text(before, code) if before else None,
                    reader.text(after, code) if after else None,
                )
                yield Difference(_kind(before, after), _titled(word, code), lines)


def _aliases(reader: Reader, old: Entity, new: Entity) -> Iterator[Difference]:
    for code in dict.fromkeys([*old["aliases"], *new["aliases"]]):
        before = [alias["value"] for alias in old["aliases"].get(code, [])]
        after = [alias["value"] for alias in new["aliases"].get(code, [])]
        gone = [Line("removed", "alias", reader.text(t, code)) for t in before if t not in after]
        come = [Line("added", "alias", reader.text(t, code)) for t in after if t not in before]
        if gone or come:
            kind = _kind(before, after)
            yield Difference(kind, _titled("Aliases", code), (*gone, *come))


def _titled(word: str, code: str) -> str:
    return f"{word} in {language_name(code)}"


def _kind(before: object, after: object) -> Kind:
    if not before:
        return "added"
    return "changed" if after else "removed"


def _two_lines(what: str, before: Link | None, after: Link | None) -> tuple[Line, ...]:
    lines = []
    if before is not None:
        lines.append(Line("removed", what, before))
    if after is not None:
        lines.append(Line("added", what, after))
    return tuple(lines)


def _statements(reader: Reader, old: Entity, new: Entity) -> Iterator[Difference]:
    before = {each["id"]: each for each in statements(old)}
    after = {each["id"]: each for each in statements(new)}
    for guid in dict.fromkeys([*before, *after]):
        if before.get(guid) != after.get(guid):
            yield statement_difference(reader, before.get(guid), after.get(guid))
    kept = [guid for guid in before if guid in after]
    if kept != [guid for guid in after if guid in before]:
        yield Difference("changed", "The order of the statements", ())


def statement_difference(reader: Reader, old: Any, new: Any) -> Difference:
    """What differs between two states of a statement; None is its absence."""
    shown = (new or old)["mainsnak"]
    lines = (
        *_value_lines(reader, old, new),
        *_rank_lines(old, new),
        *_qualifier_lines(reader, old, new),
        *_reference_lines(reader, old, new),
    )
    of, value = reader.link(shown["property"]), shown_value(reader, shown)
    return Difference(_kind(old, new), "Statement", lines, of, value)


def _value_lines(reader: Reader, old: Any, new: Any) -> tuple[Line, ...]:
    before, after = (each and each["mainsnak"] for each in (old, new))
    if before == after:
        return ()
    return _two_lines(
        "value", before and shown_value(reader, before), after and shown_value(reader, after)
    )


def _rank_lines(old: Any, new: Any) -> tuple[Line, ...]:
    before, after = (each["rank"] if each else None for each in (old, new))
    if before == after or {before, after} == {None, "normal"}:
        return ()
    return _two_lines(
        "rank", Link(RANKS[before]) if before else None, Link(RANKS[after]) if after else None
    )


def _qualifier_lines(reader: Reader, old: Any, new: Any) -> Iterator[Line]:
    before, after = _qualifiers(old), _qualifiers(new)
    for kind, ours, theirs in (("removed", before, after), ("added", after, before)):
        known = {snak["hash"] for snak in theirs}
        for snak in ours:
            if snak["hash"] not in known:
                yield _line(kind, "qualifier", reader, snak)


def _line(kind: str, what: str, reader: Reader, snak: Any) -> Line:
    value, of = shown_value(reader, snak), reader.link(snak["property"])
    return Line("added" if kind == "added" else "removed", what, value, of)


def _qualifiers(statement: Any) -> Sequence[Any]:
    groups = (statement or {}).get("qualifiers", {})
    return [snak for group in groups.values() for snak in group]


def _reference_lines(reader: Reader, old: Any, new: Any) -> Iterator[Line]:
    before, after = ((each or {}).get("references", []) for each in (old, new))
    for reference in _without(before, after):
        yield Line("removed", "reference", parts=snak_groups(reader, reference["snaks"]))
    for reference in _without(after, before):
        yield Line("added", "reference", parts=snak_groups(reader, reference["snaks"]))


def _without(ours: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """What is in `ours` more often than in `theirs`; a statement may hold a reference twice."""
    left = [each["hash"] for each in theirs]
    extra = []
    for reference in ours:
        if reference["hash"] in left:
            left.remove(reference["hash"])
        else:
            extra.append(reference)
    return extra
