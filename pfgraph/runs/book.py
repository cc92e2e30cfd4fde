"""What a run keeps of its plan besides the edits: its rows, and the conflicts that it leaves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pfgraph.wikibase.bookkeeping import rows_of
from pfgraph.wikibase.changes import Conflict, ItemChange
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.planview import about_text, side_text
from pfgraph.wikibase.rows import RowPlan, record_in


@dataclass(frozen=True, slots=True)
class Told:
    """A conflict in words: what it is about, what the wiki and the records say, and why."""

    what: str
    wiki: str
    records: str
    reason: str


@dataclass(frozen=True, slots=True)
class Left:
    """A conflict that a run left, about a row (`record`) on the item of this key."""

    record: str
    key: str
    item: str
    told: Told
    conflict: Conflict


@dataclass(frozen=True, slots=True)
class Book:
    """The rows and conflicts of a run."""

    rows: tuple[RowPlan, ...] = ()
    conflicts: tuple[Left, ...] = ()


NOTHING = Book()


def book_of(plan: Plan) -> Book:
    """What is kept of a plan; its rows are those that it speaks of, where it lists none."""
    return Book(plan.rows or rows_of(plan), tuple(left(plan.changes, plan.labels)))


def left(changes: Iterable[ItemChange], labels: dict[str, str]) -> Iterator[Left]:
    """The conflicts that changes leave."""
    for change in changes:
        for each in change.conflicts:
            told = in_words(each, labels)
            yield Left(record_in(each, change), change.key, change.id, told, each)


def in_words(conflict: Conflict, labels: Mapping[str, str]) -> Told:
    """A conflict as it is told."""
    named, part = dict(labels), conflict.part
    wiki, records = (side_text(each, part, named) for each in (conflict.theirs, conflict.ours))
    return Told(about_text(conflict, named), wiki, records, str(conflict.reason))
