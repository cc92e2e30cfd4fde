"""What holds for the request at hand and not for others: lag, read-only mode, refusals.

Whoever answers a request asks `current`; without anybody having said otherwise, all is well.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conditions:
    """`lag` in seconds; `read_only` the reason, empty if the wiki can be written to; `refusal`
    what a save ends in; `unindexed` the entities whose terms do not count yet."""

    lag: float = 0.0
    read_only: str = ""
    refusal: Exception | None = None
    unindexed: frozenset[str] = frozenset()

    def permit_saving(self) -> None:
        """Raise what a save is refused with, if it is."""
        if self.refusal is not None:
            raise self.refusal


_CURRENT: ContextVar[Conditions] = ContextVar("conditions", default=Conditions())  # noqa: B039


def current() -> Conditions:
    """The conditions of the request at hand."""
    return _CURRENT.get()


@contextmanager
def under(conditions: Conditions) -> Iterator[None]:
    """Answer under these conditions until the block ends."""
    before = _CURRENT.set(conditions)
    try:
        yield
    finally:
        _CURRENT.reset(before)
