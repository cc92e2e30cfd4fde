"""Logging in and out in a browser, with the accounts and the password of the API."""

from __future__ import annotations

import hmac

from starlette.responses import Response

from pfgraph.sandbox.accounts import ACCOUNTS, authenticate
from pfgraph.sandbox.pages.rendering import show
from pfgraph.sandbox.pages.visits import Visit, led_to

_WRONG = (
    "This name and password do not belong together. "
    "The password is the one that was shown when the server was started."
)
_TOO_OFTEN = "There were too many failed attempts for this name. Wait some minutes."
_STALE = "This form had become too old. Please try again."


def log_in(visit: Visit) -> Response:
    """The login form; after it, the page that somebody came from."""
    problem = _attempt(visit) if visit.posted else ""
    if visit.posted and not problem:
        return led_to(visit.field("returnto"))
    return show(
        visit, "login.html", "Log in", 422 if problem else 200, problem=problem,
        name=visit.field("wpName"), returnto=visit.field("returnto"),
        token=visit.session.token("login"), accounts=list(ACCOUNTS),
    )  # fmt: skip


def _attempt(visit: Visit) -> str:
    """Log in; returns what went wrong."""
    name, session = visit.field("wpName"), visit.session
    sent, wanted = visit.field("wpLoginToken"), session.login_token
    if not wanted or not hmac.compare_digest(sent.encode(), wanted.encode()):
        return _STALE
    sessions = visit.wiki.sessions
    if sessions.too_many_failures(name):
        return _TOO_OFTEN
    account = authenticate(name, visit.sent.get("wpPassword", ""), visit.wiki.secret)
    if account is None:
        sessions.failures[name] = sessions.failures.get(name, 0) + 1
        return _WRONG
    sessions.failures.pop(name, None)
    visit.session = sessions.open(account, "clientlogin")
    return ""


def log_out(visit: Visit) -> Response:
    """A question on GET, since a link that somebody is led to must not log out; then done."""
    if visit.posted and visit.own_form:
        visit.wiki.sessions.forget(visit.session)
        return led_to(visit.field("returnto"))
    if visit.account.anonymous:
        return led_to(visit.field("returnto"))
    return show(visit, "logout.html", "Log out", returnto=visit.field("returnto"))
