"""The tables of a file: made where they are missing, added to where the file is older."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib.resources import files

from pfgraph.sandbox.store.links import fill_links
from pfgraph.sandbox.store.terms import fill_terms

APPLICATION = 0x70666762
"""Marks a file as a sandbox's: https://www.sqlite.org/pragma.html#pragma_application_id"""
_OURS = frozenset({"counter", "page", "revision"})
_OLDER = (
    "it was made by a version of the sandbox that this one does not know ({}); "
    "name another file, or one that is not there yet"
)


class Unfit(Exception):
    """The file's tables are not ours, or not of a form that can be used; says so in words."""


def check_whose(db: sqlite3.Connection) -> None:
    """Raise Unfit for a file that something else made; the file stays as it is."""
    held = set(_tables(db))
    mark = db.execute("PRAGMA application_id").fetchone()[0]
    if mark not in (0, APPLICATION) or (held and not held >= _OURS):
        raise Unfit("it is an SQLite file of something else; name another")


def make_tables(db: sqlite3.Connection) -> None:
    """Bring an open file to the form of this version; raises Unfit.

    Tables and columns that came later are added, and the indexes of terms and links are filled
    from the content. To be called inside a transaction: a file is changed whole or not at all.
    """
    held = {name: _columns(db, name) for name in _tables(db)}
    for table, columns in _wanted().items():
        if table in held:
            _add_columns(db, table, held[table], columns)
    for statement in _statements():
        db.execute(statement)
    if held and "term" not in held:
        fill_terms(db)
    if held and "link" not in held:
        fill_links(db)
    db.execute(f"PRAGMA application_id = {APPLICATION}")


def _statements() -> Iterator[str]:
    text = files("pfgraph.sandbox.store").joinpath("schema.sql").read_text("utf-8")
    statement = ""
    for line in text.splitlines():
        statement += f"{line}\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _wanted() -> dict[str, dict[str, str]]:
    with closing(sqlite3.connect(":memory:")) as empty:
        for statement in _statements():
            empty.execute(statement)
        return {name: _columns(empty, name) for name in _tables(empty)}


def _tables(db: sqlite3.Connection) -> list[str]:
    rows = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return [name for (name,) in rows if not name.startswith("sqlite_")]


def _columns(db: sqlite3.Connection, table: str) -> dict[str, str]:
    """The declaration of each column; empty text for one that older rows could not have."""
    rows = db.execute(f'PRAGMA table_info("{table}")')
    return {
        name: "" if (needed and default is None) or key else _declared(kind, needed, default)
        for _, name, kind, needed, default, key in rows
    }


def _declared(kind: str, needed: int, default: str | None) -> str:
    return kind + (" NOT NULL" if needed else "") + (f" DEFAULT {default}" if default else "")


def _add_columns(
    db: sqlite3.Connection, table: str, held: Mapping[str, str], wanted: Mapping[str, str]
) -> None:
    strange = [name for name in held if name not in wanted]
    hopeless = [name for name in wanted if name not in held and not wanted[name]]
    if strange or hopeless:
        named = ", ".join(f"{table}.{name}" for name in [*strange, *hopeless])
        raise Unfit(_OLDER.format(named))
    for name, declared in wanted.items():
        if name not in held:
            db.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {declared}')
