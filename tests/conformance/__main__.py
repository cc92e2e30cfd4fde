"""`python -m tests.conformance [NAME…]`: how far the sandbox is from the recordings.

With names, every difference of those recordings is told. Without one, all recordings are asked
again and docs/conformance.md is written anew.
"""

from __future__ import annotations

import sys

from tests.conformance.asking import asked
from tests.conformance.conversation import Outcome
from tests.conformance.recording import names
from tests.conformance.report import DOCUMENT, page, tally


def told(outcome: Outcome) -> str:
    """An exchange that is not equal, with each difference on a line."""
    exchange = outcome.exchange
    sent = {key: value[:80] for key, value in exchange.sent.items() if key != "token"}
    head = f"#{exchange.number} {exchange.note!r} {exchange.method} {exchange.path} {sent}"
    lines = [f"    {each}" for each in outcome.differences[:12]]
    return "\n".join([f"{outcome.verdict.upper()} {head}", *lines])


def main(chosen: list[str]) -> None:
    """Tell what differs in the named recordings, or in all of them."""
    for name in chosen:
        differing = (told(each) for each in asked(name) if each.verdict != "equal")
        print(*differing, sep="\n")
    for name in chosen or names():
        print(f"{name}: {tally(asked(name))}", flush=True)
    if not chosen:
        DOCUMENT.write_text(page({name: asked(name) for name in names()}), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
