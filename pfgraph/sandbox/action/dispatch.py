"""`/w/api.php`: from a request to the answer of a module.

See https://www.mediawiki.org/wiki/API:Main_page for what clients rely on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.gate import Lagged, check_gate
from pfgraph.sandbox.action.modules import ACTIONS
from pfgraph.sandbox.action.specs import check_parameters, parameters, query_parameters, spec
from pfgraph.sandbox.model.datetimes import now
from pfgraph.sandbox.model.errors import ApiError, as_answer

_ALWAYS = frozenset({"action", "format", "formatversion", "ascii", "utf8", "callback"})


def answer(call: Call) -> tuple[Answer, dict[str, str]]:
    """The body of the answer and the headers that belong to it; errors are answers too."""
    try:
        result = _run(call)
    except ApiError as error:
        if error.listed:
            error.module = call.sent.get("action")
        errorformat = call.sent.get("errorformat", "bc")
        body = as_answer(error, call.version, errorformat, call.wiki.api)
        headers = error.headers if isinstance(error, Lagged) else {}
        return _with_extras(call, body), headers | {"MediaWiki-API-Error": error.header}
    return _with_extras(call, result), {}


def _with_extras(call: Call, body: Answer) -> Answer:
    extras: Answer = {}
    if call.warnings:
        extras["warnings"] = call.warnings
    if "requestid" in call.sent:
        extras["requestid"] = call.sent["requestid"]
    if "curtimestamp" in call.sent:
        extras["curtimestamp"] = now()
    if "responselanginfo" in call.sent:
        extras |= {"uselang": "en", "errorlang": "en"}
    return {**body, **extras}


def _run(call: Call) -> Answer:
    if call.method not in ("GET", "POST", "HEAD"):
        raise ApiError("invalidmethod", "Invalid HTTP method. Consider using GET or POST.")
    action = call.text("action")
    check_parameters("main", call.sent, call.warn)
    module = ACTIONS.get(action)
    if module is None:
        raise ApiError("badvalue", f'Unrecognized value for parameter "action": {action}.')
    _check_asserts(call)
    described = spec(action) or {}
    _check_posted(call, action)
    if "mustbeposted" in described and call.method != "POST":
        raise ApiError("mustbeposted", f'The "{action}" module requires a POST request.')
    _check_token(call, action)
    check_gate("writerights" in described, call.number("maxlag"))
    check_parameters(action, call.sent, call.warn)
    result = _done(call, module, "writerights" in described or "token" in call.posted)
    _warn_unused(call, action)
    return result


def _done(call: Call, module: Callable[[Call], Answer], writes: bool) -> Answer:
    if not writes:
        return module(call)
    # from the first look at an entity to the last save nobody else may save
    with call.wiki.storage.editing():
        return module(call)


def _check_asserts(call: Call) -> None:
    wanted, account = call.text("assert"), call.account
    if wanted == "user" and account.anonymous:
        text = "You are no longer logged in, so the action could not be completed."
        raise ApiError("assertuserfailed", text)
    if wanted == "anon" and not account.anonymous:
        text = "You are no longer logged out, so the action could not be completed."
        raise ApiError("assertanonfailed", text)
    if wanted == "bot" and not account.may("bot"):
        text = 'You do not have the "bot" right, so the action could not be completed.'
        raise ApiError("assertbotfailed", text)
    name = call.text("assertuser")
    if name and name != account.name:
        text = f'You are no longer logged in as "{name}", so the action could not be completed.'
        raise ApiError("assertnameduserfailed", text)


def _check_posted(call: Call, action: str) -> None:
    if "token" in call.posted or "token" not in call.sent:
        return
    if _token_kind(action):
        text = (
            "The following parameter was found in the query string, "
            "but must be in the POST body: token."
        )
        raise ApiError("mustpostparams", text)


def _token_kind(action: str) -> str:
    described: Any = parameters(action).get("token", {})
    return str(described.get("tokentype", ""))


def _check_token(call: Call, action: str) -> None:
    kind = _token_kind(action)
    if not kind:
        return
    if not call.text("token"):
        raise ApiError("missingparam", 'The "token" parameter must be set.')
    if call.text("token") != call.session.token(kind):
        raise ApiError("badtoken", "Invalid CSRF token.", module=action)


def _warn_unused(call: Call, action: str) -> None:
    known = {*parameters("main"), *parameters(action), *call.used, *_ALWAYS}
    if action == "query":
        known |= query_parameters()
    unknown = [name for name in call.sent if name not in known]
    if unknown:
        plural = "s" if len(unknown) > 1 else ""
        call.warn("main", f"Unrecognized parameter{plural}: {', '.join(unknown)}.")
