"""wikibase-edit and wikibase-cli, as published on npm, against a running wiki."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.clients.conftest import DATATYPES, Ground

FOLDER = Path(__file__).with_name("node")
NODE = shutil.which("node")
READY = bool(NODE) and (FOLDER / "node_modules" / "wikibase-cli").is_dir()

if not READY:
    pytest.skip("no clients from npm here: `make clients` brings them", allow_module_level=True)

pytestmark = pytest.mark.node
Cli = Callable[..., str]


def run(command: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(
        [str(NODE), *command],
        cwd=FOLDER,
        env=os.environ | env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def told(ground: Ground) -> Any:
    """What a session of wikibase-edit found out."""
    given = {
        "SANDBOX_URL": ground.sandbox.url,
        "SANDBOX_USER": ground.sandbox.user,
        "SANDBOX_PASSWORD": ground.sandbox.password,
        "SANDBOX_PROPERTIES": json.dumps(dict(ground.properties)),
    }
    return json.loads(run(["edit.mjs"], given).splitlines()[-1])


@pytest.fixture(scope="module")
def cli(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """wikibase-cli with a home and an account of its own."""
    home, sandbox = tmp_path_factory.mktemp("wb"), ground.sandbox
    account = {"username": sandbox.user, "password": sandbox.password}
    settings = {
        "instance": sandbox.url,
        "sparql-endpoint": sandbox.sparql,
        "credentials": {sandbox.url: account},
    }
    (home / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    given = {"HOME": str(home), "WB_CONFIG": str(home / "config.json"), "NO_COLOR": "1"}
    return lambda *words: run(["node_modules/wikibase-cli/bin/wb.js", *words], given)


def test_edit_changes_terms(told: Any) -> None:
    """Label, description, and aliases set, added and removed."""
    assert told["terms"] == ["Ding", "some thing", ["b", "c"]]


def test_edit_makes_properties_and_every_datatype(told: Any) -> None:
    """It asks for the datatypes of properties and formats values by them."""
    assert told["properties"] == "url"
    assert told["datatypes"] == list(DATATYPES)


def test_edit_builds_a_statement_and_takes_it_apart(told: Any) -> None:
    """Create, update, qualifiers and references set, moved and removed."""
    assert told["claims"] == {
        "value": "two",
        "rank": "preferred",
        "qualifier": "r",
        "reference": 2,
        "bare": [False, False],
        "left": 0,
    }


def test_edit_moves_a_statement(told: Any) -> None:
    """To another item and another property."""
    assert told["moving"] == [[], ["moves"]]


def test_edit_reconciles(told: Any) -> None:
    """What is there is found again, and a reference is merged into it."""
    assert told["reconciliation"] == [0, 1]


def test_edit_gives_reasons(told: Any) -> None:
    """The summary stands behind the one that the wiki makes."""
    assert told["summaries"] == "/* wbsetlabel-add:1|fr */ un, a reason"


def test_edit_merges_and_deletes(told: Any) -> None:
    """The merged item leads to the other, the deleted one is missing."""
    assert told["ending"] == {"merged": True, "missing": True}


def test_edit_names_what_went_wrong(told: Any) -> None:
    """Errors carry the wiki's own codes."""
    assert told["errors"] == {
        "account": "Error",
        "baserevid": "nosuchrevid",
        "missing": "no-such-entity",
        "twin": "failed-save",
    }


def test_cli_makes_an_item_and_reads_it(cli: Cli, ground: Ground) -> None:
    """Create, label, description, claim, qualifier and reference, each by its command."""
    string, url = ground.properties["string"], ground.properties["url"]
    made = json.loads(cli("create-entity", json.dumps({"labels": {"en": "cli item"}})))
    number = made["entity"]["id"]
    cli("set-label", number, "fr", "élément")
    cli("set-description", number, "fr", "quelque chose")
    cli("add-alias", number, "fr", "autre")
    claim = json.loads(cli("add-claim", number, string, "a value"))["claim"]["id"]
    cli("add-qualifier", claim, string, "a qualifier")
    cli("add-reference", claim, url, "https://example.org/")
    read = json.loads(cli("data", number))
    assert read["labels"]["fr"]["value"] == "élément"
    assert read["aliases"]["fr"][0]["value"] == "autre"
    (statement,) = read["claims"][string]
    assert [statement["mainsnak"]["datavalue"]["value"], *statement["qualifiers"]] == [
        "a value",
        string,
    ]
    assert list(statement["references"][0]["snaks"]) == [url]
    cli("remove-claim", claim)
    assert json.loads(cli("data", number))["claims"] == {}


def test_cli_finds_and_tells(cli: Cli) -> None:
    """Labels, searches and summaries."""
    made = json.loads(cli("create-entity", json.dumps({"labels": {"en": "findable by cli"}})))
    number = made["entity"]["id"]
    assert cli("label", number, "--lang", "en").strip() == "findable by cli"
    assert number in cli("search", "findable", "--lang", "en")
    assert "findable by cli" in cli("summary", number, "--lang", "en")


def test_cli_asks_the_query_service(cli: Cli, ground: Ground) -> None:
    """Queries, its own ones about properties and labels too."""
    string = ground.properties["string"]
    data = {"labels": {"en": "asked by cli"}, "claims": {string: "needle"}}
    number = json.loads(cli("create-entity", json.dumps(data)))["entity"]["id"]
    query = 'SELECT ?item { ?item rdfs:label "asked by cli"@en }'
    assert json.loads(cli("sparql", query, "--format", "json")) == [number]
    assert cli("query", "--property", string, "--object", "needle").strip() == number
    assert json.loads(cli("props", "--lang", "en", "--json"))[string] == "string property"
