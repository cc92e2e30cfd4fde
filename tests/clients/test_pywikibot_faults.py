"""What pywikibot does when the wiki fails, as it was seen to do on a real one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pfgraph.sandbox import Sandbox

ROOT = Path(__file__).parent.parent.parent
WORD = "a word of the test"
OUTCOMES = {
    "maxlag": ("saved", 3, "changed"),
    "read-only": ("saved", 3, "changed"),
    "502": ("saved", 2, "changed"),
    "429": ("saved", 2, "changed"),
    "lost before": ("saved", 2, "changed"),
    "lost after": ("editconflict", 2, "changed"),
    "cut": ("editconflict", 2, "changed"),
    "foreign edit": ("editconflict", 1, "edited by somebody else"),
    "another label": ("saved", 1, "changed"),
    "collision": ("failed-save", 1, ""),
    "throttled": ("saved", 2, "changed"),
    "ratelimited": ("saved", 2, "changed"),
    "filtered": ("failed-save", 1, ""),
    "blocked": ("permissiondenied", 1, ""),
    "no right": ("permissiondenied", 1, ""),
    "bad token": ("saved", 2, "changed"),
    "lost session": ("badtoken", 3, ""),
}
"""How a change of a label ends, how often it was sent, and what the label is then."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What pywikibot met, fault after fault, in a process of its own."""
    with Sandbox(control=WORD) as sandbox:
        given = {
            "PYTHONPATH": str(ROOT),
            "PYWIKIBOT_NO_USER_CONFIG": "2",
            "SANDBOX_CONTROL": WORD,
            "SANDBOX_PASSWORD": sandbox.password,
            "SANDBOX_PROPERTIES": "{}",
            "SANDBOX_URL": sandbox.url,
            "SANDBOX_USER": sandbox.user,
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.clients.fault_session"],
            cwd=tmp_path_factory.mktemp("pywikibot"),
            env=os.environ | given,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", OUTCOMES)
def test_pywikibot_takes_a_fault_as_on_a_real_wiki(told: Any, name: str) -> None:
    """It waits and sends again, or gives up; a lost session costs it the edit."""
    met = told[name]
    assert (met["code"], met["tries"], met["label"]) == OUTCOMES[name]


def test_a_lost_answer_makes_pywikibot_make_an_item_twice(told: Any) -> None:
    """It cannot know that the first try was saved."""
    assert told["made"] == 2
