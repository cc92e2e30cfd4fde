"""What has to hold of a file, read with SQLite alone: none of the sandbox's code is asked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.sandbox.killing.load import PAGE, Acknowledged


def check(path: Path, acknowledged: Iterable[Acknowledged], at_most: int) -> None:
    """Assert that everything acknowledged is there, and that all else is whole.

    `at_most` is how many edits were sent, whether they were answered or not.
    """
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        _check_acknowledged(db, acknowledged)
        _check_pages(db)
        _check_history(db)
        _check_terms(db)
        _check_links(db)
        _check_numbers(db)
        _check_no_half_edit(db, at_most)


def _check_acknowledged(db: sqlite3.Connection, acknowledged: Iterable[Acknowledged]) -> None:
    made: set[str] = set()
    for edit in acknowledged:
        row = db.execute(
            "SELECT p.entity_id, r.content FROM revision r JOIN page p USING (page_id) "
            "WHERE r.revision_id = ?",
            (edit.revision_id,),
        ).fetchone()
        assert row is not None, f"{edit} is lost"
        assert row[0] == edit.entity_id
        assert json.dumps(edit.text) in json.dumps(json.loads(row[1])), f"{edit} is not as saved"
        if edit.made:
            assert edit.entity_id not in made, f"{edit.entity_id} was handed out twice"
            made.add(edit.entity_id)


def check_deleted(path: Path, deleted: Iterable[str]) -> None:
    """Assert that what was said to be deleted is, and that the log tells of each once."""
    with closing(sqlite3.connect(path)) as db:
        hidden = {row[0] for row in db.execute("SELECT entity_id FROM page WHERE deleted")}
        noted = [row[0] for row in db.execute("SELECT title FROM log WHERE type = 'delete'")]
    assert set(deleted) <= hidden
    assert sorted(noted) == sorted(f"Item:{each}" for each in hidden)


def check_labels(path: Path, labels: Iterable[str]) -> None:
    """Assert that there is one item of each label, and that this is all it says."""
    with closing(sqlite3.connect(path)) as db:
        found = [row[0] for row in db.execute("SELECT text FROM term WHERE kind = 'labels'")]
    for label in labels:
        assert found.count(label) == 1, f"{label} was saved {found.count(label)} times"


def _check_pages(db: sqlite3.Connection) -> None:
    rows = db.execute(
        "SELECT p.entity_id, p.target, p.latest, r.content, "
        "(SELECT max(revision_id) FROM revision WHERE page_id = p.page_id) "
        "FROM page p JOIN revision r ON r.revision_id = p.latest"
    ).fetchall()
    assert len(rows) == _number(db, "SELECT count(*) FROM page")
    for entity_id, target, latest, text, newest in rows:
        content = json.loads(text)
        assert latest == newest
        assert content.get("redirect") == target
        assert content["entity" if target else "id"] == entity_id


def _check_history(db: sqlite3.Connection) -> None:
    before: dict[int, int] = {}
    rows = db.execute("SELECT revision_id, page_id, parent_id FROM revision ORDER BY revision_id")
    for revision_id, page_id, parent_id in rows:
        assert parent_id == before.get(page_id, 0)
        before[page_id] = revision_id


def _check_terms(db: sqlite3.Connection) -> None:
    held = set(db.execute("SELECT page_id, kind, language, text FROM term"))
    assert held == {
        (page_id, kind, language, term["value"])
        for page_id, content in _newest(db)
        for kind in ("labels", "descriptions", "aliases")
        for language, terms in content.get(kind, {}).items()
        for term in (terms if isinstance(terms, list) else [terms])
    }


def _check_links(db: sqlite3.Connection) -> None:
    held = set(db.execute("SELECT page_id, target FROM link"))
    assert held == {
        (page_id, target)
        for page_id, content in _newest(db)
        for target in ([content["redirect"]] if "redirect" in content else content["claims"])
    }


def _newest(db: sqlite3.Connection) -> list[tuple[int, Any]]:
    rows = db.execute(
        "SELECT p.page_id, r.content FROM page p JOIN revision r ON r.revision_id = p.latest "
        "WHERE NOT p.deleted"
    )
    return [(page_id, json.loads(text)) for page_id, text in rows]


def _check_numbers(db: sqlite3.Connection) -> None:
    last = dict(db.execute("SELECT name, last FROM counter"))
    for kind in ("item", "property"):
        used = _number(db, f"SELECT max(number) FROM page WHERE kind = '{kind}'")
        assert used <= last[kind]
    assert _number(db, "SELECT max(revision_id) FROM revision") <= last["revision"]
    assert _number(db, "SELECT max(page_id) FROM page") <= last["page"]


def _check_no_half_edit(db: sqlite3.Connection, at_most: int) -> None:
    single = 0
    merges = {"to": 0, "from": 0}
    for comment, text in db.execute("SELECT comment, content FROM revision"):
        content = json.loads(text)
        if comment.startswith("/* wbeditentity-create-item"):
            said = [each["mainsnak"]["datavalue"]["value"] for each in _statements(content)]
            labels = [label["value"] for label in content["labels"].values()]
            assert said == [each for each in labels if not each.startswith(PAGE)]
        for side in merges:
            merges[side] += comment.startswith(f"/* wbmergeitems-{side}:")
        single += "redirect" not in comment and "wbmergeitems" not in comment
    assert merges["to"] == merges["from"], "one side of a merge was saved without the other"
    assert single + merges["to"] <= at_most, "an edit was made twice"


def _statements(content: Any) -> list[Any]:
    return [statement for group in content["claims"].values() for statement in group]


def _number(db: sqlite3.Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0] or 0)
