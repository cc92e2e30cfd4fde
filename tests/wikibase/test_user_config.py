"""Where pywikibot's own files are, its site, its account and its throttle hold."""

import subprocess
import sys
from pathlib import Path

import pytest

from pfgraph.sandbox import Sandbox

FAMILY = """\
from pywikibot.family import DefaultWikibaseFamily

class Family(DefaultWikibaseFamily):
    name = "mine"
    langs = {"mine": "HOST"}
    def protocol(self, code): return "http"
    def scriptpath(self, code): return "/w"
    def interface(self, code): return "DataSite"
"""
CONFIG = """\
family = mylang = "mine"
family_files["mine"] = "./mine_family.py"
usernames["mine"]["mine"] = "WikibaseBot"
password_file = "user-password.py"
put_throttle = 0
"""
ASK = """\
import sys
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import connect
repository = connect(sys.argv[1], Account(""))
print("user:", repository.identity.user, list(repository.ids("item")))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which pywikibot is configured, but for the host."""
    for name, text in (("user-config.py", CONFIG), ("mine_family.py", FAMILY), ("ask.py", ASK)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "user-config.py").chmod(0o600)
    return tmp_path


def ask(folder: Path, url: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "ask.py", url],
        cwd=folder,
        env={"PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_account_of_the_password_file_is_used(folder: Path) -> None:
    """Without an account in the environment the user's own files log in."""
    with Sandbox() as sandbox:
        family = FAMILY.replace("HOST", sandbox.url.removeprefix("http://"))
        (folder / "mine_family.py").write_text(family, encoding="utf-8")
        secret = folder / "user-password.py"
        secret.write_text(f'("WikibaseBot", BotPassword("tool", "{sandbox.password}"))\n')
        secret.chmod(0o600)
        said = ask(folder, sandbox.url)
    assert "user: WikibaseBot []" in said.stdout, said.stderr


def test_a_configuration_for_another_wiki_is_said(folder: Path) -> None:
    """Files that are for another wiki are not used for this one."""
    with Sandbox() as sandbox:
        said = ask(folder, sandbox.url)
    assert "user-config.py is for HOST, not for" in said.stderr
