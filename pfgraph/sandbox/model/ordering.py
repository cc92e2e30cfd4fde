"""Where a statement goes that is sent with an index.

Statements stand in groups, one for each property; the index counts all statements. Inside its
group a statement takes just that place. An index outside of it moves the whole group, as far as
that can be done without parting another group.
"""

from __future__ import annotations

from collections.abc import Sequence

from pfgraph.sandbox.model.statements import Statement


def placed(others: Sequence[Statement], new: Statement, index: int) -> list[Statement]:
    """`others`, group by group, with a new statement at an index from 0 on."""
    groups = _groups(others)
    name = _property(new)
    start, group = _start(groups, name), groups.pop(name, [])
    if not group:
        return _joined(groups, [new], index if index <= len(others) else None)
    if start <= index <= start + len(group):
        inside = index - start
        return _joined(groups, [*group[:inside], new, *group[inside:]], start)
    if index < start:
        return _joined(groups, [new, *group], index)
    return _joined(groups, [*group, new], index - len(group))


def _property(statement: Statement) -> str:
    return str(statement["mainsnak"]["property"])


def _groups(held: Sequence[Statement]) -> dict[str, list[Statement]]:
    groups: dict[str, list[Statement]] = {}
    for statement in held:
        groups.setdefault(_property(statement), []).append(statement)
    return groups


def _start(groups: dict[str, list[Statement]], name: str) -> int:
    """How many statements stand before a group; before its place at the end if it is not there."""
    passed = 0
    for each, group in groups.items():
        if each == name:
            break
        passed += len(group)
    return passed


def _joined(
    groups: dict[str, list[Statement]], group: list[Statement], index: int | None
) -> list[Statement]:
    """All groups in a row, one more before the first that begins at the index or behind it."""
    result: list[Statement] = []
    waiting = list(group)
    for each in groups.values():
        if waiting and index is not None and index <= len(result):
            result += waiting
            waiting = []
        result += each
    return result + waiting
