"""Conditional requests. See https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pfgraph.sandbox.model.datetimes import parsed
from pfgraph.sandbox.store.storage import Revision

_TAG = re.compile(r'(?:W/)?"([^"]*)"')
_READING = ("GET", "HEAD")


def tag_of(revision: Revision) -> str:
    """The entity tag of a revision, its quotation marks included."""
    return f'"{revision.revision_id}"'


def precondition_status(method: str, headers: Mapping[str, str], revision: Revision) -> int | None:
    """304 or 412 if that is all the answer, else None; header names in lower case.

    A weak tag counts as the strong one, as it does to MediaWiki.
    """
    modified = parsed(revision.timestamp)
    if "if-match" in headers:
        if not _named(headers["if-match"], revision):
            return 412
    elif _later(modified, headers.get("if-unmodified-since")):
        return 412
    if "if-none-match" in headers:
        if _named(headers["if-none-match"], revision):
            return 304 if method in _READING else 412
    elif method in _READING and _later(modified, headers.get("if-modified-since")) is False:
        return 304
    return None


def _named(header: str, revision: Revision) -> bool:
    if header.strip() == "*":
        return True
    return str(revision.revision_id) in _TAG.findall(header)


def _later(modified: datetime, header: str | None) -> bool | None:
    """Whether something changed after a date in a header; None without a readable date."""
    try:
        moment = parsedate_to_datetime(header or "")
    except ValueError:
        return None
    return modified > (moment if moment.tzinfo else moment.replace(tzinfo=UTC))
