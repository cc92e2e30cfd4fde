"""Plans with what the shapes say of them: shown, kept, stopped and allowed."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pfgraph.namespaces import PF
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import connect
from pfgraph.wikibase.planschema import plan_schema
from pfgraph.wikibase.repository import Edit
from pfgraph.wikibase.state import read_state
from tests.cli.conftest import Command

ACTORS = """\
id,label,kind,source
museum,Town Museum,cultural heritage institution,https://museum.example/
chapter,Wiki Chapter,Wikimedia chapter,https://wiki.example/
"""
COLLABORATIONS = """\
id,label,status,{more}source
photos,Photographs of the Town Museum,active,{value}https://museum.example/photos
"""
PARTICIPATIONS = """\
id,in,participant,role,source
photos-museum,photos,museum,content provider,https://museum.example/photos
photos-chapter,photos,chapter,trainer,https://wiki.example/photos
"""


def write(folder: Path, more: str = "", value: str = "") -> str:
    """Three tables; `more` is a column of the collaboration and `value` what stands in it."""
    records = folder / "records"
    records.mkdir(exist_ok=True)
    told = COLLABORATIONS.format(more=more and f"{more},", value=value and f"{value},")
    for name, text in {
        "actors": ACTORS, "collaborations": told, "participations": PARTICIPATIONS,
    }.items():  # fmt: skip
        (records / f"{name}.csv").write_text(text, encoding="utf-8")
    return "records"


@pytest.fixture(scope="module")
def ended(own_wiki: Sandbox) -> None:
    """Somebody states by hand that the collaboration ended in 2010."""
    repository = connect(own_wiki.url, Account(own_wiki.user, own_wiki.password))
    state = read_state(repository)
    item, prop = state.item_ids["collaborations/photos"], state.properties[str(PF.endDate)].id
    time = {
        "time": "+2010-00-00T00:00:00Z", "timezone": 0, "before": 0, "after": 0, "precision": 9,
        "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
    }  # fmt: skip
    snak = {
        "property": prop, "snaktype": "value", "datavalue": {"type": "time", "value": time},
    }  # fmt: skip
    claim = {"type": "statement", "rank": "normal", "mainsnak": snak}
    repository.edit(Edit({"claims": [claim]}, "it ended", item))


def runs(pfgraph: Command, *arguments: str) -> Any:
    return json.loads(pfgraph("runs", *arguments, "--format", "json").stdout)


def test_a_plan_file_fits_the_schema_and_knows_the_rows(pfgraph: Command, tmp_path: Path) -> None:
    """File and row stand beside each item and each statement, and in the journal of its run."""
    assert pfgraph("schema", "apply").exit_code == 0
    planned = pfgraph("plan", write(tmp_path), "-o", "first.plan")
    assert planned.exit_code == 0, planned.stderr
    kept = json.loads((tmp_path / "first.plan").read_text("utf-8"))
    jsonschema.Draft202012Validator(plan_schema()).validate(kept)
    items = {item["key"]: item for item in kept["items"]}
    museum, photos = items["actors/museum"], items["collaborations/photos"]
    assert museum["source"] == {"file": "records/actors.csv", "line": 2, "column": ""}
    rows = {edit["after"]["marker"]: edit["source"] for edit in photos["edits"]}
    assert rows["participations/photos-chapter"]["file"] == "records/participations.csv"
    assert rows["participations/photos-chapter"]["line"] == 3
    assert pfgraph("apply", "first.plan").exit_code == 0
    places = {row["record"]: (row["file"], row["line"]) for row in runs(pfgraph, "last")}
    assert places["actors/chapter"] == ("records/actors.csv", 3)


def test_json_is_what_a_file_keeps(pfgraph: Command, tmp_path: Path) -> None:
    """`--json`, `--format json` and `-o` say the same; nothing is to be written by now."""
    first, second = (
        pfgraph("plan", write(tmp_path), *form) for form in (["--json"], ["--format", "json"])
    )
    pfgraph("plan", write(tmp_path), "-o", "kept.plan")
    kept = json.loads((tmp_path / "kept.plan").read_text("utf-8"))
    assert json.loads(first.stdout) == json.loads(second.stdout) == kept
    assert kept["unchanged"] == 3 and kept["items"] == []


def test_a_violation_that_only_the_wiki_knows_of_stops_the_plan(
    pfgraph: Command, tmp_path: Path, ended: None
) -> None:
    """The records are sound by themselves; with what people wrote the start is after the end."""
    planned = pfgraph("plan", write(tmp_path, "start", "2019-05"), "-o", "bad.plan")
    assert planned.exit_code == 1
    assert "New on the wiki with this plan:" in planned.stdout
    assert "records/collaborations.csv:2" in planned.stdout
    assert "shapes (record): 1 new violation" in planned.stdout
    new = [
        finding
        for item in json.loads((tmp_path / "bad.plan").read_text("utf-8"))["items"]
        for finding in item["findings"]["new"]
        if finding["blocks"]
    ]
    assert [each["record"] for each in new] == ["collaborations/photos"]
    before = len(runs(pfgraph))
    for command in (["apply", "bad.plan"], ["load", "records", "--yes"]):
        stopped = pfgraph(*command)
        assert stopped.exit_code == 1
        assert "nothing was written: this would bring a new violation" in stopped.stderr
        assert "--allow" in stopped.stderr
    assert len(runs(pfgraph)) == before


@pytest.mark.parametrize(("form", "start"), [("markdown", "## Plan for"), ("html", "<!DOCTYPE")])
def test_a_plan_for_a_review(pfgraph: Command, tmp_path: Path, form: str, start: str) -> None:
    """Markdown and HTML are on stdout, whole, with the findings."""
    planned = pfgraph("plan", write(tmp_path, "start", "2019-05"), "--format", form)
    assert planned.stdout.startswith(start)
    assert "Photographs of the Town Museum" in planned.stdout
    assert "1 new violation" in planned.stdout


def test_leave_is_given_once_and_written_down(pfgraph: Command, tmp_path: Path) -> None:
    """`--allow` at the plan is kept with it, and the run says how many violations it let in."""
    records = write(tmp_path, "start", "2019-05")
    assert pfgraph("plan", records, "--allow", "-o", "allowed.plan").exit_code == 0
    applied = pfgraph("apply", "allowed.plan")
    assert applied.exit_code == 0, applied.stderr
    assert runs(pfgraph)[0]["allowed"] == 1
    again = pfgraph("plan", records)
    assert again.exit_code == 0, "what is on the wiki already is nothing new"


def test_a_row_that_the_wiki_refuses_is_named_with_its_place(
    pfgraph: Command, tmp_path: Path, own_wiki: Sandbox
) -> None:
    """An edit by somebody between plan and apply is told with file and row."""
    records = write(tmp_path, "end", "2021")
    pfgraph("plan", records, "--allow", "-o", "late.plan")
    repository = connect(own_wiki.url, Account(own_wiki.user, own_wiki.password))
    item = read_state(repository).item_ids["collaborations/photos"]
    data = {"labels": {"fr": {"language": "fr", "value": "Photographies"}}}
    repository.edit(Edit(data, "in French", item))
    applied = pfgraph("apply", "late.plan", "--json")
    assert "collaborations/photos (records/collaborations.csv:2): it was edited" in applied.stderr
    assert json.loads(applied.stdout)["results"][0]["source"] == "records/collaborations.csv:2"
