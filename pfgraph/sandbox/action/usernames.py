"""Names of users as clients send them."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network

from pfgraph.sandbox.accounts import ACCOUNTS

_FORBIDDEN = re.compile(r"[#<>\[\]|{}@:=/]|[\x00-\x1f\x7f]")
_LONGEST = 235


def read_user(text: str) -> str | None:
    """The name as the wiki writes it, None where nobody can be called so.

    Addresses, `#` with a user's number and names from other wikis (`other>Name`) are users too.
    """
    name = " ".join(text.replace("_", " ").split())
    if is_address(name):
        return name.upper() if ":" in name else name
    if name.startswith("#") and name[1:].isdecimal():
        held = {account.number: account.name for account in ACCOUNTS.values()}
        return held.get(int(name[1:]), name)
    other, arrow, rest = name.partition(">")
    if arrow and other and rest:
        return name
    if not name or _FORBIDDEN.search(name) or len(name.encode()) > _LONGEST:
        return None
    return name[0].upper() + name[1:]


def is_address(text: str) -> bool:
    """Whether a text is an IP address or a range of them."""
    try:
        ip_network(text, strict=False) if "/" in text else ip_address(text)
    except ValueError:
        return False
    return True
