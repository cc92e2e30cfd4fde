"""Opening the file, and saying in words why it cannot be used."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from pfgraph.errors import PfgraphError
from pfgraph.sandbox.store.tables import Unfit, check_whose, make_tables

_IN_USE = "it is in use, probably by another sandbox; stop that one first"
_READ_ONLY = "it cannot be written to; look at its rights, or copy it elsewhere"
_REASONS = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_NOTADB: "it is no SQLite file; name another, or one that is not there yet",
    sqlite3.SQLITE_CORRUPT: "it is damaged; name another, or one that is not there yet",
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened or made; look at its folder and its rights",
    sqlite3.SQLITE_PERM: "it cannot be opened; look at its rights",
    sqlite3.SQLITE_FULL: "the disk is full",
}
_PRIMARY = 0xFF  # the rest of a code only says more: https://www.sqlite.org/rescode.html
_PATIENCE = 250  # milliseconds, for a sandbox that is just being stopped
_CHECKPOINT = 8000  # pages, about 32 MB: pages that every edit changes are copied back less often


class UnusableFile(PfgraphError):
    """The file cannot be the memory of a sandbox; the message says why and what to do."""


def opened(path: Path | None) -> sqlite3.Connection:
    """A connection that nobody shares, its tables made; None keeps all in memory.

    Raises UnusableFile. The file is locked as long as it is open. It is in WAL mode with
    `synchronous = NORMAL`: a commit that has returned is in the hands of the operating system, so
    that killing the process loses nothing. Power that fails may lose the last commits, never half
    of one. FULL would rule that out for one `fsync` an edit, several milliseconds on a common
    disk; an archive needs that, a wiki for rehearsals and tests does not.
    See https://www.sqlite.org/pragma.html#pragma_synchronous
    """
    if path is not None and path.is_file() and not os.access(path, os.W_OK):
        raise _unusable(path, _READ_ONLY)  # SQLite finds out late, and has no clear name for it
    try:
        db = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
    except sqlite3.Error as error:
        raise _unusable(path, _reason(error)) from error
    try:
        _prepare(db)
    except (sqlite3.Error, Unfit) as error:
        with closing(db):
            reason = _reason(error) if isinstance(error, sqlite3.Error) else str(error)
            raise _unusable(path, reason) from error
    return db


def _unusable(path: Path | None, reason: str) -> UnusableFile:
    return UnusableFile(f"Cannot keep the wiki in {path}: {reason}.")


def _reason(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    return _REASONS.get(code, str(error))


def _prepare(db: sqlite3.Connection) -> None:
    db.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    # keeps every other process out, and needs no shared memory beside the file
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    check_whose(db)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT}")
    db.execute("BEGIN IMMEDIATE")
    make_tables(db)
    db.execute("COMMIT")
