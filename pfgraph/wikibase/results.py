"""What came of a run: how each item fared, and where a run writes down what it does."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from pfgraph.wikibase.changes import Action, ItemChange

NEW_ITEM = "new item for"  # begins what the summary of a creation says; the record follows
EDITED_SINCE = "edited-since"  # our own code for a conflict that the wiki does not tell


@dataclass(frozen=True, slots=True)
class Result:
    """How one item fared: its id and revision, or why the edit was not made.

    `code` is the API's own, or `edited-since` where people were faster.
    """

    key: str
    id: str = ""
    revision: int = 0
    refusal: str = ""
    code: str = ""

    @property
    def outcome(self) -> str:
        """`done`, `refused` or `conflict`."""
        return ("conflict" if self.is_conflict else "refused") if self.refusal else "done"

    @property
    def is_conflict(self) -> bool:
        """Whether people's edits stand in the way, rather than the wiki's rules."""
        return self.code in (EDITED_SINCE, "editconflict")


@dataclass(slots=True)
class Run:
    """What happened while a plan was applied, in the order in which it happened.

    `why` says for what reason it is `stopped`, where nobody asked for it; `simulated` that
    nothing was sent. `moved` are items, by key, that another run had made first: ours were
    merged into those.
    """

    id: str
    results: list[Result] = field(default_factory=list)
    edits: int = 0
    stopped: bool = False
    why: str = ""
    simulated: bool = False
    moved: dict[str, str] = field(default_factory=dict)

    @property
    def refused(self) -> tuple[Result, ...]:
        """The items that were not written as planned, each with its reason."""
        return tuple(result for result in self.results if result.refusal)


class Log(Protocol):
    """Where a run writes down what it is about to do, before it does it."""

    def add(self, change: ItemChange) -> int:
        """One more edit is intended; returns its number."""

    def done_before(self, change: ItemChange) -> tuple[str, int]:
        """Item and revision of an earlier edit that made the very same change; 0 if none did."""

    def sent(self, number: int, base: int) -> None:
        """The edit is about to be sent, on this revision; returns when that is on disk."""

    def settled(self, number: int, result: Result) -> None:
        """The wiki answered, or it was looked up."""


class NoLog:
    """Remembers nothing but the last number."""

    def __init__(self, last: int) -> None:
        self.last = last

    def add(self, change: ItemChange) -> int:
        self.last += 1
        return self.last

    def done_before(self, change: ItemChange) -> tuple[str, int]:
        return "", 0

    def sent(self, number: int, base: int) -> None:
        """Nothing is kept."""

    def settled(self, number: int, result: Result) -> None:
        """Nothing is kept."""


def new_run_id(now: datetime | None = None) -> str:
    """An id for a run, such as 20261122T193000-3f9a: readable, sorted by time, hard to guess."""
    moment = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S")
    return f"{moment}-{secrets.token_hex(2)}"


def summary(change: ItemChange) -> str:
    """What an edit does, in a few words for the page history."""
    if change.is_new:
        return f"{NEW_ITEM} {change.key}"
    counts = dict.fromkeys(Action, 0)
    for edit in change.edits:
        counts[edit.action] += 1
    words = [f"{action} {count}" for action, count in counts.items() if count]
    if change.labels or change.aliases or change.descriptions:
        words.append("terms")
    return f"{change.key}: {', '.join(words)}"
