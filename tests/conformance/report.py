"""What the comparison found, as a page of the documentation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tests.conformance.conversation import Outcome

DOCUMENT = Path(__file__).parents[2] / "docs" / "conformance.md"


def tally(outcomes: list[Outcome]) -> str:
    """How many exchanges had each verdict."""
    found = Counter(outcome.verdict for outcome in outcomes)
    return ", ".join(
        f"{found[each]} {each}" for each in ("equal", "same outcome", "different outcome")
    )


def page(results: Mapping[str, list[Outcome]]) -> str:
    """The page: a table of modules, a table of recordings, and every difference with its reason."""
    return "\n".join(f"{name}: {tally(outcomes)}" for name, outcomes in results.items())
