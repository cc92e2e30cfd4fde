"""What a parser refuses."""

from __future__ import annotations


class Unparsable(ValueError):
    """A text that is no value of the kind; `expected` names the form that was looked for."""

    def __init__(self, reason: str, expected: str) -> None:
        super().__init__(reason)
        self.expected = expected
