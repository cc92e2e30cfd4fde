"""Where pywikibot's own files are, its site, its account and its throttle hold."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from pfgraph.sandbox import Sandbox
from tests.recording import Recording

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
        env={"PATH": "", "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
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


SIMULATED = """\
import sys
from pfgraph.errors import WikiError
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import connect
from pfgraph.wikibase.repository import Edit
repository = connect(sys.argv[1], Account(""), None)
print(repository.throttle, repository.simulates)
try:
    repository.edit(Edit({"labels": {"en": {"language": "en", "value": "A"}}}, "x", new="item"))
except WikiError as error:
    print("refused:", error)
"""


def configured(folder: Path, sandbox: Sandbox, more: str, script: str) -> None:
    """The folder's files for this wiki, with more settings and another script."""
    family = FAMILY.replace("HOST", sandbox.url.removeprefix("http://"))
    (folder / "mine_family.py").write_text(family, encoding="utf-8")
    (folder / "user-config.py").write_text(CONFIG + more, encoding="utf-8")
    (folder / "ask.py").write_text(script, encoding="utf-8")
    secret = folder / "user-password.py"
    secret.write_text(f'("WikibaseBot", BotPassword("tool", "{sandbox.password}"))\n')
    secret.chmod(0o600)


def test_simulating_in_the_configuration_keeps_everything_from_writing(folder: Path) -> None:
    """No edit is taken for saved that pywikibot blocks; its put_throttle is in force."""
    with Sandbox() as sandbox:
        configured(folder, sandbox, "simulate = True\nput_throttle = 3\n", SIMULATED)
        said = ask(folder, sandbox.url)
        assert "put_throttle=3" in said.stdout and "True" in said.stdout, said.stderr
        assert "refused: pywikibot is told to simulate" in said.stdout
        assert "wbeditentity" not in sandbox.requests.actions


NAMED = ASK.replace('Account("")', 'Account("WikibaseBot@tool")')


def test_an_account_without_a_password_has_it_from_the_password_file(folder: Path) -> None:
    """A name in pfgraph.toml and a secret in pywikibot's own file go together."""
    with Sandbox() as sandbox:
        configured(folder, sandbox, "", NAMED)
        said = ask(folder, sandbox.url)
        assert "user: WikibaseBot []" in said.stdout, said.stderr


WIKIMEDIA = """\
from pfgraph.wikibase.client.configuration import configure, in_force
configure("https://www.wikidata.org", None, None)
print(in_force())
"""


def test_a_configuration_that_is_too_fast_for_wikimedia_is_slowed_down(folder: Path) -> None:
    """Also where the user's own file asks for more."""
    (folder / "user-config.py").write_text(CONFIG + "write_maxlag = 60\n", encoding="utf-8")
    (folder / "ask.py").write_text(WIKIMEDIA, encoding="utf-8")
    said = ask(folder, "")
    assert "put_throttle=1.0" in said.stdout and "maxlag=5" in said.stdout, said.stderr


OAUTH = 'authenticate["SERVER"] = ("consumer", "secret of it", "access", "secret of that")\n'


def behind_oauth(sandbox: Sandbox) -> Callable[[dict[str, str]], str]:
    """A wiki that knows its client by the OAuth header: the sandbox, which does not know OAuth."""

    def answer(asked: dict[str, str]) -> str:
        said = httpx.post(sandbox.api, data=asked).json()
        user = said.get("query", {}).get("userinfo")
        if user:
            user.pop("anon", None)
            user |= {"id": 7, "name": "WikibaseBot"}
        return json.dumps(said)

    return answer


DIAGNOSE = """\
import sys
from pfgraph.doctor.checkup import _found
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import connect
account = Account("")
repository = connect(sys.argv[1], account)
print(repository.facts().user, _found(account, repository))
"""


def test_oauth_tokens_go_out_with_every_request(folder: Path) -> None:
    """Nobody logs in with a password then, and the doctor says so."""
    with Sandbox() as sandbox, Recording(behind_oauth(sandbox)) as server:
        (folder / "mine_family.py").write_text(FAMILY.replace("HOST", server.host))
        config = CONFIG.replace("password_file", "# password_file")
        (folder / "user-config.py").write_text(config + OAUTH.replace("SERVER", server.host))
        (folder / "ask.py").write_text(DIAGNOSE)
        said = ask(folder, server.url)
    assert "WikibaseBot named in pywikibot's user-config.py, with OAuth" in said.stdout, said.stderr
    assert not [each for each in server.asked if each.parameters.get("action") == "login"]
    for each in server.asked:
        signed = each.headers["Authorization"]
        assert signed.startswith("OAuth ") and 'oauth_consumer_key="consumer"' in signed
        assert 'oauth_token="access"' in signed and "secret of" not in signed
