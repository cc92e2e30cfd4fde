"""Logging in with a bot password or the account's own, and logging out."""

from __future__ import annotations

from pfgraph.sandbox.accounts import APP_ID, authenticate
from pfgraph.sandbox.action.calls import ANNOUNCE, Answer, Call
from pfgraph.sandbox.action.demands import require_posted
from pfgraph.sandbox.model.datetimes import now
from pfgraph.sandbox.model.errors import ApiError

_WRONG = "Incorrect username or password entered. Please try again."
_FETCHING = (
    'Fetching a token via "action=login" is deprecated. '
    'Use "action=query&meta=tokens&type=login" instead.'
)
_MAIN_ACCOUNT = (
    'Main-account login via "action=login" is deprecated and may stop working without warning. '
    'To continue login with "action=login", see [[Special:BotPasswords]]. '
    'To safely continue using main-account login, see "action=clientlogin".'
)


def log_in(call: Call) -> Answer:
    """`action=login`; refusals are results, not errors."""
    require_posted(call, "lgpassword", "lgtoken")
    name, password, token = call.text("lgname"), call.text("lgpassword"), call.text("lgtoken")
    if not token:
        call.warn("main", ANNOUNCE)
        call.warn("login", _FETCHING)
        return {"login": {"result": "NeedToken", "token": call.session.token("login")}}
    if not call.session.login_token:
        call.session.token("login")  # the session is there from now on
        return _failed("Unable to continue login. Your session most likely timed out.")
    if token != call.session.login_token:
        return {"login": {"result": "WrongToken"}}
    if not call.account.anonymous:
        provider = "MediaWiki\\Session\\BotPasswordSessionProvider"
        reason = f"Cannot log in when using {provider} sessions."
        return {"login": {"result": "Aborted", "reason": reason}}
    call.session.login_token = ""
    if not name or not password:
        return _failed("The supplied credentials could not be authenticated.")
    return _check_password(call, name, password)


def _check_password(call: Call, name: str, password: str) -> Answer:
    if call.wiki.sessions.too_many_failures(name):
        return _failed(
            "You have made too many recent login attempts. "
            "Please wait 5 minutes before trying again."
        )
    account = authenticate(name, password, call.wiki.secret)
    if account is None:
        failures = call.wiki.sessions.failures
        failures[name] = failures.get(name, 0) + 1
        return _failed(_WRONG)
    call.wiki.sessions.failures.pop(name, None)
    bot_password = name.endswith(f"@{APP_ID}")
    if not bot_password:
        call.warn("main", ANNOUNCE)
        call.warn("login", _MAIN_ACCOUNT)
    call.session = call.wiki.sessions.open(account, "bot password" if bot_password else "login")
    done = {"result": "Success", "lguserid": account.number, "lgusername": account.name}
    return {"login": done}


def _failed(reason: str) -> Answer:
    return {"login": {"result": "Failed", "reason": reason}}


def client_login(call: Call) -> Answer:
    """`action=clientlogin`, for an account's own name (the app id is not accepted)."""
    for name in ("logintoken",):
        if not call.text(name):
            raise ApiError("missingparam", f'The "{name}" parameter must be set.')
    if not call.flag("loginreturnurl") and not call.flag("logincontinue"):
        text = 'At least one of the parameters "logincontinue" and "loginreturnurl" is required.'
        raise ApiError("missingparam", text)
    if call.text("logintoken") != call.session.login_token:
        raise ApiError("badtoken", "Invalid CSRF token.")
    name = call.text("username")
    account = authenticate(name, call.text("password"), call.wiki.secret)
    if account is None or "@" in name:
        message = _WRONG.replace(". Please", ".\nPlease")
        return {
            "clientlogin": {"status": "FAIL", "message": message, "messagecode": "wrongpassword"}
        }
    call.session = call.wiki.sessions.open(account, "clientlogin")
    return {"clientlogin": {"status": "PASS", "username": account.name}}


def check_token(call: Call) -> Answer:
    """`action=checktoken`: whether a token is the session's own."""
    valid = call.text("token") == call.session.token(call.text("type"))
    if not valid:
        return {"checktoken": {"result": "invalid"}}
    return {"checktoken": {"result": "valid", "generated": now()}}


def log_out(call: Call) -> Answer:
    """`action=logout`."""
    call.wiki.sessions.forget(call.session)
    return {}
