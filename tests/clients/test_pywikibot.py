"""pywikibot's own API, as published, over the wire and in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.clients.conftest import Ground

SESSION = Path(__file__).with_name("pywikibot_session.py")


@pytest.fixture(scope="module")
def told(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a session of pywikibot with a bot password found out."""
    given = {
        "PYWIKIBOT_NO_USER_CONFIG": "2",
        "SANDBOX_URL": ground.sandbox.url,
        "SANDBOX_USER": ground.sandbox.user,
        "SANDBOX_PASSWORD": ground.sandbox.password,
        "SANDBOX_PROPERTIES": json.dumps(dict(ground.properties)),
    }
    done = subprocess.run(
        [sys.executable, str(SESSION)],
        cwd=tmp_path_factory.mktemp("pywikibot"),
        env=os.environ | given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_it_logs_in_with_a_bot_password(told: Any) -> None:
    """The account behind the bot password is the one in use, with its groups."""
    assert told["account"] == {"user": "WikibaseBot", "bot": True}


def test_it_knows_the_datatype_of_each_property(told: Any, ground: Ground) -> None:
    """As the wiki tells it."""
    assert told["datatypes"] == {number: kind for kind, number in ground.properties.items()}


def test_terms_come_back(told: Any) -> None:
    """Labels, descriptions and aliases, each edited by its own call."""
    assert told["terms"] == {
        "labels": {"de": "Ding", "en": "thing"},
        "descriptions": {"en": "some thing"},
        "aliases": {"en": ["object", "matter"]},
    }


def test_a_value_of_each_datatype_comes_back(told: Any, ground: Ground) -> None:
    """What is read equals, for pywikibot, what was set."""
    assert told["values"] == dict.fromkeys(ground.properties, True)


def test_a_statement_is_built_and_taken_apart(told: Any, ground: Ground) -> None:
    """Claim, qualifier, sources, new target, rank, kind of snak, and all of it removed."""
    url, string = ground.properties["url"], ground.properties["string"]
    assert told["statements"] == {
        "value": "second",
        "rank": "preferred",
        "qualifier": "+00000002020-05-06T00:00:00Z",
        "sources": [sorted([url, string]), [url]],
        "snak": "novalue",
        "bare": [0, 1],
        "left": 0,
    }


def test_items_are_merged_and_redirected(told: Any) -> None:
    """A merged item is a redirect, and so is one that was pointed elsewhere."""
    assert told["redirects"] == {
        "refused": "IsRedirectPageError",
        "redirect": True,
        "target": True,
        "labels": ["gone"],
        "set": True,
    }


def test_it_finds_and_lists(told: Any) -> None:
    """Search, preloading, all pages, generators, and whether an item is there."""
    assert told["lists"] == {
        "search": True,
        "preload": True,
        "allpages": True,
        "generator": True,
        "exists": True,
        "missing": False,
    }


def test_it_reads_the_history(told: Any) -> None:
    """Revisions of a page, contributions of a user, and recent changes."""
    assert told["history"] == {
        "revisions": 2,
        "comment": True,
        "creator": "WikibaseBot",
        "contributions": True,
        "recent": True,
    }


def test_it_names_what_went_wrong(told: Any) -> None:
    """A stale base revision and a missing item under the names that pywikibot has for them."""
    assert told["errors"] == {"conflict": "editconflict", "missing": "NoPageError"}


def test_it_asks_the_query_service(told: Any) -> None:
    """Rows, yes or no, items, and pages from a query."""
    assert told["sparql"] == {"select": True, "ask": True, "items": True, "pages": True}
