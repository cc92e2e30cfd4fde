"""What clients keep for themselves: watchlists and settings, which the sandbox does not keep."""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.parameters import read_parameters
from pfgraph.sandbox.action.query.pageset import page_set
from pfgraph.sandbox.action.query.parts import title_facts
from pfgraph.sandbox.model.errors import ApiError


def _require_login(call: Call, deed: str) -> None:
    if call.account.anonymous:
        raise ApiError("notloggedin", f"You must be logged in to {deed}.")


def watch(call: Call) -> Answer:
    """`action=watch`: every page can be watched; nobody is told of its changes."""
    values = read_parameters(call, "watch")
    _require_login(call, "view your watchlist")
    done = "unwatched" if values["unwatch"] else "watched"
    if values["title"] is not None:
        call.sent = {**call.sent, "titles": values["title"]}
    rows = []
    for page in page_set(call, None).pages:
        if page.title is None:
            rows.append({"title": page.asked} | call.flagged(True, "invalid"))
            continue
        missing = call.flagged(True, "missing") if page.record is None else {}
        rows.append(title_facts(page.title) | call.flagged(True, done) | missing)
    complete = {"batchcomplete": True if call.version == "2" else ""}
    if values["title"] is not None:
        return {"watch": rows[0] if rows else {}}
    return complete | {"watch": rows}


def options(call: Call) -> Answer:
    """`action=options`: settings are accepted, and stay as they are."""
    _require_login(call, "change your settings")
    values = read_parameters(call, "options")
    if not values["reset"] and not values["change"] and values["optionname"] is None:
        raise ApiError("nochanges", "No changes were requested.")
    return {"options": "success"}


def clear_message(call: Call) -> Answer:
    """`action=clearhasmsg`: there is never a new message."""
    del call
    return {"clearhasmsg": "success"}


def set_notification(call: Call) -> Answer:
    """`action=setnotificationtimestamp`: accepted, and of no effect."""
    _require_login(call, "change your watchlist")
    return {"setnotificationtimestamp": {"notificationtimestamp": ""}}
