"""The journal's SQLite file: opened, brought up to date, read and written in transactions."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from pfgraph.errors import RunError

FOLDER = Path(".pfgraph")
FILE = "journal.sqlite"
VERSION = 1  # of the form of the file
_LATER = (  # columns that the first journals had not
    ("run", "allowed", "INTEGER NOT NULL DEFAULT 0"),
    ("edit", "data", "TEXT"),
)


class JournalFile:
    """The file of a folder, open. May be used by several threads."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Open or make the journal in `folder`. Raises RunError where that cannot be done."""
        self.path = folder / FILE
        self._lock = threading.RLock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db, self._lazy = _opened(self.path, "FULL"), _opened(self.path, "NORMAL")
            self._db.executescript(files("pfgraph.runs").joinpath("schema.sql").read_text("utf-8"))
            self._bring_up_to_date()
        except (OSError, sqlite3.Error) as error:
            raise RunError(
                f"{self.path}: the journal cannot be opened: {error}; move the file away or run "
                "the command in a folder that may be written to"
            ) from error

    def _bring_up_to_date(self) -> None:
        """Add what journals of earlier versions lack; those of later ones are left alone."""
        with self.writing() as db:
            if db.execute("PRAGMA user_version").fetchone()[0] > VERSION:
                raise RunError(
                    f"{self.path}: a later pfgraph has written this journal; use that one, or run "
                    "the command in another folder"
                )
            db.execute(f"PRAGMA user_version = {VERSION}")
            for table, column, kind in _LATER:
                columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
                if column not in columns:
                    db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")

    def close(self) -> None:
        """Close the file; safe to call again."""
        self._lazy.close()
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction; on disk when the block is left. Raises RunError where that fails."""
        with self._lock, self._in_words():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def write(self, statement: str, *values: object, at_once: bool = True) -> None:
        """One statement, which is kept when this returns, whatever becomes of the process.

        `at_once` it is on disk as well, otherwise with the next one that is: until then power that
        fails may take it away. Raises RunError where that fails.
        """
        with self._lock, self._in_words():
            (self._db if at_once else self._lazy).execute(statement, values)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise RunError(
                f"{self.path}: the journal cannot be read or written: {error}; nothing more is "
                "sent to the wiki until that is mended"
            ) from error

    def select(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with self._lock, self._in_words():
            return self._db.execute(query, values).fetchall()


def _opened(path: Path, synchronous: str) -> sqlite3.Connection:
    """https://www.sqlite.org/pragma.html#pragma_synchronous"""
    db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    db.execute("PRAGMA busy_timeout = 10000")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute(f"PRAGMA synchronous = {synchronous}")
    return db
