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
            self._db = sqlite3.connect(self.path, check_same_thread=False, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA busy_timeout = 10000")
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
        self._db.close()

    @contextmanager
    def writing(self, at_once: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction, kept when the block is left, whatever becomes of the process; `at_once`
        on disk as well, otherwise with the next one that is. Raises RunError where that fails."""
        with self._lock, self._in_words():
            self._db.execute(f"PRAGMA synchronous = {'FULL' if at_once else 'NORMAL'}")
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

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
