"""A fault: a plain value that says what goes wrong, when, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from pfgraph.sandbox.faults.problems import FaultError, problems


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `kind` is a name of `kinds.KINDS`; what is not set has no say.

    For whom: `module` is an action such as `wbeditentity`, or a part of a query such as
    `query+tokens`, or several with `|` between them; `path` what the path begins with; `user` an
    account's name, or `anonymous`.

    When, among the requests that match, counted from 1: `at` the n-th or several of them; `every`
    n-th, counted from `first`; from `first` to `last`; with `probability`, drawn from `seed` and
    the number alone. It strikes `times` times at most. With `seconds` a strike opens a window of
    that length, in which every matching request is struck.

    Raises FaultError with every mistake in it.
    """

    kind: str
    module: str = ""
    path: str = ""
    method: str = ""
    user: str = ""
    at: int | tuple[int, ...] = ()
    every: int = 1
    first: int = 1
    last: int | None = None
    probability: float = 1.0
    seed: int = 0
    times: int | None = None
    seconds: float | None = None
    status: int = 502
    retry_after: int | None = None
    lag: float = 7.5
    reason: str = ""
    delay: float = 1.0
    share: float = 0.5
    right: str = "edit"
    by: str = "Admin"
    language: str = "en"
    property: str = ""
    value: str = "edited by somebody else"
    code: str = ""
    filter: str = "Test filter"
    milliseconds: int = 50

    def __post_init__(self) -> None:
        found = problems(self.settings())
        if found:
            raise FaultError(found)

    def settings(self) -> dict[str, Any]:
        """What differs from the defaults, `kind` included, as a fault file has it."""
        return {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if each.name == "kind" or getattr(self, each.name) != each.default
        }


def fault_from(settings: Mapping[str, Any]) -> Fault:
    """The fault of an entry of a file; raises FaultError with every mistake in it."""
    found = problems(settings)
    if found:
        raise FaultError(found)
    sent: dict[str, Any] = dict(settings)
    if isinstance(sent.get("at"), list):
        sent["at"] = tuple(sent["at"])
    return Fault(**sent)
