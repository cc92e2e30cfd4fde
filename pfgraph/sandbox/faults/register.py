"""The faults that are set, and which of them strike a request."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

from pfgraph.sandbox.faults.asked import Asked, concerns
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.sandbox.faults.schedule import Turn, next_turn


@dataclass(frozen=True, slots=True)
class Standing:
    """A fault that is set, the requests it was for, and how many of them it struck."""

    fault: Fault
    turn: Turn = field(default_factory=Turn)


class Faults:
    """The faults of one sandbox. Safe to change from any thread while requests are answered."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._lock = threading.Lock()
        self._standing = [Standing(fault) for fault in faults]

    def add(self, *faults: Fault) -> None:
        """Set more faults; their counting begins now."""
        with self._lock:
            self._standing += [Standing(fault) for fault in faults]

    def clear(self, *kinds: str) -> None:
        """Take away every fault, or those of some kinds."""
        with self._lock:
            kept = [each for each in self._standing if kinds and each.fault.kind not in kinds]
            self._standing = kept

    def replace(self, *faults: Fault) -> None:
        """Set these faults and no others."""
        with self._lock:
            self._standing = [Standing(fault) for fault in faults]

    @property
    def standing(self) -> tuple[Standing, ...]:
        """What is set, in its order, with what it has done so far."""
        with self._lock:
            return tuple(self._standing)

    def strike(self, asked: Asked, now: float) -> list[Fault]:
        """The faults that strike a request at `now`, in seconds of a clock that never goes back."""
        struck = []
        with self._lock:
            for place, each in enumerate(self._standing):
                if concerns(each.fault, asked):
                    turn, strikes = next_turn(each.fault, each.turn, now)
                    self._standing[place] = Standing(each.fault, turn)
                    if strikes:
                        struck.append(each.fault)
        return struck

    def closed(self, now: float) -> list[Fault]:
        """The faults that make the whole wiki read-only now: its next write would meet them."""
        with self._lock:
            return [
                each.fault
                for each in self._standing
                if each.fault.kind == "read-only"
                and not (each.fault.module or each.fault.path)
                and next_turn(each.fault, each.turn, now)[1]
            ]
