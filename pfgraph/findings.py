"""What was found wrong or missing, and where: the same for readers, shapes and plans."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is, after https://www.w3.org/TR/shacl/#severity."""

    VIOLATION = "violation"  # cannot be interpreted, or breaks a rule; a record is not loaded
    WARNING = "warning"  # something the framework asks for is missing
    INFO = "info"  # useful to have

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file that somebody can open: path as given, line from 1, column by its name."""

    path: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}, column {self.column}" if self.column else place


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or missing.

    `message` says what it is and what to do, in one language; `focus` is a record id
    (`actors/unesco`) or an IRI; `path` and `shape` are IRIs where a shape found it.
    """

    severity: Severity
    message: str
    location: Location | None = None
    value: str = ""
    focus: str = ""
    path: str = ""
    shape: str = ""

    @property
    def order(self) -> tuple[int, str, int, str, str, str]:
        """Gravest first, then by place, so that the same findings always print alike."""
        place = self.location or Location("")
        return (
            self.severity.rank,
            place.path,
            place.line,
            self.focus,
            self.message,
            self.value,
        )

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location else f"{self.focus}: " if self.focus else ""
        return f"{where}{self.message}"


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, gravest first, then by file and line."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.order))
