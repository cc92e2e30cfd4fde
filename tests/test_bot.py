"""The bot for pywikibot, run as a script in a folder with pywikibot's own files."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import PywikibotRepository, connect
from pfgraph.wikibase.repository import Edit
from tests.cli.ready import with_ontology
from tests.wikibase.test_user_config import CONFIG, FAMILY

HOST = "127.0.0.11"
SCRIPT = """\
import sys
import pywikibot
from pfgraph.bot import RecordsBot

class Choosing(RecordsBot):
    def wanted(self, item, change):
        return None if "--none" in options else change

options = pywikibot.handle_args()
items = [each for each in options if not each.startswith("-")]
site = pywikibot.Site()
pages = [pywikibot.ItemPage(site, each) for each in items]
Choosing(["actors.csv"], generator=pages, always=True).run()
"""


@pytest.fixture(scope="module")
def wiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A wiki with the ontology."""
    path = with_ontology(tmp_path_factory.mktemp("wiki") / "wiki.sqlite", HOST)
    with Sandbox(data=path, host=HOST) as sandbox:
        yield sandbox


@pytest.fixture
def folder(wiki: Sandbox, tmp_path: Path) -> Path:
    """pywikibot's files for that wiki, a script, and records of three actors."""
    family = FAMILY.replace("HOST", wiki.url.removeprefix("http://"))
    (tmp_path / "mine_family.py").write_text(family)
    (tmp_path / "user-config.py").write_text(f"{CONFIG}minthrottle = 0\n")
    (tmp_path / "user-password.py").write_text(
        f'("WikibaseBot", BotPassword("tool", "{wiki.password}"))\n'
    )
    for each in ("user-config.py", "user-password.py"):
        (tmp_path / each).chmod(0o600)
    (tmp_path / "sync.py").write_text(SCRIPT)
    actors(tmp_path, "Actor")
    return tmp_path


def actors(folder: Path, label: str) -> None:
    prefix = f"{folder.name}-"
    rows = [f"{prefix}{n},{label} {prefix}{n},https://a.example/{n}\n" for n in range(3)]
    (folder / "actors.csv").write_text("id,label,source\n" + "".join(rows))


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env={**os.environ, "COLUMNS": "120"},
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def loaded(wiki: Sandbox, folder: Path) -> list[str]:
    """The ids of three items that were loaded from the records."""
    run(folder, "-m", "pfgraph", "load", "actors.csv", "--yes", "--wiki", wiki.url)
    listed = run(folder, "-m", "pfgraph", "runs", "last", "--format", "csv").splitlines()
    return [row["item"] for row in csv.DictReader(listed) if row["outcome"] == "done"]


def reader(wiki: Sandbox) -> PywikibotRepository:
    return connect(wiki.url, Account(wiki.user, wiki.password))


def labels(wiki: Sandbox, ids: list[str]) -> list[str]:
    return [str(each["labels"]["en"]["value"]) for each in reader(wiki).entities(ids)]


def test_only_the_items_that_are_shown_are_synced(wiki: Sandbox, folder: Path) -> None:
    """As one run of the journal; the records of the others wait for their turn."""
    ids = loaded(wiki, folder)
    actors(folder, "Other")
    said = run(folder, "sync.py", *ids[:2])
    assert [label.split()[0] for label in labels(wiki, ids)] == ["Other", "Other", "Actor"], said
    assert "2 write operations" in said
    runs = run(folder, "-m", "pfgraph", "runs", "--format", "csv").splitlines()
    assert len(runs) == 3
    assert run(folder, "-m", "pfgraph", "runs", "last").endswith("2 done\n")


def test_simulating_shows_the_change_and_writes_nothing(wiki: Sandbox, folder: Path) -> None:
    """With pywikibot's own option; no run is begun."""
    ids = loaded(wiki, folder)
    actors(folder, "Other")
    said = run(folder, "sync.py", "-simulate", *ids)
    assert f"SIMULATION: {ids[0]} is not written" in said
    assert all(label.startswith("Actor") for label in labels(wiki, ids))
    runs = run(folder, "-m", "pfgraph", "runs", "--format", "csv").splitlines()
    assert len(runs) == 2


def test_a_subclass_may_leave_changes_out(wiki: Sandbox, folder: Path) -> None:
    """What `wanted` gives nothing for is not written."""
    ids = loaded(wiki, folder)
    actors(folder, "Other")
    run(folder, "sync.py", "--none", *ids)
    assert all(label.startswith("Actor") for label in labels(wiki, ids))


def test_what_people_wrote_stays(wiki: Sandbox, folder: Path) -> None:
    """A label that somebody has changed is a conflict and is shown, not overwritten."""
    ids = loaded(wiki, folder)
    person = connect(wiki.url, Account("Admin@tool", wiki.password))
    theirs = {"labels": {"en": {"language": "en", "value": f"People's {folder.name}"}}}
    person.edit(Edit(theirs, "by hand", id=ids[0]))
    actors(folder, "Other")
    said = run(folder, "sync.py", *ids)
    assert "! " in said
    assert [label.split()[0] for label in labels(wiki, ids)] == ["People's", "Other", "Other"]


def test_what_goes_wrong_is_said_in_words(folder: Path) -> None:
    """Records that are not there end the script, without a traceback."""
    (folder / "actors.csv").unlink()
    done = subprocess.run(
        [sys.executable, "sync.py", "Q1"], cwd=folder, capture_output=True, text=True, timeout=100,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "actors.csv: there is no such file or folder" in done.stderr
    assert "Traceback" not in done.stderr
