"""Writing to the log as a part of an edit, and reading it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pfgraph.sandbox.store.log import INSERT, LogEntry, log_row
from pfgraph.sandbox.store.storage import Storage

_COLUMNS = (
    "log_id, type, action, namespace, title, page_id, revision_id, timestamp, user, comment, params"
)


def log(storage: Storage, entry: LogEntry) -> int:
    """Keep an entry as a part of the edit around it; gives its number."""
    with storage.editing():
        storage.change(INSERT, *log_row(entry))
        return int(storage.rows("SELECT max(log_id) FROM log")[0][0])


def log_entries(
    storage: Storage,
    condition: str = "1",
    values: Iterable[object] = (),
    limit: int = 50,
    order: str = "DESC",
) -> list[LogEntry]:
    """Entries by a condition on the columns of `log`, newest first, at most `limit`."""
    query = f"SELECT {_COLUMNS} FROM log WHERE {condition} ORDER BY log_id {order} LIMIT ?"
    return [_read(row) for row in storage.rows(query, *values, limit)]


def _read(row: tuple[Any, ...]) -> LogEntry:
    number, kind, action, namespace, title, page, revision, timestamp, user, comment, params = row
    return LogEntry(
        kind, action, namespace, title, page, timestamp, user, comment, revision,
        json.loads(params), number,
    )  # fmt: skip
