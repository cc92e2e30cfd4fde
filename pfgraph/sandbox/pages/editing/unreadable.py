"""The refusal of what somebody typed."""

from __future__ import annotations

from pfgraph.sandbox.pages.views.links import Link


class Unreadable(ValueError):
    """A typed text that is no value; its words say why, `choices` what may have been meant."""

    def __init__(self, reason: str, choices: tuple[Link, ...] = ()) -> None:
        super().__init__(reason)
        self.choices = choices
