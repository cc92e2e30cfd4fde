"""What the sandbox was asked: counters, and a log of the newest requests."""

from __future__ import annotations

import threading
from collections import Counter, deque
from dataclasses import asdict, dataclass, replace
from typing import Any

LENGTH = 10_000  # entries of the log; older ones are forgotten
DIFFERENT = 1_000  # names that are counted one by one
OTHERS = "(others)"


@dataclass(frozen=True, slots=True)
class Entry:
    """A request and what became of it.

    `time` is UTC; `action` is that of the API, empty elsewhere; `status` is None where the
    connection was closed without an answer; `error` is what `MediaWiki-API-Error` said; `faults`
    are the kinds that struck; `duration` is in milliseconds until the answer was ready.
    """

    number: int
    time: str
    method: str
    path: str
    action: str
    user: str
    status: int | None
    error: str
    faults: tuple[str, ...]
    duration: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"faults": list(self.faults)}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many requests there were: in all, for each action, each path and each method."""

    total: int
    actions: Counter[str]
    paths: Counter[str]
    methods: Counter[str]

    def as_json(self) -> dict[str, Any]:
        return {
            "total": self.total,
            "actions": dict(self.actions),
            "paths": dict(self.paths),
            "methods": dict(self.methods),
        }


class Log:
    """Safe to read from any thread. An entry is there before the client has its whole answer."""

    def __init__(self, length: int = LENGTH) -> None:
        self._lock = threading.Lock()
        self._entries: deque[Entry] = deque(maxlen=length)
        self._number = 0
        self._counts = _nothing()

    def add(self, entry: Entry) -> None:
        """Count a request and keep it under the next number."""
        with self._lock:
            self._number += 1
            self._entries.append(replace(entry, number=self._number))
            counts = self._counts
            _count(counts.paths, entry.path)
            _count(counts.methods, entry.method)
            if entry.action:
                _count(counts.actions, entry.action)
            self._counts = replace(counts, total=counts.total + 1)

    def entries(self, after: int = 0) -> tuple[Entry, ...]:
        """The entries with a higher number than `after`, the oldest first."""
        with self._lock:
            return tuple(entry for entry in self._entries if entry.number > after)

    @property
    def counts(self) -> Counts:
        """A copy of the counters as they stand."""
        with self._lock:
            held = self._counts
            return Counts(held.total, held.actions.copy(), held.paths.copy(), held.methods.copy())

    def reset(self) -> None:
        """Forget all entries and begin to count from nothing."""
        with self._lock:
            self._entries.clear()
            self._number = 0
            self._counts = _nothing()


def _nothing() -> Counts:
    return Counts(0, Counter(), Counter(), Counter())


def _count(counter: Counter[str], name: str) -> None:
    known = name in counter or len(counter) < DIFFERENT
    counter[name if known else OTHERS] += 1
