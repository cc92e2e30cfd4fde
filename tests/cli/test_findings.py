"""Findings as a terminal shows them: together where they say the same, and never long."""

import io

from rich.console import Console

from pfgraph.cli.findings import brief, print_findings
from pfgraph.findings import Finding, Location, Severity


def _printed(*findings: Finding, places: int = 3) -> list[str]:
    text = io.StringIO()
    print_findings(findings, Console(file=text, soft_wrap=True), places)
    return text.getvalue().splitlines()


def _finding(line: int, value: str = "x") -> Finding:
    return Finding(Severity.VIOLATION, "no [date]", Location("a.csv", line), value, "actors/a")


def test_what_says_the_same_is_said_once() -> None:
    """A message with its number, its first places, and how many more there are."""
    printed = _printed(*map(_finding, range(1, 6)), places=2)
    assert printed == [
        "violation 5 times: no [date]",
        "    a.csv:1  actors/a  (x)",
        "    a.csv:2  actors/a  (x)",
        "    … and 3 more",
    ]


def test_a_cell_of_megabytes_does_not_fill_the_terminal() -> None:
    """A long value is shown by its beginning and its length."""
    printed = _printed(_finding(1, "long\n" * 1_000_000))
    assert max(map(len, printed)) < 160
    assert printed[1].endswith("… 5,000,000 characters)")


def test_a_short_value_is_shown_whole() -> None:
    """Line breaks alone are taken out."""
    assert brief("a\n b") == "a b"
