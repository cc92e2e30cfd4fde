"""Blocked accounts and protected pages are refused in the REST API and in the pages as well."""

from __future__ import annotations

import httpx

from pfgraph.sandbox import Sandbox
from tests.sandbox.conftest import Bot, log_in


def test_a_protected_item_is_refused_by_the_rest_api(sandbox: Sandbox, bot: Bot) -> None:
    """Only those who may edit protected pages change one, by whichever door."""
    item = bot.make("item", "kept")
    admin = log_in(sandbox, "Admin@tool", sandbox.password)
    title = f"Item:{item}"
    admin.post(action="protect", title=title, protections="edit=sysop", reason="kept as it is")
    address = f"/w/rest.php/wikibase/v1/entities/items/{item}/labels/de"
    refused = bot.http.put(address, json={"label": "neu"})
    taken = admin.http.put(address, json={"label": "neu"})
    admin.http.close()
    assert (refused.status_code, refused.json()["code"]) == (403, "permission-denied")
    assert taken.status_code == 201


def test_a_blocked_account_is_refused_by_the_rest_api(sandbox: Sandbox) -> None:
    """A block holds for every door."""
    admin = log_in(sandbox, "Admin@tool", sandbox.password)
    plain = log_in(sandbox, "PlainUser@tool", sandbox.password)
    admin.post(action="block", user="PlainUser", reason="too fast")
    address = "/w/rest.php/wikibase/v1/entities/items"
    answer: httpx.Response = plain.http.post(address, json={"item": {"labels": {"en": "x"}}})
    for each in (admin, plain):
        each.http.close()
    assert answer.status_code == 403
    assert answer.json()["context"] == {"denial_reason": "blocked-user"}
