"""Waiting for a wiki that asks to wait: as long as it says, longer each time, and said in words."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from pfgraph.errors import NotReady

Got = TypeVar("Got")
FIRST = 5.0  # seconds of the first wait, where the wiki does not say how long
TRIES = 20  # waits in a row until a run gives up
Told = Callable[[str, float], None]  # what is waited for, and for how many seconds


def _silent(text: str, seconds: float) -> None:
    """Nobody is told."""


class Stopped(Exception):
    """A wait was given up because the run is to stop."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How a run waits: the first wait and the longest in seconds, and how many in a row.

    `grace` are the seconds before each look for an edit whose answer was lost: the wiki may still
    be saving it. `stop` ends every wait at once when it is set.
    """

    first: float = FIRST
    longest: float = 120.0
    tries: int = TRIES
    grace: tuple[float, ...] = (0.5, 2.0, 5.0)
    told: Told = _silent
    stop: threading.Event = field(default_factory=threading.Event)

    def until_ready(self, action: Callable[[], Got]) -> Got:
        """The action's result, tried again whenever the wiki asks to wait.

        Raises Stopped when the run is to stop, and the last NotReady when patience ends.
        """
        for number in range(self.tries):
            try:
                return action()
            except NotReady as error:
                if number == self.tries - 1:
                    raise
                self.wait(str(error), error.seconds or self.first * 2**number)
        raise AssertionError("the last try returns or raises")

    def wait(self, reason: str, seconds: float) -> None:
        """Wait, having said so; raises Stopped."""
        seconds = min(seconds, self.longest)
        self.told(reason, seconds)
        if self.stop.wait(seconds):
            raise Stopped
