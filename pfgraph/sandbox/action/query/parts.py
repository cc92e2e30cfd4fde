"""The parts of a query, each with its own parameters: what they are given and what they give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.query.continuing import Continuation
from pfgraph.sandbox.action.query.records import Record
from pfgraph.sandbox.action.specs import spec
from pfgraph.sandbox.model.pagetitles import Title
from pfgraph.sandbox.store.storage import Storage

R = TypeVar("R")


@dataclass(slots=True)
class Part:
    """One part of one request; `values` are its parameters by their own names."""

    call: Call
    name: str
    values: Mapping[str, Any]
    continuation: Continuation
    generates: bool = False

    @property
    def storage(self) -> Storage:
        return self.call.wiki.storage

    @property
    def prefix(self) -> str:
        """What the names of its parameters begin with, as they are sent."""
        described = spec(f"query+{self.name}") or {"prefix": ""}
        return f"{'g' if self.generates else ''}{described['prefix']}"

    def go_on(self, value: object, name: str = "continue") -> None:
        """Note where the list is to be continued."""
        if self.generates:
            self.continuation.pages_left[f"{self.prefix}{name}"] = value
        else:
            self.continuation.leave(self.name, f"{self.prefix}{name}", value)

    def page_of(self, rows: Sequence[R], limit: int, stamp: Callable[[R], object]) -> list[R]:
        """The first `limit` rows; what comes after them is where to go on."""
        if len(rows) > limit:
            self.go_on(stamp(rows[limit]))
        return list(rows[:limit])


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was asked for: there, missing or with a title that no page can have."""

    title: Title | None
    record: Record | None
    asked: str = ""
    why_bad: str = ""
    number: int = 0
    """The page id that was asked for."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[R]):
    """A list: its rows, how each is shown, and the page it stands for as a generator."""

    rows: Callable[[Part], list[R]]
    shown: Callable[[Part, R], Answer]
    title: Callable[[R], Title] | None = None
    more: Callable[[Part], Answer] = field(default=lambda _: {})


Prop: TypeAlias = Callable[[Part, Sequence[Page]], Mapping[int, Answer]]
"""A prop gives what it says of each page, by the page's place in the sequence."""
Meta: TypeAlias = Callable[[Part], Answer]


def title_facts(title: Title) -> Answer:
    """Namespace and title."""
    return {"ns": title.namespace, "title": str(title)}


def page_facts(record: Record) -> Answer:
    """Page id, namespace and title."""
    return {"pageid": record.page_id, **title_facts(record.title)}
