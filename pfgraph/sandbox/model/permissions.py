"""Who may edit what: rights, protected pages, blocked accounts."""

from __future__ import annotations

from pfgraph.sandbox.accounts import Account
from pfgraph.sandbox.model.datetimes import parsed
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.store.restrictions import Block, block_of, protections
from pfgraph.sandbox.store.storage import Storage

_RIGHTS = {"sysop": "editprotected", "autoconfirmed": "editsemiprotected"}
_ADDRESS = "127.0.0.1"  # of every client, as far as this wiki tells them


def require_edit(account: Account, makes: bool = True) -> None:
    """Raise `permissiondenied` for those who may not edit anything, or `makes` anything new."""
    if account.may("edit"):
        return
    groups = Message(
        "badaccess-groups", ({"list": ["[[Sandbox:Users|Users]]"], "type": "comma"}, 1)
    )
    if makes:
        raise _denied("cantcreate-anon", groups, Message("nocreatetext"))
    raise _denied("", groups)


def require_edit_of(storage: Storage, account: Account, entity_id: str | None) -> None:
    """Raise `permissiondenied` for those who may not edit this entity; None is a new one."""
    require_edit(account, entity_id is None)
    blocked = block_of(storage, account.name)
    if blocked is not None:
        raise _denied("blocked", _blocked_text(blocked))
    held = protections(storage, title_of(entity_id)) if entity_id else {}
    level, _ = held.get("edit", ("", ""))
    right = _RIGHTS.get(level, level)
    if right and not account.may(right):
        raise _denied("protectedpage", Message("protectedpagetext", (right, "edit")))


def may_edit(storage: Storage, account: Account, entity_id: str, right: str) -> bool:
    """Whether an account may edit this entity and holds one more right."""
    try:
        require_edit_of(storage, account, entity_id)
    except ApiError:
        return False
    return account.may(right)


def _denied(reason: str, *messages: Message) -> ApiError:
    return ApiError(
        "permissiondenied",
        messages=(Message("wikibase-api-permissiondenied"), *messages),
        header=f"permissiondenied, {reason}".removesuffix(", "),
    )


def _blocked_text(block: Block) -> Message:
    by, user = _isolated(block.by), _isolated(block.user)
    since = _readable(block.timestamp)
    until = block.expiry if block.expiry == "infinite" else _readable(block.expiry)
    link = f"[[User:{block.by}|{by}]]"
    parameters = (link, block.reason, _ADDRESS, by, block.number, until, user, since)
    return Message("blockedtext", parameters)


def _isolated(name: str) -> str:
    """A name between marks of direction, as wikis write names of users."""
    return f"\u202a{name}\u202c"


def _readable(timestamp: str) -> str:
    time = parsed(timestamp)
    return f"{time:%H:%M}, {time.day} {time:%B %Y}"
