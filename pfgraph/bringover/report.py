"""What bringing raw tables over gave: counts, words, findings."""

from dataclasses import asdict, dataclass
from typing import Any

from pfgraph.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Brought:
    """One raw table: its rows, how many were brought over, and which record rows they gave."""

    table: str
    rows: int
    brought: int
    gave: dict[str, int]


@dataclass(frozen=True, slots=True)
class Written:
    """One record table: rows that are new, that were there alike, and that were there otherwise."""

    table: str
    added: int
    unchanged: int
    differing: int
    rows: int


@dataclass(frozen=True, slots=True)
class WordUse:
    """One free word of a raw column, the concept it became ("" for none) and how often."""

    column: str
    word: str
    concept: str
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that happened; findings gravest first, then by file and line."""

    brought: tuple[Brought, ...]
    written: tuple[Written, ...]
    words: tuple[WordUse, ...]
    dangling: tuple[WordUse, ...]
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was left out, in doubt or without a concept."""
        return all(finding.severity is Severity.INFO for finding in self.findings)

    @property
    def unmapped(self) -> tuple[WordUse, ...]:
        """The words for which there is no concept; they stay as text."""
        return tuple(use for use in self.words if not use.concept)

    def as_json(self) -> dict[str, Any]:
        """The report in values that JSON knows."""
        return {
            "brought": [asdict(each) for each in self.brought],
            "written": [asdict(each) for each in self.written],
            "words": [asdict(each) for each in self.words],
            "dangling": [asdict(each) for each in self.dangling],
            "findings": [_finding(each) for each in self.findings],
        }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.location
    return {
        "severity": str(finding.severity),
        "file": place.path if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else "",
        "value": finding.value,
        "message": finding.message,
    }
