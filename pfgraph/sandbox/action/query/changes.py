"""`list=recentchanges`, `list=usercontribs`, `list=allrevisions`: what was done, by time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.accounts import ACCOUNTS
from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.query.comments import parsed_comment
from pfgraph.sandbox.action.query.parts import Listing, Part, title_facts
from pfgraph.sandbox.action.query.patrolling import CONDITIONS, check_patrol, patrol_facts
from pfgraph.sandbox.action.query.records import Record, records
from pfgraph.sandbox.action.query.revisionfacts import sha1_of
from pfgraph.sandbox.action.query.windows import (
    Window,
    add_times,
    check_show,
    last_number,
    newer_first,
)
from pfgraph.sandbox.action.usernames import is_address
from pfgraph.sandbox.model.pagetitles import Title
from pfgraph.sandbox.store.log import LogEntry
from pfgraph.sandbox.store.logbook import log_entries
from pfgraph.sandbox.store.storage import Storage

FIRST_LOG = LogEntry(
    "rights", "rights", 2, "User:WikibaseBot", 0, "2026-01-01T00:00:01Z", "MediaWiki default", "",
    params={"oldgroups": [], "newgroups": ["bot"]},
)  # fmt: skip


def user_number(name: str) -> int:
    """The number of an account; 0 for a visitor."""
    account = ACCOUNTS.get(name)
    return account.number if account else 2 if name == "MediaWiki default" else 0


@dataclass(frozen=True, slots=True)
class Change:
    """One recent change: an edit, a new page, or an entry of the log."""

    number: int
    record: Record | None
    entry: LogEntry | None
    title: Title

    @property
    def stamp(self) -> str:
        """Time and number, where a list of changes is to be continued."""
        time = self.record.timestamp if self.record else self.entry.timestamp if self.entry else ""
        return f"{''.join(each for each in time if each.isdigit())}|{self.number}"


class Numbers:
    """The numbers of recent changes: revisions and entries of the log in one order.

    Entries that only tell of a revision, such as that a page was made, are no changes of their own.
    """

    def __init__(self, storage: Storage) -> None:
        own = "type <> 'create'"
        self.entries = log_entries(storage, own, (), 100_000, "ASC")
        self._times = [entry.timestamp for entry in self.entries]
        self._storage = storage

    def of_revision(self, record: Record) -> int:
        if record.revision_id == 1:
            return 1
        return record.revision_id + 1 + bisect_left(self._times, record.timestamp)

    def of_entry(self, place: int) -> int:
        rows = self._storage.rows(
            "SELECT max(last) FROM ("
            "SELECT max(revision_id) AS last FROM revision WHERE timestamp <= ?1 UNION "
            "SELECT max(revision_id) FROM text_revision WHERE timestamp <= ?1)",
            self._times[place],
        )
        return int(rows[0][0] or 1) + 2 + place


def _changes(part: Part) -> list[Change]:
    values, numbers = part.values, Numbers(part.storage)
    check_show(values["show"] or [])
    check_patrol(part.call, values["prop"], values["show"])
    limit = values["limit"]
    kinds = values["type"] or []
    found: list[Change] = []
    if {"edit", "new"} & set(kinds):
        found += _of_revisions(part, numbers, limit)
    if "log" in kinds:
        found += _of_log(part, numbers)
    newest = newer_first(values)
    found.sort(key=lambda change: change.number, reverse=newest)
    start = values["continue"]
    if start:
        from_number = last_number(start)
        found = [
            each
            for each in found
            if (each.number <= from_number if newest else each.number >= from_number)
        ]
    return part.page_of(found, limit, lambda change: change.stamp)


def _window(values: Mapping[str, Any]) -> Window:
    window = Window()
    add_times(window, {**values, "continue": None}, "revision_id")
    window.one_of("namespace", values["namespace"])
    if values["user"]:
        window.add("user = ?", values["user"])
    if values["excludeuser"]:
        window.add("user <> ?", values["excludeuser"])
    if values["tag"]:
        window.add("(' ' || tags || ' ') LIKE ?", f"% {values['tag']} %")
    return window


_SHOWN = {
    "bot": "bot",
    "minor": "minor",
    "redirect": "target IS NOT NULL",
    "anon": "0",
    **CONDITIONS,
}
_NEVER_LOGGED = frozenset({"anon", "bot", "minor", "unpatrolled", "!autopatrolled", "!patrolled"})


def _of_revisions(part: Part, numbers: Numbers, limit: int) -> list[Change]:
    values, window = part.values, _window(part.values)
    if values["continue"]:
        # numbers of changes run ahead of those of revisions by what stands in the log
        sign, slack = ("<=", 0) if newer_first(values) else (">=", len(numbers.entries) + 2)
        window.add(f"revision_id {sign} ?", last_number(values["continue"]) - slack)
    for each in values["show"] or []:
        condition = _SHOWN[each.removeprefix("!")]
        window.add(f"NOT ({condition})" if each.startswith("!") else f"({condition})")
    if "new" not in values["type"]:
        window.add("parent_id <> 0")
    if "edit" not in values["type"]:
        window.add("parent_id = 0")
    if values["toponly"]:
        window.add("revision_id = latest")
    if values["title"]:
        window.add("CASE namespace WHEN 120 THEN 'Item:' || name WHEN 122 THEN 'Property:' || name "
                   "ELSE name END = ?", values["title"].replace("_", " "))  # fmt: skip
    order = "revision_id DESC" if newer_first(values) else "revision_id"
    rows = records(part.storage, window.condition, window.values, limit + 2 + len(numbers.entries),
                   order)  # fmt: skip
    return [Change(numbers.of_revision(row), row, None, row.title) for row in rows]


def _of_log(part: Part, numbers: Numbers) -> list[Change]:
    values = part.values
    if values["toponly"] or _NEVER_LOGGED & set(values["show"] or []) or values["tag"]:
        return []
    entries = [(2, FIRST_LOG)]
    entries += [(numbers.of_entry(place), each) for place, each in enumerate(numbers.entries)]
    return [
        Change(number, None, entry, title_of_entry(entry))
        for number, entry in entries
        if _matches(entry, values)
    ]


def _matches(entry: LogEntry, values: Mapping[str, Any]) -> bool:
    early, late = values["start"], values["end"]
    if newer_first(values):
        early, late = late, early
    return (
        (not values["namespace"] or entry.namespace in values["namespace"])
        and (not values["user"] or entry.user == values["user"])
        and (not values["excludeuser"] or entry.user != values["excludeuser"])
        and (not early or entry.timestamp >= early)
        and (not late or entry.timestamp <= late)
        and (not values["title"] or entry.title == values["title"].replace("_", " "))
    )


def title_of_entry(entry: LogEntry) -> Title:
    """The page that an entry of the log is about."""
    name = entry.title.partition(":")[2] if entry.namespace else entry.title
    return Title(entry.namespace, name or entry.title)


def _change(part: Part, change: Change) -> Answer:
    wanted, call = part.values["prop"] or [], part.call
    record, entry = change.record, change.entry
    facts: Answer = {"type": "log" if record is None else "edit" if record.parent_id else "new"}
    if "title" in wanted:
        facts |= title_facts(change.title)
    if "ids" in wanted:
        facts |= {
            "pageid": record.page_id if record else entry.page_id if entry else 0,
            "revid": record.revision_id if record else entry.revision_id if entry else 0,
            "old_revid": record.parent_id if record else 0,
            "rcid": change.number,
        }
    facts |= _who(part, record or entry, wanted)
    if "flags" in wanted:
        facts |= call.flagged(bool(record and record.bot), "bot")
        facts |= call.flagged(bool(record and not record.parent_id), "new")
        facts |= call.flagged(bool(record and record.minor), "minor")
    if "sizes" in wanted:
        facts |= _sizes(part, record)
    facts |= _what(part, change, wanted)
    return facts


def _who(part: Part, done: Record | LogEntry | None, wanted: list[str]) -> Answer:
    facts: Answer = {}
    if done is None:
        return facts
    if "user" in wanted:
        facts["user"] = done.user
        if is_address(done.user):
            facts |= part.call.flagged(True, "anon")
    if "userid" in wanted:
        facts["userid"] = user_number(done.user)
    return facts


def _sizes(part: Part, record: Record | None) -> Answer:
    if record is None:
        return {"oldlen": 0, "newlen": 0}
    parent = records(part.storage, "revision_id = ?", (record.parent_id,), 1)
    return {"oldlen": parent[0].size if parent else 0, "newlen": record.size}


def _what(part: Part, change: Change, wanted: list[str]) -> Answer:
    done = change.record or change.entry
    facts: Answer = {}
    if done is None:
        return facts
    if "timestamp" in wanted:
        facts["timestamp"] = done.timestamp
    if "comment" in wanted:
        facts["comment"] = done.comment
    if "parsedcomment" in wanted:
        facts["parsedcomment"] = parsed_comment(part.call.wiki, done.comment, change.title)
    if "redirect" in wanted and change.record:
        facts |= part.call.flagged(bool(change.record.target), "redirect")
    if "loginfo" in wanted and change.entry:
        entry = change.entry
        facts |= {"logid": entry.log_id or 4, "logtype": entry.type, "logaction": entry.action,
                  "logparams": dict(entry.params)}  # fmt: skip
    if "tags" in wanted:
        facts["tags"] = list(change.record.tags) if change.record else []
    if "patrolled" in wanted:
        facts |= patrol_facts(part.call, done.user, logged=change.record is None)
    if "sha1" in wanted and change.record:
        facts["sha1"] = sha1_of(part.storage, change.record)
    return facts


RECENT_CHANGES = Listing(_changes, _change, lambda change: change.title)
