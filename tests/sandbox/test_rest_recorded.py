"""The REST API beside the real one."""

from __future__ import annotations

from tests.conformance.asking import asked


def test_the_recorded_conversation_is_held_word_for_word() -> None:
    """Every answer equals the recorded one in status, headers and body."""
    outcomes = asked("rest_api")
    assert len(outcomes) == 114
    assert [each.exchange.number for each in outcomes if each.verdict != "equal"] == []
