"""What is left of a run that was cut off: the edits still to be sent, and what they refer to."""

from collections.abc import Iterable
from dataclasses import replace

from pfgraph.runs.model import OPEN, Entry, RunInfo, State
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.order import Task


def known_ids(run: RunInfo, entries: Iterable[Entry]) -> dict[str, str]:
    """The items that the run's edits may refer to: those it found and those it has made."""
    made = {entry.change.key: entry.item for entry in entries if entry.item}
    return {**run.ids, **made}


def rests_of_open(entries: Iterable[Entry]) -> list[Entry]:
    """The second halves of items whose first half is to be sent: it is halved anew then."""
    firsts: dict[str, Entry] = {}
    return [
        entry
        for entry in entries
        if (first := firsts.setdefault(entry.change.key, entry)) is not entry
        and first.state is not State.DONE
        and entry.state in OPEN
    ]


def open_tasks(entries: Iterable[Entry]) -> list[Task]:
    """What is still to be sent; an item that this run has made is edited, not made again."""
    listed = list(entries)
    made = {each.change.key: each for each in listed if each.state is State.DONE}
    return [
        Task(entry.number, _going_on(entry, made.get(entry.change.key)))
        for entry in listed
        if entry.state in OPEN
    ]


def _going_on(entry: Entry, before: Entry | None) -> ItemChange:
    if before is None:
        return entry.change
    return replace(entry.change, id=before.item, revision=before.revision)
