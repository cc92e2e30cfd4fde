"""pywikibot itself, over the wire, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pfgraph.sandbox import Sandbox

SESSION = Path(__file__).with_name("pywikibot_session.py")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a session of pywikibot with a bot password found out."""
    folder = tmp_path_factory.mktemp("pywikibot")
    with Sandbox() as sandbox:
        given = {
            "PYWIKIBOT_NO_USER_CONFIG": "2",
            "SANDBOX_URL": sandbox.url,
            "SANDBOX_USER": sandbox.user,
            "SANDBOX_PASSWORD": sandbox.password,
        }
        done = subprocess.run(
            [sys.executable, str(SESSION)],
            cwd=folder,
            env=os.environ | given,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_pywikibot_logs_in_with_a_bot_password(told: Any) -> None:
    """The account behind the bot password is the one in use."""
    assert told["user"] == "WikibaseBot"


def test_pywikibot_makes_properties_of_every_datatype(told: Any) -> None:
    """Each datatype of the mapping can be a property's."""
    assert told["datatypes"] == told["wanted"]


def test_pywikibot_reads_back_what_it_wrote(told: Any) -> None:
    """Labels, statements, qualifiers and references come back as they were sent."""
    assert told["item"] == {
        "labels": {"de": "Ding", "en": "thing"},
        "string": "a string",
        "qualifier": "2020-05",
        "reference": "https://example.org/source",
        "amount": "12.5",
    }


def test_pywikibot_sees_a_conflict(told: Any) -> None:
    """A stale base revision is refused with the code that pywikibot knows."""
    assert told["conflict"] == "editconflict"


def test_pywikibot_finds_and_lists(told: Any) -> None:
    """Search and the list of pages work through its own classes."""
    assert told["found"] == ["Q1"]
    assert told["pages"] == ["Item:Q1"]
