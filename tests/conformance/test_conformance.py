"""The sandbox answers as the recorded Wikibase did, and every remaining difference has a reason."""

from __future__ import annotations

import pytest

from tests.conformance.asking import asked
from tests.conformance.conversation import Outcome
from tests.conformance.reasons import reasons
from tests.conformance.recording import names
from tests.conformance.report import DOCUMENT, page

RACES = "api_races"  # what was sent at the same moment is asked one after the other here
RECORDED = [each for each in names() if each != RACES]


@pytest.mark.parametrize("name", names())
def test_every_difference_has_a_reason_and_every_reason_a_difference(name: str) -> None:
    """Exchanges that are not equal are those that the list of reasons names."""
    outcomes = asked(name)
    differing = {each.exchange.number for each in outcomes if each.verdict != "equal"}
    explained = {number for recording, number in reasons() if recording == name}
    assert differing == explained, [_short(each) for each in outcomes if each.verdict != "equal"]


@pytest.mark.parametrize("name", RECORDED)
def test_no_answer_ends_otherwise_than_the_recorded_one(name: str) -> None:
    """Status, error, address and the parts of every answer are those of the real wiki."""
    other = [_short(each) for each in asked(name) if each.verdict == "different outcome"]
    assert not other


def test_almost_every_answer_is_equal() -> None:
    """At least 98 of a hundred answers differ in nothing."""
    outcomes = [outcome for name in RECORDED for outcome in asked(name)]
    equal = sum(outcome.verdict == "equal" for outcome in outcomes)
    assert equal >= 0.98 * len(outcomes)


def test_the_page_says_what_the_comparison_finds() -> None:
    """`make conformance` has been run after the last change."""
    assert DOCUMENT.read_text("utf-8") == page({name: asked(name) for name in names()})


def _short(outcome: Outcome) -> str:
    return f"#{outcome.exchange.number} {outcome.differences[0]}"
