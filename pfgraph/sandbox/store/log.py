"""The log of the wiki: pages made, deleted, brought back, protected."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pfgraph.sandbox.model.ids import NAMESPACES, title_of, type_of
from pfgraph.sandbox.store.revisions import Revision

FOUNDING = 4
"""How many entries the log of the recorded wiki had before anybody used it; numbers go on there."""
INSERT = (
    "INSERT INTO log (log_id, type, action, namespace, title, page_id, revision_id, timestamp, "
    f"user, comment, params) SELECT coalesce(max(log_id), {FOUNDING}) + 1, "
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM log"
)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What was done to a page: `delete/delete`, `create/create`…; `params` as the API gives them.

    `log_id` is 0 until the entry is kept; `revision_id` is 0 where no revision belongs to it.
    See https://www.mediawiki.org/wiki/Manual:Log_actions
    """

    type: str
    action: str
    namespace: int
    title: str
    page_id: int
    timestamp: str
    user: str
    comment: str
    revision_id: int = 0
    params: Mapping[str, Any] = field(default_factory=dict)
    log_id: int = 0

    @property
    def stamp(self) -> str:
        """Time and number, where a list of entries is to be continued."""
        digits = "".join(each for each in self.timestamp if each.isdigit())
        return f"{digits}|{self.log_id}"


def log_creation(db: sqlite3.Connection, saved: Revision) -> None:
    """Note that a page was made; a part of the edit that made it."""
    namespace = NAMESPACES[type_of(saved.entity_id)]
    entry = LogEntry(
        "create", "create", namespace, title_of(saved.entity_id), saved.page_id,
        saved.timestamp, saved.user, saved.comment, saved.revision_id,
    )  # fmt: skip
    db.execute(INSERT, log_row(entry))


def log_row(entry: LogEntry) -> tuple[object, ...]:
    """The values of INSERT."""
    return (
        entry.type, entry.action, entry.namespace, entry.title, entry.page_id,
        entry.revision_id, entry.timestamp, entry.user, entry.comment, json.dumps(entry.params),
    )  # fmt: skip
