"""A whole recording, asked of an empty sandbox."""

from __future__ import annotations

from functools import cache

from tests.conformance.conversation import Conversation, Outcome
from tests.conformance.recording import steps

GOES_ON_FROM = {"client_pywikibot_warm": "client_pywikibot_full"}


@cache
def asked(name: str) -> list[Outcome]:
    """What came of each exchange, after the recording that this one goes on from."""
    conversation = Conversation()
    try:
        if name in GOES_ON_FROM:
            list(conversation.hold(steps(GOES_ON_FROM[name])))
        return list(conversation.hold(steps(name)))
    finally:
        conversation.close()
