"""How long an answer may be kept, and by whom. See https://www.mediawiki.org/wiki/API:Caching_data"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from pfgraph.sandbox.action.calls import Call
from pfgraph.sandbox.model.errors import ApiError

_PRIVATE_ACTIONS = frozenset({"paraminfo", "help"})
_PRIVATE_PARTS = frozenset({"tokens", "userinfo", "authmanagerinfo", "watchlist", "allmessages"})
_OWN_AGE = {"wbavailablebadges": 3600, "opensearch": 1200}
_VARY = "Accept-Encoding, Treat-as-Untrusted, Cookie"


def cache_headers(call: Call, failed: bool) -> dict[str, str]:
    """`Cache-Control` and what goes with it."""
    action = call.sent.get("action", "")
    private = failed or call.writes or _is_private(call, action)
    age, shared = _ages(call)
    if action in _OWN_AGE and not failed:
        age = shared = _OWN_AGE[action]
    if failed or call.writes:
        age = 0
    if private:
        return {"Cache-Control": _private(age)}
    known = not call.session.new and call.sent.get("uselang", "user") == "user"
    if known or not (age or shared):
        return {"Vary": _VARY, "Cache-Control": _private(age)}
    expires = datetime.now(UTC) + timedelta(seconds=min(age, shared))
    return {
        "Vary": _VARY,
        "Expires": format_datetime(expires, usegmt=True),
        "Cache-Control": f"s-maxage={shared}, max-age={age}, public",
    }


def _private(age: int) -> str:
    return f"private, must-revalidate, max-age={age}"


def _is_private(call: Call, action: str) -> bool:
    if action != "query":
        return action in _PRIVATE_ACTIONS
    parts = {*call.values("meta"), *call.values("list"), *call.values("prop")}
    own = {"watched", "notificationtimestamp", "visitingwatchers", "readable"}
    return bool(parts & _PRIVATE_PARTS) or bool(own & set(call.values("inprop")))


def _ages(call: Call) -> tuple[int, int]:
    try:
        return call.number("maxage", 0) or 0, call.number("smaxage", 0) or 0
    except ApiError:
        return 0, 0
