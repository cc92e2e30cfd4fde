"""What a fault does before the request it strikes is looked at."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import time
from collections import OrderedDict
from dataclasses import replace
from typing import Any

from pfgraph.sandbox.accounts import ACCOUNTS
from pfgraph.sandbox.action.calls import Call
from pfgraph.sandbox.action.dispatch import answer
from pfgraph.sandbox.conditions import Conditions
from pfgraph.sandbox.faults.asked import Asked
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.sandbox.faults.refusals import reason_of, refusal
from pfgraph.sandbox.sessions import Session
from pfgraph.sandbox.wiki import Wiki

_log = logging.getLogger(__name__)
REMEMBERED = 20_000  # saves of which the time is known


async def prepare(fault: Fault, asked: Asked, wiki: Wiki, session: Session) -> None:
    """Wait, change the session, or edit in somebody else's name; other kinds do nothing here."""
    match fault.kind:
        case "slow":
            await asyncio.sleep(fault.delay)
        case "lost-session":
            wiki.sessions.forget(session)
        case "bad-token":
            session.secret = secrets.token_hex(16)
        case "no-right":
            rights = tuple(each for each in session.account.rights if each != fault.right)
            session.account = replace(session.account, rights=rights)
        case "foreign-edit":
            edit_as_somebody_else(fault, wiki, asked.entity)


def restore_rights(session: Session) -> None:
    """Give an account back what an earlier request took away."""
    account = ACCOUNTS.get(session.account.name)
    if account is not None and session.account is not account:
        session.account = account


def edit_as_somebody_else(fault: Fault, wiki: Wiki, entity: str) -> None:
    """Save the edit of a `foreign-edit` fault through the API itself, as its account `by`."""
    session = Session(account=ACCOUNTS[fault.by])
    sent = {
        "action": "wbeditentity",
        "id": entity,
        "data": json.dumps(_data(fault, wiki, entity)),
        "token": session.token("csrf"),
    }
    body, _ = answer(Call(wiki, session, sent, "POST", frozenset(sent)))
    if "error" in body:
        _log.warning("A foreign edit of %s was refused: %s", entity, body["error"]["info"])


def _data(fault: Fault, wiki: Wiki, entity: str) -> dict[str, Any]:
    if fault.property:
        value = {"type": "string", "value": fault.value}
        snak = {"snaktype": "value", "property": fault.property, "datavalue": value}
        return {"claims": [{"type": "statement", "rank": "normal", "mainsnak": snak}]}
    newest = wiki.storage.latest(entity)
    label, text = fault.language, fault.value
    if newest is not None:
        held = newest.content.get("labels", {}).get(label, {}).get("value", "")
        if held == text:  # a second strike has to change something, too
            text = f"{text} ({newest.revision_id})"
    return {"labels": {label: {"language": label, "value": text}}}


def conditions(struck: list[Fault], asked: Asked, recent: Recent) -> Conditions:
    """What holds for a request that these faults strike; the first of a kind counts."""
    first = {fault.kind: fault for fault in reversed(struck)}
    refusals = (refusal(fault, asked.user) for fault in struck)
    lagging, closed, late = (first.get(kind) for kind in ("maxlag", "read-only", "late-index"))
    return Conditions(
        lag=lagging.lag if lagging else 0.0,
        read_only=reason_of(closed) if closed else "",
        refusal=next((each for each in refusals if each is not None), None),
        unindexed=recent.since(late.milliseconds / 1000) if late else frozenset(),
    )


class Recent:
    """When the newest saves were, to know whose terms an index that is behind would lack."""

    def __init__(self, wiki: Wiki) -> None:
        self._saved: OrderedDict[str, float] = OrderedDict()
        wiki.storage.listeners.append(self._note)

    def _note(self, entity: str) -> None:
        self._saved[entity] = time.monotonic()
        self._saved.move_to_end(entity)
        if len(self._saved) > REMEMBERED:
            self._saved.popitem(last=False)

    def since(self, seconds: float) -> frozenset[str]:
        """The entities saved within the last seconds."""
        border = time.monotonic() - seconds
        return frozenset(each for each, when in list(self._saved.items()) if when > border)
