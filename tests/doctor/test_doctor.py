"""Each fault of a wiki is found, named, and told with what to do; nothing is written."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pfgraph.cli.main import cli
from pfgraph.runs.journal import Journal
from pfgraph.runs.journalfile import FOLDER
from pfgraph.runs.model import Kind, RunInfo
from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults.fault import Fault
from tests.doctor.conftest import Doctor
from tests.recording import Recording


def level(found: dict[str, dict[str, str]], name: str) -> str:
    return found[name]["level"]


def test_a_bare_wiki_needs_the_ontology_and_nothing_else(doctor: Doctor, bare: Sandbox) -> None:
    """Without a schema the doctor works, says how to make it, and writes nothing."""
    before = bare.requests.actions.get("wbeditentity", 0)
    found = doctor()
    assert found["code"]["level"] == "1"
    assert [name for name, each in found.items() if each["level"] == "fault"] == ["schema"]
    assert "pfgraph schema apply" in found["schema"]["remedy"]
    assert "MediaWiki 1.43" in found["address"]["text"]
    assert "WikibaseBot, named in PFGRAPH_USER" in found["login"]["text"]
    assert bare.requests.actions.get("wbeditentity", 0) == before


def test_a_wrong_password_does_not_keep_the_rest_from_being_seen(doctor: Doctor) -> None:
    """The login is at fault, with the variables to set; the wiki is examined all the same."""
    found = doctor(PFGRAPH_PASSWORD="wrong")
    assert level(found, "login") == "fault"
    assert "PFGRAPH_PASSWORD" in found["login"]["remedy"]
    assert level(found, "datatypes") == "ok" and "rights" not in found


def test_a_wiki_that_takes_no_edits_is_said_with_its_reason(doctor: Doctor, bare: Sandbox) -> None:
    """Read-only mode is found even though nobody can log in then."""
    bare.faults.add(Fault("read-only", reason="moving house"))
    found = doctor()
    assert level(found, "read-only") == "fault" and "moving house" in found["read-only"]["text"]
    assert "could not be tried" in found["login"]["text"]


def test_databases_that_lag_are_said_with_how_much(doctor: Doctor, bare: Sandbox) -> None:
    """The lag that edits would be refused for."""
    bare.faults.add(Fault("maxlag", lag=7.5))
    assert "lag 7.5 s" in doctor()["lag"]["text"]


@pytest.mark.parametrize("right", ["edit", "createpage"])
def test_a_right_that_writing_needs_is_a_fault(doctor: Doctor, bare: Sandbox, right: str) -> None:
    """Without it load cannot write."""
    bare.faults.add(Fault("no-right", right=right))
    found = doctor()
    assert level(found, "rights") == "fault" and right in found["rights"]["text"]


@pytest.mark.parametrize("right", ["bot", "apihighlimits", "item-merge", "property-create"])
def test_a_right_that_would_help_is_a_note(doctor: Doctor, bare: Sandbox, right: str) -> None:
    """What lacks is said with the command for which it matters."""
    bare.faults.add(Fault("no-right", right=right))
    found = doctor()
    assert level(found, "rights") == "note" and f"{right} (" in found["rights"]["text"]


def test_an_account_that_may_make_no_properties_is_told_at_the_schema(
    doctor: Doctor, bare: Sandbox
) -> None:
    """Somebody else has to run schema apply then."""
    bare.faults.add(Fault("no-right", right="property-create"))
    assert "another one has to run it" in doctor()["schema"]["remedy"]


def test_limits_are_held_against_the_throttle(doctor: Doctor, tmp_path: Path) -> None:
    """An account that is limited gets the interval that keeps to the limit; with it all is well."""
    account = {"PFGRAPH_USER": "PlainUser@tool"}
    found = doctor(**account)
    assert level(found, "limits") == "note"
    interval = found["limits"]["remedy"].split("edit_interval = ")[1].split()[0]
    url = found["address"]["text"].split(": ")[0]
    (tmp_path / "pfgraph.toml").write_text(f'[wiki.x]\nurl = "{url}"\nedit_interval = {interval}\n')
    assert level(doctor(**account), "limits") == "ok"


def test_a_clock_that_goes_wrong_is_a_fault(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By how much, and on which side."""
    from datetime import UTC, datetime, timedelta

    class Early(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) - timedelta(hours=1)

    monkeypatch.setattr("pfgraph.wikibase.client.repository.datetime", Early)
    found = doctor()
    assert level(found, "clock") == "fault"
    assert "s before this machine's" in found["clock"]["text"]


def test_a_run_that_was_cut_off_is_named(doctor: Doctor, bare: Sandbox) -> None:
    """With the command that goes on with it."""
    journal = Journal(FOLDER)
    journal.begin(RunInfo("r1", bare.url, "Bot", Kind.LOAD, "2026-11-22T19:30:00Z"), [])
    journal.close()
    found = doctor()
    assert level(found, "journal") == "note" and "pfgraph resume r1" in found["journal"]["remedy"]


def test_a_journal_that_is_no_journal_is_a_fault(doctor: Doctor) -> None:
    """A broken file is said before a run meets it."""
    FOLDER.mkdir()
    (FOLDER / "journal.sqlite").write_text("no database at all, but long enough to be looked at")
    assert level(doctor(), "journal") == "fault"


def endpoint(tmp_path: Path, bare: Sandbox, sparql: str) -> None:
    (tmp_path / "pfgraph.toml").write_text(
        f'[wiki.x]\nurl = "{bare.url}"\nsparql = "{sparql}"\n', encoding="utf-8"
    )


def edited(bare: Sandbox) -> None:
    """One item on the wiki."""
    from pfgraph.wikibase.account import Account
    from pfgraph.wikibase.client import connect
    from pfgraph.wikibase.repository import Edit

    data = {"labels": {"en": {"language": "en", "value": f"Thing {len(bare.log)}"}}}
    connect(bare.url, Account(bare.user, bare.password)).edit(Edit(data, "test", new="item"))


def test_an_endpoint_that_has_the_newest_edit_is_well(
    doctor: Doctor, bare: Sandbox, tmp_path: Path
) -> None:
    """The sandbox's own endpoint knows every edit at once."""
    edited(bare)
    endpoint(tmp_path, bare, bare.sparql)
    assert "holds the newest edit" in doctor()["sparql"]["text"]


@pytest.mark.parametrize(("rows", "said"), [([], "does not know it"), (["1"], "has revision 1")])
def test_an_endpoint_that_is_behind_is_said(
    doctor: Doctor, bare: Sandbox, tmp_path: Path, rows: list[str], said: str
) -> None:
    """Which item it lacks, and how long ago that was edited."""
    edited(bare)
    number = "http://www.w3.org/2001/XMLSchema#integer"
    bindings = [{"version": {"type": "literal", "datatype": number, "value": row}} for row in rows]
    answer = {"head": {"vars": ["version"]}, "results": {"bindings": bindings}}
    with Recording(json.dumps(answer), "application/sparql-results+json") as behind:
        endpoint(tmp_path, bare, behind.url)
        found = doctor()
    assert level(found, "sparql") == "note" and said in found["sparql"]["text"]


def test_an_endpoint_that_is_down_is_a_fault(doctor: Doctor, bare: Sandbox, tmp_path: Path) -> None:
    """With the setting that names it."""
    endpoint(tmp_path, bare, "http://127.0.0.1:9/sparql")
    found = doctor()
    assert level(found, "sparql") == "fault" and "pfgraph.toml" in found["sparql"]["remedy"]


def test_where_no_wikibase_answers_nothing_can_be_asked() -> None:
    """Exit code 2 and one message."""
    done = CliRunner().invoke(cli, ["doctor", "--wiki", "http://127.0.0.1:9"])
    assert done.exit_code == 2 and "cannot be used" in done.stderr


def test_for_people_each_finding_is_a_line_with_its_remedy_below(bare: Sandbox) -> None:
    """Level, name and words; the remedy stands behind an arrow."""
    environment = {"PFGRAPH_USER": bare.user, "PFGRAPH_PASSWORD": bare.password}
    done = CliRunner().invoke(cli, ["doctor", "--wiki", bare.url], env=environment)
    assert "\nfault  schema " in done.stdout
    assert "\n                  → `pfgraph schema plan` shows them" in done.stdout
