"""What the shapes say of a wiki as it would be, beside what they say of it as it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from pfgraph.findings import Finding, in_order

Place = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Outlook:
    """The findings on records that a plan reaches: which it brings, leaves and takes away.

    `profiles` are those that were asked; none means that nobody looked. `blocking` are the shapes
    whose new findings keep a plan from being applied.
    """

    new: tuple[Finding, ...] = ()
    old: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    profiles: tuple[str, ...] = ()
    blocking: frozenset[str] = frozenset()

    @property
    def stops(self) -> tuple[Finding, ...]:
        """The new findings that keep the plan from being applied."""
        return tuple(finding for finding in self.new if finding.shape in self.blocking)


def same_place(finding: Finding) -> Place:
    """What makes two findings one: shape, record, property and value."""
    return (finding.shape, finding.focus, finding.path, finding.value)


def compared(
    before: Iterable[Finding],
    after: Iterable[Finding],
    profiles: tuple[str, ...],
    blocking: frozenset[str],
) -> Outlook:
    """The findings of both states, parted; of `blocking` those that found something are kept."""
    was = {same_place(each): each for each in before}
    will_be = {same_place(each): each for each in after}
    found = {each.shape for each in (*was.values(), *will_be.values())}
    return Outlook(
        in_order(will_be[place] for place in will_be.keys() - was.keys()),
        in_order(will_be[place] for place in will_be.keys() & was.keys()),
        in_order(was[place] for place in was.keys() - will_be.keys()),
        profiles,
        blocking & found,
    )
