"""Plan files: as published, the same again when read, and refused with all that is wrong."""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.errors import PlanError
from pfgraph.findings import Finding, Location, Severity
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.outlook import Outlook
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.planfile import (
    plan_from_json,
    plan_text,
    plan_to_json,
    read_plan,
    write_plan,
)
from pfgraph.wikibase.planschema import faults, plan_schema
from pfgraph.wikibase.rows import RowPlan
from pfgraph.wikibase.sources import sources_by_key
from tests.wikibase.plans import plans

VALIDATOR = jsonschema.Draft202012Validator(plan_schema())
JUNK = [None, True, -1, 7, "", "Q", "x", [], [1], {}, {"a": 1}]

SMALL = Plan(
    "http://wiki.test/api.php",
    (ItemChange("actors/a", labels={"en": ("", "A")}),),
    sources={"actors/a": Location("records/actors.csv", 12)},
)


def kept(plan: Plan) -> Any:
    """The JSON of a plan as it is in a file."""
    return json.loads(json.dumps(plan_to_json(plan)))


def test_the_published_schema_is_one() -> None:
    """The schema itself is valid JSON Schema of the draft that it names."""
    jsonschema.Draft202012Validator.check_schema(plan_schema())


@given(plans)
def test_every_plan_fits_the_published_schema(plan: Plan) -> None:
    """Whatever a plan holds, its file validates."""
    VALIDATOR.validate(kept(plan))


@given(plans)
def test_a_plan_comes_back_as_it_was(plan: Plan) -> None:
    """Changes, places, findings and leave are the same after writing and reading."""
    assert plan_from_json(kept(plan)) == plan
    assert json.loads(plan_text(plan)) == kept(plan)


def _places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    listed = dict(enumerate(data)) if isinstance(data, list) else data
    for name, value in listed.items() if isinstance(listed, dict) else ():
        yield from _places(value, (*path, name))


@given(plans, st.data())
def test_our_reading_of_the_schema_is_that_of_a_whole_implementation(
    plan: Plan, data: st.DataObject
) -> None:
    """A plan with one value replaced or left out is at fault here exactly when it is there."""
    made = kept(plan)
    *above, last = data.draw(st.sampled_from(sorted(_places(made), key=repr)))
    holder = made
    for name in above:
        holder = holder[name]
    if isinstance(holder, dict) and data.draw(st.booleans()):
        del holder[last]
    else:
        holder[last] = copy.deepcopy(data.draw(st.sampled_from(JUNK)))
    assert (not faults(made)) == VALIDATOR.is_valid(made), faults(made)


def test_everything_wrong_in_a_file_is_said_at_once(tmp_path: Path) -> None:
    """Each fault names its place in the file and the value; nothing hides behind another."""
    made = kept(SMALL)
    made["items"][0]["revision"] = "7"
    made["items"][0]["edits"] = [
        {"action": "add", "before": None, "after": None, "source": None},
        {"action": "erase", "before": None, "after": None, "source": None},
    ]
    del made["ids"]
    path = tmp_path / "bad.plan"
    path.write_text(json.dumps(made), encoding="utf-8")
    with pytest.raises(PlanError) as refused:
        read_plan(path)
    said = str(refused.value)
    assert said.startswith(f"{path}: this is no plan that can be applied: 4 things are wrong")
    assert 'items[0].revision: "7" stands where a whole number belongs' in said
    assert "items[0].edits[0].after: null stands where an object belongs" in said
    assert 'items[0].edits[1].action: "erase" is not' in said
    assert "the whole: 'ids' is missing" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "bad.plan:1: column 2 is no JSON"),
        ("[]", "its format is None, not 'pfgraph plan 2'"),
        ('{"format": "pfgraph plan 9"}', "its format is 'pfgraph plan 9'"),
        ("\xff", "this is no JSON"),
    ],
)
def test_what_is_no_plan_is_told_from_a_damaged_one(tmp_path: Path, text: str, said: str) -> None:
    """A file of another kind gets one message, not a list of what a plan would have."""
    path = tmp_path / "bad.plan"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(PlanError, match="make the plan again") as refused:
        read_plan(path)
    assert said in str(refused.value)


def test_a_date_that_is_none_is_refused(tmp_path: Path) -> None:
    """What a schema cannot say is still not applied."""
    made = kept(SMALL)
    statement = {
        "marker": "", "guid": "", "rank": "normal", "main": ["P1", "time", "2019-13"],
        "qualifiers": [], "references": [],
    }  # fmt: skip
    made["items"][0]["edits"] = [
        {"action": "add", "before": None, "after": statement, "source": None}
    ]
    path = tmp_path / "bad.plan"
    path.write_text(json.dumps(made), encoding="utf-8")
    with pytest.raises(PlanError, match=r'edits\[0\].after.main\[2\]: "2019-13" is no date'):
        read_plan(path)


def test_files_of_version_1_are_still_read(tmp_path: Path) -> None:
    """A plan that was kept before this version is applied as it was meant."""
    old = kept(SMALL)
    item = {name: old["items"][0][name] for name in old["items"][0]}
    del item["source"], item["findings"]
    for name in ("items", "findings", "allowed", "profiles", "rows"):
        del old[name]
    path = tmp_path / "old.plan"
    path.write_text(json.dumps({**old, "format": "pfgraph plan 1", "changes": [item]}), "utf-8")
    assert read_plan(path).changes == SMALL.changes


def test_files_without_rows_are_still_read(tmp_path: Path) -> None:
    """A plan of version 2 that was kept before rows travelled with it is the same plan."""
    old = kept(SMALL)
    del old["rows"]
    path = tmp_path / "old.plan"
    path.write_text(json.dumps(old), "utf-8")
    assert read_plan(path) == SMALL


def test_a_row_stands_on_one_line(tmp_path: Path) -> None:
    """Two plans can be compared line by line, also where there are thousands of rows."""
    plan = replace(SMALL, rows=(RowPlan("actors/a", Location("a.csv", 2)), RowPlan("actors/b")))
    lines = [line.strip() for line in plan_text(plan).splitlines()]
    assert [line[:24] for line in lines[-4:-2]] == [
        '{"record": "actors/a", "',
        '{"record": "actors/b", "',
    ]


def test_a_file_says_where_each_record_stands(tmp_path: Path) -> None:
    """File and row come back, and in words for the journal."""
    path = tmp_path / "small.plan"
    write_plan(SMALL, path)
    assert sources_by_key(read_plan(path)) == {"actors/a": "records/actors.csv:12"}


def test_only_new_findings_of_blocking_shapes_stop_a_plan() -> None:
    """What was there before, what other shapes say, and what was allowed do not."""
    grave = Finding(Severity.VIOLATION, "no label", focus="actors/a", shape="one")
    stopped = Plan("w", outlook=Outlook(new=(grave,), blocking=frozenset({"one"})))
    before = Plan("w", outlook=Outlook(old=(grave,), blocking=frozenset({"one"})))
    other = Plan("w", outlook=Outlook(new=(grave,)))
    allowed = Plan("w", outlook=stopped.outlook, allowed=True)
    assert [each.is_stopped for each in (stopped, before, other, allowed)] == [
        True, False, False, False,
    ]  # fmt: skip
