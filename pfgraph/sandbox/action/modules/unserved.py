"""Modules that a wiki has and that nobody needs here: each answers as it answers a stranger.

What they do needs rights that no account of the sandbox has, files or mail.
"""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.model.errors import ApiError

_REFUSALS = {
    "acquiretempusername": ("tempuserdisabled", "Temporary accounts are disabled."),
    "block": ("permissiondenied", "You don't have permission to block users."),
    "changeauthenticationdata": ("changeauth-norequest", "Failed to create change request."),
    "changecontentmodel": (
        "cantchangecontentmodel",
        "You don't have permission to change the content model of a page.",
    ),
    "createaccount": (
        "permissiondenied",
        "The action you have requested is limited to users in the group: "
        "[[Sandbox:Administrators|Administrators]].",
    ),
    "emailuser": (
        "usermaildisabled",
        "User email disabled.",
    ),
    "import": ("cantimport", "You don't have permission to import pages."),
    "linkaccount": ("mustbeloggedin", "You must be logged in to link accounts."),
    "removeauthenticationdata": (
        "changeauth-norequest",
        "Failed to create change request.",
    ),
    "setpagelanguage": (
        "pagelang-disabled",
        "Changing the language of a page is not allowed on this wiki.",
    ),
    "unblock": ("permissiondenied", "You don't have permission to unblock users."),
    "unlinkaccount": ("changeauth-norequest", "Failed to create change request."),
    "upload": ("uploaddisabled", "Uploads disabled."),
    "cspreport": ("nosource", "Error processing CSP report: no report."),
    "stashedit": ("missingtext", "No stashed text found with the given hash."),
}
_DENIED = "The action you have requested is limited to users in the group: [[Sandbox:{0}|{0}]]."
_GROUPS = {"revisiondelete": "Suppressors", "userrights": "Bureaucrats"}


def unserved(call: Call) -> Answer:
    """The refusal of a module that is not served."""
    action = call.text("action")
    if action in _REFUSALS:
        code, text = _REFUSALS[action]
        raise ApiError(code, text)
    raise ApiError("permissiondenied", _DENIED.format(_GROUPS.get(action, "Administrators")))
