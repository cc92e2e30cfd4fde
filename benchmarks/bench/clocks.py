"""Time that passed, and time that this process worked."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock, and seconds of this process's own processor time."""

    wall: float
    worked: float

    def __add__(self, other: "Took") -> "Took":
        return Took(self.wall + other.wall, self.worked + other.worked)

    def __sub__(self, other: "Took") -> "Took":
        return Took(self.wall - other.wall, self.worked - other.worked)


def timed(work: Callable[[], T]) -> tuple[T, Took]:
    """Do the work once; what it gave and what it took."""
    wall, worked = time.perf_counter(), time.process_time()
    given = work()
    return given, Took(time.perf_counter() - wall, time.process_time() - worked)


def best(work: Callable[[], T], times: int = 3) -> tuple[T, float]:
    """Do the work several times; what it gave and the least processor time, in seconds."""
    given, took = timed(work)
    return given, min([took.worked, *(timed(work)[1].worked for _ in range(times - 1))])
