"""What the API says of one revision."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from pfgraph.sandbox.accounts import ACCOUNTS
from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.query.comments import parsed_comment
from pfgraph.sandbox.action.query.records import Record, text_of
from pfgraph.sandbox.action.usernames import is_address
from pfgraph.sandbox.store.storage import Storage

_FORMATS = {
    "wikitext": "text/x-wiki",
    "wikibase-item": "application/json",
    "wikibase-property": "application/json",
}


def stored_text(storage: Storage, record: Record) -> str:
    """A revision's content as a wiki stores it.

    An entity is as the API gives it, but with no datatype on a snak, and with empty maps as empty
    lists and slashes escaped, which is how PHP writes JSON.
    """
    text = text_of(storage, record)
    if not record.title.holds_entities:
        return text
    content = {key: _without_datatypes(value) or [] for key, value in json.loads(text).items()}
    return json.dumps(content, separators=(",", ":")).replace("/", "\\/")


def _without_datatypes(content: Any) -> Any:
    if isinstance(content, dict):
        snak = "snaktype" in content
        return {
            key: _without_datatypes(value)
            for key, value in content.items()
            if not (snak and key == "datatype")
        }
    return [_without_datatypes(each) for each in content] if isinstance(content, list) else content


def size_of(storage: Storage, record: Record) -> int:
    """The bytes of a revision's content as it is stored."""
    return len(stored_text(storage, record).encode())


def sha1_of(storage: Storage, record: Record) -> str:
    """The SHA-1 of a revision's content, in hexadecimal."""
    return hashlib.sha1(stored_text(storage, record).encode()).hexdigest()


def revision_facts(call: Call, record: Record, wanted: Sequence[str], slots: bool) -> Answer:
    """What is asked of a revision; `slots` for the newer form of content."""
    storage = call.wiki.storage
    facts: Answer = {}
    if "ids" in wanted:
        facts |= {"revid": record.revision_id, "parentid": record.parent_id}
    if "flags" in wanted:
        facts |= call.flagged(record.minor, "minor")
    facts |= _user(call, record, wanted)
    if "timestamp" in wanted:
        facts["timestamp"] = record.timestamp
    if "size" in wanted:
        facts["size"] = size_of(storage, record)
    if "sha1" in wanted:
        facts["sha1"] = sha1_of(storage, record)
    if "comment" in wanted:
        facts["comment"] = record.comment
    if "parsedcomment" in wanted:
        facts["parsedcomment"] = parsed_comment(call.wiki, record.comment, record.title)
    if "tags" in wanted:
        facts["tags"] = list(record.tags)
    if "roles" in wanted:
        facts["roles"] = ["main"]
    if slots:
        return facts | _slots(call, record, wanted)
    return facts | _content(call, record, wanted)


def _user(call: Call, record: Record, wanted: Sequence[str]) -> Answer:
    facts: Answer = {}
    if "user" in wanted:
        facts["user"] = record.user
    if "userid" in wanted:
        account = ACCOUNTS.get(record.user)
        facts["userid"] = account.number if account else 0
    if facts and is_address(record.user):
        facts |= call.flagged(True, "anon")
    return facts


def _slots(call: Call, record: Record, wanted: Sequence[str]) -> Answer:
    if not {"content", "contentmodel", "slotsize", "slotsha1"} & set(wanted):
        return {}
    slot: Answer = {}
    if "slotsize" in wanted:
        slot["size"] = size_of(call.wiki.storage, record)
    if "slotsha1" in wanted:
        slot["sha1"] = sha1_of(call.wiki.storage, record)
    return {"slots": {"main": slot | _content(call, record, wanted)}}


def _content(call: Call, record: Record, wanted: Sequence[str]) -> Answer:
    facts: Answer = {}
    if {"content", "contentmodel"} & set(wanted):
        facts["contentmodel"] = record.model
    if "content" in wanted:
        facts["contentformat"] = _FORMATS.get(record.model, "text/x-wiki")
        key = "content" if call.version == "2" else "*"
        facts[key] = stored_text(call.wiki.storage, record)
    return facts
