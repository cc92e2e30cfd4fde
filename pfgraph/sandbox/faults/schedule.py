"""When a fault strikes: a pure function of the fault, what it has seen, and the time.

The draw of a probability depends on the seed and on the number of the request alone. So the same
faults strike the same sequence of requests, whatever came between.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from pfgraph.sandbox.faults.fault import Fault


@dataclass(frozen=True, slots=True)
class Turn:
    """What a fault has seen so far: requests that matched, strikes, and its open window's end."""

    matched: int = 0
    picked: int = 0
    struck: int = 0
    until: float = 0.0


def next_turn(fault: Fault, turn: Turn, now: float) -> tuple[Turn, bool]:
    """The turn after one more matching request at `now` (seconds), and whether it is struck."""
    turn = replace(turn, matched=turn.matched + 1)
    if now < turn.until:
        return replace(turn, struck=turn.struck + 1), True
    if fault.times is not None and turn.picked >= fault.times:
        return turn, False
    if not picks(fault, turn.matched):
        return turn, False
    until = 0.0 if fault.seconds is None else now + fault.seconds
    return replace(turn, picked=turn.picked + 1, struck=turn.struck + 1, until=until), True


def picks(fault: Fault, number: int) -> bool:
    """Whether a fault is set for the matching request of this number, counted from 1."""
    at = (fault.at,) if isinstance(fault.at, int) else fault.at
    if at and number not in at:
        return False
    if number < fault.first or (fault.last is not None and number > fault.last):
        return False
    if (number - fault.first + 1) % fault.every:
        return False
    return fault.probability >= 1 or draw(fault, number) < fault.probability


def draw(fault: Fault, number: int) -> float:
    """A number from 0 to below 1 that a seed, a kind of fault and a request always give."""
    return random.Random(f"{fault.seed}/{fault.kind}/{number}").random()
