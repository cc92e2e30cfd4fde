"""A copy of a wiki's entities in a file, so that only what has changed has to be read again."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from pfgraph.errors import CopyError
from pfgraph.wikibase.repository import Entity, Identity

FOLDER = Path(".pfgraph")
_FORM = "1"  # of the file; another form is read anew
_SCHEMA = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS entity (
    id TEXT PRIMARY KEY, revision INTEGER NOT NULL, data TEXT NOT NULL
) STRICT;
"""


def mirror_path(url: str, folder: Path = FOLDER) -> Path:
    """Where the copy of the wiki at an address is kept."""
    return folder / f"wiki-{sha256(url.encode()).hexdigest()[:12]}.sqlite"


class Mirror:
    """Entities by id, in the JSON of the API, and the time up to which they were read.

    Every method raises CopyError where the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it."""
        self.path = path
        with self._in_words():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA busy_timeout = 10000")
            self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file; safe to call again."""
        self._db.close()

    def read_until(self, identity: Identity) -> str:
        """The wiki's time at which it was last read; empty where this is no copy of that wiki."""
        with self._in_words():
            facts = dict(self._db.execute("SELECT name, value FROM fact"))
        same = facts.get("form") == _FORM and facts.get("wiki") == identity.concept_base
        return str(facts.get("until", "")) if same else ""

    def revisions(self) -> dict[str, int]:
        """The revision of each entity that is kept."""
        with self._in_words():
            return dict(self._db.execute("SELECT id, revision FROM entity"))

    def entities(self, letter: str) -> Iterator[Entity]:
        """The entities whose ids begin with Q, or with P, in the order in which a wiki lists them.

        A wiki lists pages by their titles: Q1, Q10, Q2.
        """
        query = "SELECT data FROM entity WHERE id >= ? AND id < ? ORDER BY id"
        with self._in_words():
            for (data,) in self._db.execute(query, (letter, chr(ord(letter) + 1))):
                yield json.loads(data)

    def replace(self, identity: Identity, until: str, entities: Iterable[Entity]) -> None:
        """Forget everything and keep these; all of it or nothing."""
        with self._writing() as db:
            db.execute("DELETE FROM entity")
            self._keep(db, entities)
            self._note(db, identity, until)

    def update(
        self, identity: Identity, until: str, entities: Iterable[Entity], gone: Iterable[str]
    ) -> None:
        """Keep these instead of what was kept of them, and forget those that are gone."""
        with self._writing() as db:
            self._keep(db, entities)
            db.executemany("DELETE FROM entity WHERE id = ?", [(each,) for each in gone])
            self._note(db, identity, until)

    def _keep(self, db: sqlite3.Connection, entities: Iterable[Entity]) -> None:
        db.executemany(
            "INSERT OR REPLACE INTO entity VALUES (?, ?, ?)",
            (
                (each["id"], int(each.get("lastrevid", 0)), json.dumps(each, ensure_ascii=False))
                for each in entities
            ),
        )

    def _note(self, db: sqlite3.Connection, identity: Identity, until: str) -> None:
        facts = {"form": _FORM, "wiki": identity.concept_base, "url": identity.url, "until": until}
        db.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", facts.items())

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._in_words():
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
        except (OSError, sqlite3.Error, json.JSONDecodeError) as error:
            raise CopyError(
                f"{self.path}: the copy of the wiki cannot be read or written: {error}; delete the "
                "file, it is made anew from the wiki"
            ) from error
