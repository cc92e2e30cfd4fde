"""What was acknowledged is kept, however the server ends; a file that is no use is told so.

`make kills` does with 200 kills what is done here with a few.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pfgraph.sandbox.store.cache import Cache
from pfgraph.sandbox.store.opening import UnusableFile
from pfgraph.sandbox.store.storage import Edit, Revision, Storage
from tests.sandbox.killing.checks import check, check_deleted, check_labels
from tests.sandbox.killing.rounds import Story

REFUSED = "Error: Cannot keep the wiki in {}: it is no SQLite file"
KILLS = int(os.environ.get("PFGRAPH_KILLS", "16"))
ON_ONE_FILE = 8
SEED = int(os.environ.get("PFGRAPH_SEED", "1"))
EDIT = Edit("Admin", "", bot=False)


def test_kills_under_load_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """Every answered edit is there with its history, none is there in half, no id came twice."""
    chance = random.Random(SEED)
    sent = acknowledged = 0
    for first in range(0, KILLS, ON_ONE_FILE):
        story = Story(tmp_path / f"wiki-{first}.sqlite", chance)
        for _ in range(min(ON_ONE_FILE, KILLS - first)):
            story.round()
            check(story.path, story.acknowledged, story.sent)
            check_deleted(story.path, story.deleted)
            check_labels(story.path, story.labels)
        sent += story.sent
        acknowledged += len(story.acknowledged) + len(story.deleted) + len(story.labels)
    assert acknowledged > KILLS
    print(f"{KILLS} kills, {sent:,} edits sent, {acknowledged:,} acknowledged and found again")


def item(number: int, label: str = "kept") -> dict[str, object]:
    labels = {"en": {"language": "en", "value": label}}
    rest = {"descriptions": {}, "aliases": {}, "claims": {}, "sitelinks": {}}
    return {"type": "item", "id": f"Q{number}", "labels": labels, **rest}


def kept(path: Path) -> None:
    storage = Storage(path)
    storage.save(storage.new_id("item"), item(1), EDIT)
    storage.close()


def test_an_edit_that_fails_leaves_nothing_behind_but_the_id_it_took() -> None:
    """Whatever a block saved is taken back when it raises; the next id is another one."""
    storage = Storage()
    with pytest.raises(ValueError, match="stop"), storage.editing():
        storage.save(storage.new_id("item"), item(1), EDIT)
        assert storage.latest("Q1") is not None
        raise ValueError("stop")
    assert storage.latest("Q1") is None
    assert storage.rows("SELECT count(*) FROM revision") == [(0,)]
    assert storage.new_id("item") == "Q2"
    storage.close()


def test_a_failure_inside_that_is_hushed_up_fails_the_whole_edit() -> None:
    """Half of what belongs together is never committed, even if the other half would be."""
    storage = Storage()
    with pytest.raises(RuntimeError, match="nothing of it was saved"), storage.editing():
        with pytest.raises(ValueError, match="stop"), storage.editing():
            storage.save("Q1", item(1), EDIT)
            raise ValueError("stop")
        storage.save("Q2", item(2), EDIT)
    assert storage.latest("Q2") is None
    storage.close()


def test_nothing_is_written_outside_of_an_edit() -> None:
    """A statement that would commit by itself is refused."""
    storage = Storage()
    with pytest.raises(RuntimeError, match="outside of an edit"):
        storage.change("DELETE FROM page")
    storage.close()


def test_listeners_hear_of_an_edit_when_it_is_committed() -> None:
    """Once for each entity, and not at all of an edit that failed."""
    storage = Storage()
    heard: list[str] = []
    storage.listeners.append(heard.append)
    with storage.editing():
        storage.save("Q1", item(1), EDIT)
        storage.save("Q1", item(1, "again"), EDIT)
        assert heard == []
    with pytest.raises(ValueError, match="stop"), storage.editing():
        storage.save("Q2", item(2), EDIT)
        raise ValueError("stop")
    assert heard == ["Q1"]
    storage.close()


def test_a_file_of_an_older_form_is_brought_up_to_date(tmp_path: Path) -> None:
    """Tables and columns that came later are added, and the index of terms is filled again."""
    path = tmp_path / "wiki.sqlite"
    kept(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE term")
        db.execute("ALTER TABLE page DROP COLUMN deleted")
        db.commit()
    storage = Storage(path)
    assert storage.rows("SELECT kind, language, text FROM term") == [("labels", "en", "kept")]
    assert storage.latest("Q1") is not None
    storage.close()


def _strange(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE bookmark (url TEXT)")
        db.commit()


def _newer(path: Path) -> None:
    kept(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("ALTER TABLE page ADD COLUMN colour TEXT")
        db.commit()


def _older(path: Path) -> None:
    kept(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("ALTER TABLE revision DROP COLUMN comment")
        db.commit()


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda path: path.write_text("This is a letter." * 500), "it is no SQLite file"),
        (Path.mkdir, "it cannot be opened or made"),
        (_strange, "it is an SQLite file of something else"),
        (_newer, r"this one does not know \(page\.colour\)"),
        (_older, r"this one does not know \(revision\.comment\)"),
        (Storage, "it is in use, probably by another sandbox"),
    ],
    ids=["text", "folder", "strange", "newer", "older", "in use"],
)
def test_a_file_that_is_no_use_is_refused_in_words(
    tmp_path: Path, made: object, reason: str
) -> None:
    """The message names the file and says why and what to do; the file stays as it was."""
    path = tmp_path / "wiki.sqlite"
    assert callable(made)
    holder = made(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(UnusableFile, match=reason) as refused:
        Storage(path)
    assert str(path) in str(refused.value)
    assert not path.is_file() or path.read_bytes() == before
    if isinstance(holder, Storage):
        holder.close()


def test_the_command_says_it_in_one_line(tmp_path: Path) -> None:
    """No traceback and no half-started server: a message and exit code 2."""
    path = tmp_path / "letter.txt"
    path.write_text("This is a letter.")
    command = [sys.executable, "-m", "pfgraph", "sandbox", "--data", str(path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.stderr.startswith(REFUSED.format(path))
    assert ended.stderr.count("\n") == 1
    assert (ended.returncode, ended.stdout) == (2, "")


def test_the_cache_holds_no_more_than_it_may() -> None:
    """What was not used for longest goes first; what was used stays."""
    cache = Cache(largest=250)
    for number in (1, 2, 3):
        cache.get("Q1")
        cache.put(Revision(number, number, f"Q{number}", 0, "", "", "", False, 100, None, "{}"))
    assert cache.get("Q1") is not None
    assert cache.get("Q2") is None
    assert cache.get("Q3") is not None


def test_a_file_that_may_only_be_read_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk that is mounted for reading: for an administrator, rights alone stop nobody."""
    path = tmp_path / "wiki.sqlite"
    kept(path)
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(UnusableFile, match="it cannot be written to"):
        Storage(path)
