"""`list=logevents`."""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.query.changes import FIRST_LOG, title_of_entry, user_number
from pfgraph.sandbox.action.query.comments import parsed_comment
from pfgraph.sandbox.action.query.parts import Listing, Part, title_facts
from pfgraph.sandbox.action.query.records import FOUNDED, FOUNDER, MAIN_PAGE
from pfgraph.sandbox.action.query.windows import Window, add_times, last_number, newer_first
from pfgraph.sandbox.action.usernames import is_address
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.pagetitles import BadTitle, read_title
from pfgraph.sandbox.store.log import LogEntry
from pfgraph.sandbox.store.logbook import log_entries

_FOUNDING = LogEntry("create", "create", 0, MAIN_PAGE.name, 1, FOUNDED, FOUNDER, "", revision_id=1)


def number_of(entry: LogEntry) -> int:
    """The number of an entry as clients see it."""
    if entry.log_id:
        return entry.log_id
    return 1 if entry is _FOUNDING else 2


def _log_events(part: Part) -> list[LogEntry]:
    values, newest = part.values, newer_first(part.values)
    limit = values["limit"]
    window = _window(part)
    order = "DESC" if newest else "ASC"
    rows = log_entries(part.storage, window.condition, window.values, limit + 1, order)
    first = [each for each in (FIRST_LOG, _FOUNDING) if _matches(part, each)]
    rows = [*rows, *first] if newest else [*first[::-1], *rows]
    return part.page_of(rows, limit, _stamp)


def _stamp(entry: LogEntry) -> str:
    return f"{entry.stamp.partition('|')[0]}|{number_of(entry)}"


def _window(part: Part) -> Window:
    values, window = part.values, Window()
    add_times(window, values, "log_id")
    kind, _, action = (values["action"] or "").partition("/")
    if values["action"]:
        window.add("type = ?", kind)
        if action != "*":
            window.add("action = ?", action)
    elif values["type"]:
        window.add("type = ?", values["type"])
    if values["user"]:
        window.add("user = ?", values["user"])
    if values["namespace"] is not None:
        window.add("namespace = ?", values["namespace"])
    if values["title"]:
        window.add("title = ?", _title(values["title"]))
    if values["prefix"]:
        window.add("title LIKE ? || '%'", _title(values["prefix"]))
    if values["ids"]:
        window.one_of("log_id", list(values["ids"]))
    return window


def _title(text: str) -> str:
    try:
        return str(read_title(text))
    except BadTitle:
        raise ApiError("invalidtitle", f'Bad title "{text}".') from None


def _matches(part: Part, entry: LogEntry) -> bool:
    """Whether one of the entries from the beginning belongs into a list."""
    values, newest = part.values, newer_first(part.values)
    early, late = (values["end"], values["start"]) if newest else (values["start"], values["end"])
    kind, _, action = (values["action"] or "").partition("/")
    start = last_number(values["continue"]) if values["continue"] else None
    number = number_of(entry)
    return (
        (not early or entry.timestamp >= early)
        and (not late or entry.timestamp <= late)
        and (not values["type"] or entry.type == values["type"])
        and (not kind or (entry.type == kind and action in ("*", entry.action)))
        and (not values["user"] or entry.user == values["user"])
        and (values["namespace"] is None or entry.namespace == values["namespace"])
        and (not values["title"] or entry.title == _title(values["title"]))
        and not values["prefix"]
        and (not values["ids"] or number in values["ids"])
        and (start is None or (number <= start if newest else number >= start))
    )


def _event(part: Part, entry: LogEntry) -> Answer:
    wanted = part.values["prop"]
    facts: Answer = {}
    title = title_of_entry(entry)
    if "ids" in wanted:
        facts["logid"] = number_of(entry)
    if "title" in wanted:
        facts |= title_facts(title)
    if "ids" in wanted:
        facts |= {"pageid": 0 if entry.type == "delete" else entry.page_id,
                  "logpage": entry.page_id, "revid": entry.revision_id}  # fmt: skip
    if "details" in wanted:
        facts["params"] = dict(entry.params)
    if "type" in wanted:
        facts |= {"type": entry.type, "action": entry.action}
    if "user" in wanted:
        facts["user"] = entry.user
        if is_address(entry.user):
            facts |= part.call.flagged(True, "anon")
    if "userid" in wanted:
        facts["userid"] = user_number(entry.user)
    if "timestamp" in wanted:
        facts["timestamp"] = entry.timestamp
    if "comment" in wanted:
        facts["comment"] = entry.comment
    if "parsedcomment" in wanted:
        facts["parsedcomment"] = parsed_comment(part.call.wiki, entry.comment, title)
    if "tags" in wanted:
        facts["tags"] = []
    return facts


LOG_EVENTS = Listing(_log_events, _event)
