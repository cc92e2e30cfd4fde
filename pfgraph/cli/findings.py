"""Findings on a terminal: those that say the same together, gravest first, none of them long."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape

from pfgraph.findings import Finding, Severity
from pfgraph.validation import in_groups

_LONGEST = 80  # characters of a value; what is longer is shown by its beginning
_LONGEST_ID = 400  # what a wiki takes; people copy ids, so they are whole
COLOURS = {Severity.VIOLATION: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def counts(findings: Iterable[Finding]) -> str:
    """`2 violations, 31 warnings`, without what there is none of."""
    number = Counter(finding.severity for finding in findings)
    parts = [
        f"{number[severity]} {severity}{'' if number[severity] == 1 else 's'}"
        for severity in Severity
        if number[severity] and severity is not Severity.INFO
    ]
    if number[Severity.INFO]:
        parts.append(f"{number[Severity.INFO]} for information")
    return ", ".join(parts) or "nothing to report"


def brief(text: str, most: int = _LONGEST) -> str:
    """The text on one line; the beginning of a long one, with how long it is."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 20]}… {len(text):,} characters"


def print_findings(findings: Sequence[Finding], console: Console, places: int = 3) -> None:
    """Each message once, with the first `places` places it is about and how many more."""
    for group in in_groups(findings):
        number = f" {len(group.findings):,} times" if len(group.findings) > 1 else ""
        colour = COLOURS[group.severity]
        console.print(f"[{colour}]{group.severity}[/]{number}: {escape(group.message)}")
        for finding in group.findings[:places]:
            console.print(f"    {escape(place(finding))}")
        print_more(len(group.findings) - places, console, "    ")


def print_more(number: int, console: Console, indent: str = "") -> None:
    """How many are not shown, where there are any."""
    if number > 0:
        console.print(f"{indent}[dim]… and {number:,} more[/]")


def place(finding: Finding) -> str:
    """Where a finding is, which record it is about, and the value."""
    value = f"({brief(finding.value)})" if finding.value else ""
    parts = (str(finding.location or ""), brief(finding.focus, _LONGEST_ID), value)
    return "  ".join(part for part in parts if part)
