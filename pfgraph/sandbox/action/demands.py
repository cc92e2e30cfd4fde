"""What a request must bring with it: the login it claims, a token, the right method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pfgraph.sandbox.action.calls import Call
from pfgraph.sandbox.action.specs import parameters
from pfgraph.sandbox.model.errors import ApiError


def check_asserts(call: Call, main: Mapping[str, Any]) -> None:
    """Raise where the client is not who it asserts to be."""
    wanted, account = main["assert"], call.account
    if wanted == "user" and account.anonymous:
        text = "You are no longer logged in, so the action could not be completed."
        raise ApiError("assertuserfailed", text)
    if wanted == "anon" and not account.anonymous:
        text = "You are no longer logged out, so the action could not be completed."
        raise ApiError("assertanonfailed", text)
    if wanted == "bot" and not account.may("bot"):
        text = 'You do not have the "bot" right, so the action could not be completed.'
        raise ApiError("assertbotfailed", text)
    name = main["assertuser"]
    if name and name != account.name:
        text = f'You are no longer logged in as "{name}", so the action could not be completed.'
        raise ApiError("assertnameduserfailed", text)


def check_token(call: Call, action: str) -> None:
    """Raise `mustpostparams` or `badtoken`; that there is one was looked at before."""
    kind = parameters(action).get("token", {}).get("tokentype", "")
    if not kind:
        return
    require_posted(call, "token")
    if call.text("token") != call.session.token(str(kind)):
        raise ApiError("badtoken", "Invalid CSRF token.", module=action)


def require_posted(call: Call, *names: str) -> None:
    """Raise `mustpostparams` for what stands in the address and must not be seen there."""
    seen = [name for name in names if name in call.sent and name not in call.posted]
    if not seen:
        return
    were = "parameters were" if len(seen) > 1 else "parameter was"
    raise ApiError(
        "mustpostparams",
        f"The following {were} found in the query string, "
        f"but must be in the POST body: {', '.join(seen)}.",
    )


def check_method(call: Call, described: Mapping[str, Any]) -> None:
    """Raise `invalidmethod`, or `mustbeposted` for a module that takes POST only."""
    if call.method not in ("GET", "POST", "HEAD"):
        raise ApiError("invalidmethod", "Invalid HTTP method. Consider using GET or POST.")
    if "mustbeposted" in described and call.method != "POST":
        text = f'The "{described["name"]}" module requires a POST request.'
        raise ApiError("mustbeposted", text)
