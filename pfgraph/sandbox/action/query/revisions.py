"""`prop=revisions`, and the lists of revisions: `allrevisions`, `usercontribs`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pfgraph.sandbox.accounts import ACCOUNTS
from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.query.changes import user_number
from pfgraph.sandbox.action.query.comments import parsed_comment
from pfgraph.sandbox.action.query.pageset import PageSet
from pfgraph.sandbox.action.query.parts import Listing, Part, page_facts
from pfgraph.sandbox.action.query.patrolling import CONDITIONS, check_patrol, patrol_facts
from pfgraph.sandbox.action.query.records import Record, records
from pfgraph.sandbox.action.query.revisionfacts import revision_facts, size_of
from pfgraph.sandbox.action.query.windows import (
    Window,
    add_times,
    check_exclusive,
    check_show,
    last_number,
    newer_first,
)
from pfgraph.sandbox.model.errors import ApiError

_OLD_FORM = (
    'Because "rvslots" was not specified, a legacy format has been used for the output. '
    "This format is deprecated, and in the future the new format will always be used."
)
_OF_ONE = ("limit", "startid", "endid", "user", "excludeuser", "start", "end")
_LIST = (
    '"{0}limit", "{0}startid", "{0}endid", "{0}dir=newer", "{0}user", "{0}excludeuser", '
    '"{0}start", and "{0}end"'
)


def revisions(part: Part, pages: PageSet) -> Mapping[int, Answer]:
    """The newest revision of each page, the revisions asked for, or the history of one page."""
    values = part.values
    slots = values["slots"] is not None
    wanted = values["prop"]
    if not slots and {"content", "contentmodel"} & set(wanted):
        part.call.warn_deprecated("revisions", _OLD_FORM)
    listing = any(values[name] is not None for name in _OF_ONE) or values["dir"] == "newer"
    found = _found(part, pages, listing)
    return {
        place: {"revisions": [revision_facts(part.call, each, wanted, slots) for each in rows]}
        for place, rows in found.items()
    }


def _found(part: Part, pages: PageSet, listing: bool) -> dict[int, list[Record]]:
    if pages.by_revision:
        if listing:
            text = f'The "revids" parameter may not be used with the list options ({_LIST}).'
            raise ApiError("revids", text.format(part.prefix))
        return _of_revisions(part, pages)
    there = {place: page.record for place, page in enumerate(pages.pages) if page.record}
    if not listing:
        return _newest(part, there)
    if len(pages.pages) > 1:
        text = (
            '"titles", "pageids" or a generator was used to supply multiple pages, but the '
            f"{_LIST} parameters may only be used on a single page."
        )
        raise ApiError("multpages", text.format(part.prefix))
    return {place: _history(part, record) for place, record in there.items()}


def _newest(part: Part, there: Mapping[int, Record]) -> dict[int, list[Record]]:
    start = part.values["continue"]
    after = last_number(start) if start else 0
    content = "content" in part.values["prop"]
    most = 500 if part.call.account.may("apihighlimits") else 50
    found: dict[int, list[Record]] = {}
    for place, record in sorted(there.items(), key=lambda pair: pair[1].revision_id):
        if record.revision_id < after:
            continue
        if content and len(found) >= most:
            part.go_on(record.revision_id)
            break
        found[place] = [record]
    return found


def _of_revisions(part: Part, pages: PageSet) -> dict[int, list[Record]]:
    places = {page.record.page_id: place for place, page in enumerate(pages.pages) if page.record}
    found: dict[int, list[Record]] = {}
    for record in sorted(pages.revisions, key=lambda each: each.revision_id):
        found.setdefault(places[record.page_id], []).append(record)
    return found


def _history(part: Part, record: Record) -> list[Record]:
    values, window = part.values, Window()
    check_exclusive(values, "start", "startid")
    check_exclusive(values, "end", "endid")
    check_exclusive(values, "user", "excludeuser")
    add_times(window, values, "revision_id")
    after, before = ("<=", ">=") if newer_first(values) else (">=", "<=")
    for name, sign in (("startid", after), ("endid", before)):
        if values[name] is not None:
            _check_known(part, name, values[name])
            window.add(f"revision_id {sign} ?", values[name])
    _add_people(window, values)
    window.add("page_id = ?", record.page_id)
    limit = values["limit"] or 10
    if {"content"} & set(values["prop"]) and values["limit"] is not None:
        limit = min(limit, 500 if part.call.account.may("apihighlimits") else 50)
    order = "revision_id DESC" if newer_first(values) else "revision_id"
    rows = records(part.storage, window.condition, window.values, limit + 1, order)
    return part.page_of(rows, limit, lambda row: row.stamp)


def _check_known(part: Part, name: str, number: int) -> None:
    if not records(part.storage, "revision_id = ?", (number,), 1):
        text = f'No revision was found for parameter "{part.prefix}{name}".'
        raise ApiError("badid_" + name, text)


def _add_people(window: Window, values: Mapping[str, Any]) -> None:
    if values["user"]:
        window.add("user = ?", values["user"])
    if values["excludeuser"]:
        window.add("user <> ?", values["excludeuser"])
    if values["tag"]:
        window.add("(' ' || tags || ' ') LIKE ?", f"% {values['tag']} %")


def _contributions(part: Part) -> list[Record]:
    values, window = part.values, Window()
    check_show(values["show"] or [])
    check_patrol(part.call, values["prop"], values["show"])
    add_times(window, values, "revision_id")
    _add_contributors(window, values)
    window.one_of("namespace", values["namespace"])
    shown = {"minor": "minor", "new": "parent_id = 0", "top": "revision_id = latest"} | CONDITIONS
    for each in values["show"] or []:
        condition = shown.get(each.removeprefix("!"), "0")
        window.add(f"NOT ({condition})" if each.startswith("!") else f"({condition})")
    if values["toponly"]:
        window.add("revision_id = latest")
    if values["tag"]:
        window.add("(' ' || tags || ' ') LIKE ?", f"% {values['tag']} %")
    order = "revision_id DESC" if newer_first(values) else "revision_id"
    rows = records(part.storage, window.condition, window.values, values["limit"] + 1, order)
    return part.page_of(rows, values["limit"], lambda row: row.stamp)


def _add_contributors(window: Window, values: Mapping[str, Any]) -> None:
    given = [name for name in ("user", "userids", "userprefix", "iprange") if values[name]]
    names = '"ucuser", "ucuserids", "ucuserprefix", "uciprange"'
    if not given:
        raise ApiError("missingparam", f"One of the parameters {names} is required.")
    if len(given) > 1:
        raise ApiError("invalidparammix", f"The parameters {names} can not be used together.")
    if values["userids"]:
        held = {account.number: account.name for account in ACCOUNTS.values()}
        window.one_of("user", [held.get(each, "") for each in values["userids"]])
    elif values["userprefix"]:
        prefix = values["userprefix"][:1].upper() + values["userprefix"][1:]
        window.add("user >= ? AND user < ?", prefix, prefix + "\U0010ffff")
    else:
        window.one_of("user", values["user"] or [values["iprange"]])


def _contribution(part: Part, record: Record) -> Answer:
    wanted, call = part.values["prop"], part.call
    facts: Answer = {"userid": user_number(record.user), "user": record.user}
    if "ids" in wanted:
        facts |= {
            "pageid": record.page_id, "revid": record.revision_id, "parentid": record.parent_id,
        }  # fmt: skip
    if "title" in wanted:
        facts |= {name: value for name, value in page_facts(record).items() if name != "pageid"}
    if "timestamp" in wanted:
        facts["timestamp"] = record.timestamp
    if "flags" in wanted:
        facts |= call.flagged(not record.parent_id, "new") | call.flagged(record.minor, "minor")
        facts |= call.flagged(record.revision_id == record.latest, "top")
    if "comment" in wanted:
        facts["comment"] = record.comment
    if "parsedcomment" in wanted:
        facts["parsedcomment"] = parsed_comment(call.wiki, record.comment, record.title)
    if "patrolled" in wanted:
        marks = patrol_facts(call, record.user)
        facts |= {name: mark for name, mark in marks.items() if name != "unpatrolled"}
    return facts | _sizes(part, record, wanted)


def _sizes(part: Part, record: Record, wanted: Sequence[str]) -> Answer:
    facts: Answer = {}
    if {"size", "sizediff"} & set(wanted):
        size = size_of(part.storage, record)
        if "size" in wanted:
            facts["size"] = size
        if "sizediff" in wanted:
            before = records(part.storage, "revision_id = ?", (record.parent_id,), 1)
            facts["sizediff"] = size - (size_of(part.storage, before[0]) if before else 0)
    if "tags" in wanted:
        facts["tags"] = list(record.tags)
    return facts


def _all_revisions(part: Part) -> list[list[Record]]:
    values, window = part.values, Window()
    add_times(window, values, "revision_id")
    window.one_of("namespace", values["namespace"])
    if values["user"]:
        window.add("user = ?", values["user"])
    if values["excludeuser"]:
        window.add("user <> ?", values["excludeuser"])
    order = "revision_id DESC" if newer_first(values) else "revision_id"
    rows = records(part.storage, window.condition, window.values, values["limit"] + 1, order)
    by_page: dict[int, list[Record]] = {}
    for record in part.page_of(rows, values["limit"], lambda row: row.stamp):
        by_page.setdefault(record.page_id, []).append(record)
    return list(by_page.values())


def _all_shown(part: Part, rows: list[Record]) -> Answer:
    wanted, slots = part.values["prop"], part.values["slots"] is not None
    shown = [revision_facts(part.call, each, wanted, slots) for each in rows]
    facts = page_facts(rows[0])
    return {"pageid": facts["pageid"], "revisions": shown, **facts}


CONTRIBUTIONS = Listing(_contributions, _contribution)
ALL_REVISIONS = Listing(_all_revisions, _all_shown, lambda rows: rows[0].title)
