"""The order of rules, from what they read and produce."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from pfgraph.errors import QueryError


def sources(
    reads: Mapping[str, Iterable[str]], produces: Mapping[str, Iterable[str]]
) -> dict[str, frozenset[str]]:
    """For each rule, the rules that produce a term it reads."""
    return {
        name: frozenset(other for other, terms in produces.items() if set(terms) & set(reads[name]))
        for name in reads
    }


def in_order(
    reads: Mapping[str, Iterable[str]], produces: Mapping[str, Iterable[str]]
) -> tuple[str, ...]:
    """The rules, each after its sources; by name where the order is free.

    Raises QueryError, naming the rules, when they go round in a circle.
    """
    before = sources(reads, produces)
    sorter = TopologicalSorter({name: sorted(before[name]) for name in sorted(before)})
    try:
        sorter.prepare()
    except CycleError as circle:
        raise QueryError(
            f"rules read one another's results: {' → '.join(circle.args[1])}"
        ) from circle
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return tuple(order)


def closure(names: Iterable[str], before: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The named rules and all that they rest on."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += before[name]
    return frozenset(found)
