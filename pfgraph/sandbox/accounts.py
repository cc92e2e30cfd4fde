"""The accounts of the sandbox: those of the wiki that was recorded, with their rights."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

APP_ID = "tool"
"""The app id of every account's bot password."""

_EVERYBODY = [
    "read",
    "viewmyprivateinfo",
    "editmyprivateinfo",
    "editmyoptions",
    "item-term",
    "property-term",
    "item-merge",
    "item-redirect",
    "property-create",
]
_BOT_PASSWORD = [
    "read",
    "viewmyprivateinfo",
    "editmyoptions",
    "item-term",
    "property-term",
    "item-merge",
    "item-redirect",
    "property-create",
    "move",
    "move-subpages",
    "move-rootuserpages",
    "move-categorypages",
    "movefile",
    "edit",
    "createpage",
    "createtalk",
    "upload",
    "reupload",
    "reupload-shared",
    "minoredit",
    "editmyusercss",
    "editmyuserjson",
    "editmyuserjs",
    "applychangetags",
    "changetags",
    "editcontentmodel",
    "viewmywatchlist",
    "editmywatchlist",
]
_AUTOCONFIRMED = ["autoconfirmed", "editsemiprotected"]
_BOT = [
    "bot",
    "autoconfirmed",
    "editsemiprotected",
    "nominornewtalk",
    "autopatrol",
    "suppressredirect",
    "apihighlimits",
    "noratelimit",
]
_SYSOP = [
    "block",
    "createaccount",
    "delete",
    "bigdelete",
    "deletedhistory",
    "deletedtext",
    "undelete",
    "editinterface",
    "import",
    "importupload",
    "patrol",
    "autopatrol",
    "protect",
    "editprotected",
    "rollback",
    "unwatchedpages",
    "autoconfirmed",
    "editsemiprotected",
    "ipblock-exempt",
    "browsearchive",
    "noratelimit",
    "apihighlimits",
    "suppressredirect",
    "mergehistory",
    "managechangetags",
]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in; `number` 0 is a visitor who has not."""

    number: int
    name: str
    groups: tuple[str, ...]
    rights: tuple[str, ...]

    @property
    def anonymous(self) -> bool:
        return self.number == 0

    def may(self, right: str) -> bool:
        """Whether the account holds a right such as `edit` or `bot`."""
        return right in self.rights


def _account(number: int, name: str, groups: str, *rights: list[str]) -> Account:
    held = dict.fromkeys(right for part in rights for right in part)
    return Account(number, name, tuple(groups.split()), tuple(held))


VISITOR = _account(0, "127.0.0.1", "*", _EVERYBODY)
ACCOUNTS = {
    account.name: account
    for account in (
        _account(1, "Admin", "bureaucrat sysop * user autoconfirmed", _SYSOP, _BOT_PASSWORD),
        _account(3, "WikibaseBot", "bot * user autoconfirmed", _BOT, _BOT_PASSWORD),
        _account(5, "PlainUser", "* user autoconfirmed", _AUTOCONFIRMED, _BOT_PASSWORD),
    )
}


def authenticate(login: str, password: str, secret: str) -> Account | None:
    """The account behind `Name@tool` and the shared secret, or None; compares in constant time."""
    name, _, app = login.partition("@")
    account = ACCOUNTS.get(name)
    if account is None or (app or APP_ID) != APP_ID:
        return None
    return account if hmac.compare_digest(password.encode(), secret.encode()) else None
