"""A plan in words: labels, not numbers; a line a change; grouped by item.

`+` is new, `~` changed, `-` taken away, `=` unchanged, `!` left alone because people did it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pfgraph.wikibase.changes import (
    REFERENCE,
    Action,
    Conflict,
    ItemChange,
    Settled,
    StatementEdit,
)
from pfgraph.wikibase.conflictwords import advice
from pfgraph.wikibase.datamodel import Snak, Statement, Unknown
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.values import (
    ItemValue,
    OtherValue,
    QuantityValue,
    StringValue,
    TextValue,
    TimeValue,
    Value,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its sign, how deep it stands, its words."""

    sign: str
    depth: int
    text: str


def summary_line(plan: Plan) -> str:
    """The counts in one line: `+ 3 items, ~ 12 changed, = 985 unchanged`."""
    parts = [
        f"+ {len(plan.new)} {'item' if len(plan.new) == 1 else 'items'}",
        f"~ {len(plan.changed)} changed",
        f"= {plan.unchanged} unchanged",
    ]
    if plan.conflicts:
        parts.append(f"! {len(plan.conflicts)} with edits by people that stay")
    return ", ".join(parts)


def lines(plan: Plan) -> Iterator[Line]:
    """Every change of the plan, item by item."""
    for change in plan.changes:
        yield head(change, plan)
        yield from below(change, plan.labels)


def head(change: ItemChange, plan: Plan) -> Line:
    """The line of an item: its label, number and key, and where its record stands."""
    sign = "+" if change.is_new else "~" if change.writes else "!"
    if change.settled and not change.writes and not change.conflicts:
        sign = "="
    name = plan.labels.get(change.key, change.key)
    where = f"{change.id}, {change.key}" if change.id else change.key
    place = plan.sources.get(change.key)
    return Line(sign, 0, f"{name} ({where})" + (f"  {place}" if place else ""))


def below(change: ItemChange, labels: dict[str, str]) -> Iterator[Line]:
    """What changes on an item, and what stays because people did it."""
    for code, (before, after) in change.labels.items():
        yield Line("~" if before else "+", 1, f"label {code}: {_turn(before, after)}")
    for code, text in change.descriptions.items():
        yield Line("+", 1, f"description {code}: “{text}”")
    for code, texts in change.aliases.items():
        yield Line("+", 1, f"alias {code}: {', '.join(sorted(texts))}")
    for edit in change.edits:
        yield from _edit(edit, labels)
    for conflict in change.conflicts:
        yield from _conflict(conflict, labels)
    for settled in change.settled:
        yield from _settled(settled, labels)


def _turn(before: str, after: str) -> str:
    return f"“{before}” → “{after}”" if before else f"“{after}”"


_SIGNS = {Action.ADD: "+", Action.CHANGE: "~", Action.REMOVE: "-"}


def _edit(edit: StatementEdit, labels: dict[str, str]) -> Iterator[Line]:
    sign = _SIGNS[edit.action]
    if edit.before and edit.after:
        yield from _changed(sign, edit.before, edit.after, labels)
    else:
        statement = edit.after or edit.before
        if statement:
            yield from _statement(sign, 1, statement, labels)


def _changed(
    sign: str, before: Statement, after: Statement, labels: dict[str, str]
) -> Iterator[Line]:
    name = labels.get(after.main.prop, after.main.prop)
    old, new = value_text(before.main.value, labels), value_text(after.main.value, labels)
    yield Line(sign, 1, f"{name}: {old} → {new}" if old != new else f"{name}: {new}")
    if before.marker != after.marker:
        yield Line("+", 2, f"taken over from people, as {after.marker}")
    for mark, first, second in (("-", before, after), ("+", after, before)):
        for qualifier in sorted(first.qualifiers - second.qualifiers, key=lambda snak: snak.order):
            yield Line(mark, 2, snak_text(qualifier, labels))
        groups = first.references - second.references
        for text in sorted(_reference(group, labels) for group in groups):
            yield Line(mark, 2, text)


def _statement(
    sign: str, depth: int, statement: Statement, labels: dict[str, str]
) -> Iterator[Line]:
    yield Line(sign, depth, snak_text(statement.main, labels))
    for qualifier in sorted(statement.qualifiers, key=lambda snak: snak.order):
        yield Line(sign, depth + 1, snak_text(qualifier, labels))
    for text in sorted(_reference(group, labels) for group in statement.references):
        yield Line(sign, depth + 1, text)


def _conflict(conflict: Conflict, labels: dict[str, str]) -> Iterator[Line]:
    yield Line("!", 1, f"{about_text(conflict, labels)}: {conflict.reason}; it stays as it is")
    yield from _sides("!", conflict, labels)
    yield Line("!", 2, f"what to do: {advice(conflict)}")


def _settled(settled: Settled, labels: dict[str, str]) -> Iterator[Line]:
    """A conflict that was decided beforehand; what follows from it stands among the edits."""
    about, said = about_text(settled.conflict, labels), f"--prefer {settled.side} was asked for"
    yield Line("=", 1, f"{about}: {settled.conflict.reason}; {said}")
    yield from _sides("=", settled.conflict, labels)


def about_text(conflict: Conflict, labels: dict[str, str]) -> str:
    """What a conflict is about: the property's label, and that of the qualifier if it is one."""
    name = labels.get(conflict.what, conflict.what)
    return f"{name}, {labels.get(conflict.part, conflict.part)}" if conflict.part else name


def _sides(sign: str, conflict: Conflict, labels: dict[str, str]) -> Iterator[Line]:
    for side, said in (("wiki", conflict.theirs), ("records", conflict.ours)):
        text = side_text(said, conflict.part, labels)
        shown = text if isinstance(said, Statement) or not text else f"“{text}”"
        yield Line(sign, 2, f"{side}: {shown or 'nothing'}")


def side_text(said: Statement | str | None, part: str, labels: dict[str, str]) -> str:
    """What one side of a conflict says; empty where it says nothing."""
    if not isinstance(said, Statement):
        return said or ""
    if part == REFERENCE:
        return "; ".join(sorted(_reference(each, labels) for each in said.references))
    if part:
        values = [snak.value for snak in said.qualifiers if snak.prop == part]
        return ", ".join(sorted(value_text(each, labels) for each in values))
    return value_text(said.main.value, labels)


def _reference(group: frozenset[Snak], labels: dict[str, str]) -> str:
    parts = [snak_text(snak, labels) for snak in sorted(group, key=lambda snak: snak.order)]
    return f"reference {', '.join(parts)}"


def snak_text(snak: Snak, labels: dict[str, str]) -> str:
    """A snak in words: the property's label and the value."""
    return f"{labels.get(snak.prop, snak.prop)}: {value_text(snak.value, labels)}"


def value_text(value: Value | Unknown, labels: dict[str, str]) -> str:
    """A value as people write it."""
    match value:
        case ItemValue(key):
            return labels.get(key, key)
        case StringValue(text):
            return text
        case TextValue(text, language):
            return f"“{text}” ({language})"
        case TimeValue(date):
            return date.text
        case QuantityValue(amount):
            return amount.removeprefix("+")
        case OtherValue(text):
            return text
        case Unknown.SOME:
            return "(some value that is no item)"
        case Unknown.NONE:
            return "(no value)"
