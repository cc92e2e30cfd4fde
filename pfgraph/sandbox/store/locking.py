"""One writer: who edits holds the lock from the first look to the last write."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class BrokenOff(RuntimeError):
    """A part of an edit failed and its failure was not passed on; nothing was saved."""


class Writer:
    """A connection, and the right to use it: one thread at a time.

    `editing` may be nested; the outermost block is the transaction. Beginning it is put off until
    something is written, so that an edit which changes nothing costs no transaction. Whoever only
    reads holds `lock`, and sees nothing that is not committed.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.lock = threading.RLock()
        self._depth = 0
        self._writes = 0
        self._broken = False

    @contextmanager
    def editing(self) -> Iterator[bool]:
        """Keep every other thread out; gives whether this is the outermost block.

        Commits when the outermost block ends, and takes everything back when it raises.
        """
        with self.lock:
            before = self._writes
            self._depth += 1
            try:
                yield self._depth == 1
                if self._depth == 1:
                    self._commit()
            except BaseException:
                self._broken |= self._writes > before
                if self._depth == 1:
                    self._roll_back()
                raise
            finally:
                self._depth -= 1
                if not self._depth:
                    self._writes, self._broken = 0, False

    def write(self) -> sqlite3.Connection:
        """The connection for writing; only inside `editing`."""
        if not self._depth:
            raise RuntimeError("Something is written outside of an edit.")
        if not self._writes:
            self.db.execute("BEGIN IMMEDIATE")
        self._writes += 1
        return self.db

    def _commit(self) -> None:
        if self._broken:
            raise BrokenOff("A part of the edit failed; nothing of it was saved.")
        if self._writes:
            self.db.execute("COMMIT")

    def _roll_back(self) -> None:
        # SQLite takes some failures back by itself, a full disk for one
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    def close(self) -> None:
        """Close the connection."""
        with self.lock:
            self.db.close()
