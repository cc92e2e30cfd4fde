"""`python -m tests.conformance [NAME…] [-v]`: how far the sandbox is from the recordings.

Without a name all recordings are asked again and docs/conformance.md is written anew.
"""

from __future__ import annotations

import sys

from tests.conformance.conversation import Conversation, Outcome
from tests.conformance.recording import names, steps
from tests.conformance.report import DOCUMENT, page, tally


def asked(name: str) -> list[Outcome]:
    """Everything of one recording, asked of an empty sandbox."""
    conversation = Conversation()
    try:
        return list(conversation.hold(steps(name)))
    finally:
        conversation.close()


def told(outcome: Outcome) -> str:
    """An exchange that is not equal, with each difference on a line."""
    exchange = outcome.exchange
    sent = {key: value[:80] for key, value in exchange.sent.items() if key != "token"}
    head = f"#{exchange.number} {exchange.note!r} {exchange.method} {exchange.path} {sent}"
    lines = [f"    {each}" for each in outcome.differences[:12]]
    return "\n".join([f"{outcome.verdict.upper()} {head}", *lines])


def main(arguments: list[str]) -> None:
    """Tell what differs in the named recordings, or in all of them."""
    chosen = [each for each in arguments if not each.startswith("-")]
    results = {name: asked(name) for name in chosen or names()}
    for name, outcomes in results.items():
        if chosen or "-v" in arguments:
            print(*(told(each) for each in outcomes if each.verdict != "equal"), sep="\n")
        print(f"{name}: {tally(outcomes)}")
    if not chosen:
        DOCUMENT.write_text(page(results), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
