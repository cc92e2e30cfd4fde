"""Going on where an answer ended: `continue` and `batchcomplete`.

See https://www.mediawiki.org/wiki/API:Continue
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pfgraph.sandbox.model.errors import ApiError

_BAD = "Invalid continue param. You should pass the original value returned by the previous query."


@dataclass(slots=True)
class Continuation:
    """What an earlier answer left to do, and what this one leaves.

    `value` is the `continue` of the request; `props` are the parts that work on the pages. Raises
    `badcontinue`.
    """

    value: str
    props: frozenset[str]
    done: frozenset[str] = field(init=False)
    left: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages_left: dict[str, Any] = field(default_factory=dict)
    _again: tuple[str, ...] = field(init=False)
    pages_done: bool = field(init=False)

    def __post_init__(self) -> None:
        parts = self.value.split("||") if self.value else ["", ""]
        if len(parts) != 2:
            raise ApiError("badcontinue", _BAD)
        self.pages_done = parts[0] == "-"
        self._again = () if self.pages_done else tuple(filter(None, parts[0].split("|")))
        self.done = frozenset(filter(None, parts[1].split("|")))

    def skips(self, part: str) -> bool:
        """Whether a part has been answered in full by an earlier request."""
        return part in self.done or (self.pages_done and part in self.props)

    def leave(self, part: str, parameter: str, value: object) -> None:
        """Note where a part is to be continued."""
        self.left.setdefault(part, {})[parameter] = value

    def result(self, parts: Iterable[str], sent: Mapping[str, str]) -> tuple[dict[str, Any], bool]:
        """The `continue` of the answer, empty at the end, and whether the batch is complete."""
        of_props = {part: left for part, left in self.left.items() if part in self.props}
        data: dict[str, Any] = {}
        for part, left in self.left.items():
            if part not in of_props:
                data |= left
        finished = [part for part in parts if part not in self.left]
        keys, complete = "-", True
        if of_props:
            for left in of_props.values():
                data |= left
            same = {name: sent[name] for name in self._again if name in sent}
            data |= same
            keys, complete = "|".join(same), False
        elif self.pages_left:
            data |= self.pages_left
            finished = [part for part in finished if part not in self.props]
            keys = "|".join(self.pages_left)
        if data:
            data["continue"] = f"{keys}||{'|'.join(finished)}"
        return data, complete

    def raw(self, generator: str) -> dict[str, Any]:
        """The `query-continue` of clients that asked for the old way."""
        found = {part: dict(left) for part, left in self.left.items()}
        if self.pages_left:
            found[generator] = dict(self.pages_left)
        return found
