"""Findings on a terminal: grouped by file, gravest first, short unless asked for all."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape

from pfgraph.findings import Finding, Severity

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


def print_findings(findings: Sequence[Finding], console: Console, most: int = 20) -> None:
    """The first `most` findings, a line each, and how many more there are."""
    for finding in findings[:most]:
        colour = COLOURS[finding.severity]
        value = f" [dim]({escape(finding.value)})[/]" if finding.value else ""
        console.print(f"[{colour}]{finding.severity}[/] {escape(str(finding))}{value}")
    if len(findings) > most:
        console.print(f"… and {len(findings) - most} more; `pfgraph check` shows them all")
