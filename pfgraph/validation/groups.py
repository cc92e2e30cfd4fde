"""Many findings, told as few: those that say the same together."""

from collections.abc import Iterable
from dataclasses import dataclass

from pfgraph.findings import Finding, Severity, in_order


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that say the same, in the order of their places."""

    severity: Severity
    message: str
    findings: tuple[Finding, ...]

    @property
    def records(self) -> int:
        """How many records the findings are about."""
        return len({finding.focus or str(finding.location) for finding in self.findings})


def in_groups(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Findings by what they say: the gravest first, then the place of the first of each."""
    alike: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in in_order(findings):
        alike.setdefault((finding.severity, finding.message), []).append(finding)
    return tuple(Group(*said, tuple(found)) for said, found in alike.items())
