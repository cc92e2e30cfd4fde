"""People win, over the wire: commands on one side, somebody with a browser on the other."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pfgraph.cli.main import cli
from pfgraph.namespaces import PF
from pfgraph.sandbox import Sandbox
from tests.runs.person import Person

RECORDS = """\
actors:
  - {id: museum, label: Town Museum, kind: cultural heritage institution, based_in: NL,
     source: "https://museum.example/about"}
  - {id: chapter, label: Wiki Chapter, kind: Wikimedia chapter, source: "https://wiki.example/"}
collaborations:
  - id: photos
    label: Photographs of the Town Museum
    status: active
    start: 2019-05
    source: https://museum.example/photos
    participations:
      - {id: photos-museum, participant: museum, role: content provider,
         source: "https://museum.example/photos"}
      - {id: photos-chapter, participant: chapter, role: trainer,
         source: "https://wiki.example/photos"}
"""
Command = Callable[..., Result]


@pytest.fixture
def pfgraph(wiki: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in an empty folder; its environment names the wiki and the account."""
    monkeypatch.chdir(tmp_path)
    environment = {
        "PFGRAPH_WIKI": wiki.url,
        "PFGRAPH_USER": wiki.user,
        "PFGRAPH_PASSWORD": wiki.password,
    }

    def run(*arguments: str) -> Result:
        result = CliRunner().invoke(cli, arguments, env=environment)
        assert result.exit_code in (0, 1), result.output
        return result

    return run


@pytest.fixture
def person(wiki: Sandbox) -> Person:
    """Somebody else on the same wiki."""
    return Person(wiki)


def write(text: str = RECORDS) -> str:
    Path("mine.yaml").write_text(text, encoding="utf-8")
    return "mine.yaml"


def loaded(pfgraph: Command) -> None:
    """The records are on the wiki."""
    assert pfgraph("load", write(), "--yes").exit_code == 0


def a_snak(person: Person, prop: str, text: str) -> dict[str, object]:
    """A string value of a property of the ontology."""
    return {
        "snaktype": "value",
        "property": person.props[prop],
        "datavalue": {"type": "string", "value": text},
    }


def test_a_source_that_people_added_stays_when_the_row_changes(
    pfgraph: Command, person: Person
) -> None:
    """Records change a qualifier, people added a reference and a rank: both are there after."""
    loaded(pfgraph)
    item = person.item("collaborations/photos")
    statement = person.statement(item, "participant")
    theirs = a_snak(person, str(PF.evidence), "https://people.example/proof")
    statement["references"].append({"snaks": {person.props[str(PF.evidence)]: [theirs]}})
    statement["rank"] = "preferred"
    person.edit(item["id"], claims=[statement])
    changed = write(RECORDS.replace("content provider", "funder").replace("trainer", "funder"))
    assert pfgraph("load", changed, "--yes").exit_code == 0
    now = person.statement(person.item("collaborations/photos"), "participant")
    assert now["id"] == statement["id"] and now["rank"] == "preferred"
    assert "https://people.example/proof" in json.dumps(now["references"])
    assert now["qualifiers"] != statement["qualifiers"]
    assert "nothing to write" in pfgraph("load", changed, "--yes").stderr


def test_a_value_that_both_changed_is_a_conflict_until_somebody_decides(
    pfgraph: Command, person: Person
) -> None:
    """Both values are shown and nothing is written; --prefer ours writes ours and says so."""
    loaded(pfgraph)
    item = person.item("collaborations/photos")
    start = person.statement(item, "startDate")
    start["mainsnak"]["datavalue"]["value"]["time"] = "+2018-04-00T00:00:00Z"
    person.edit(item["id"], claims=[start])
    changed = write(RECORDS.replace("2019-05", "2020-01"))
    planned = pfgraph("plan", changed)
    assert planned.exit_code == 1
    assert "wiki: 2018-04" in planned.stdout and "records: 2020-01" in planned.stdout
    assert "what to do:" in planned.stdout
    kept = pfgraph("load", changed, "--yes", "--prefer", "collaborations.start=theirs")
    assert kept.exit_code == 0 and "--prefer theirs was asked for" in kept.stderr
    assert "2018-04" in json.dumps(
        person.statement(person.item("collaborations/photos"), "startDate")
    )
    done = pfgraph("load", changed, "--yes", "--prefer", "collaborations.start=ours")
    assert done.exit_code == 0 and "--prefer ours was asked for" in done.stderr
    assert "2020-01" in json.dumps(
        person.statement(person.item("collaborations/photos"), "startDate")
    )


def test_what_people_wrote_alike_is_taken_over_when_asked(pfgraph: Command, person: Person) -> None:
    """Without --adopt theirs stays without a marker; with it, it becomes the row's."""
    loaded(pfgraph)
    item = person.item("collaborations/photos")
    ours = person.statement(item, "participant")
    theirs = {"type": "statement", "rank": "normal", "mainsnak": ours["mainsnak"]}
    person.edit(item["id"], claims=[{"id": ours["id"], "remove": ""}, theirs])
    assert "people removed it" in pfgraph("plan", write()).stdout
    planned = pfgraph("plan", write(), "--adopt")
    assert planned.exit_code == 0 and "taken over from people" in planned.stdout
    assert pfgraph("load", write(), "--yes", "--adopt").exit_code == 0
    statements = person.item("collaborations/photos")["claims"][ours["mainsnak"]["property"]]
    assert len(statements) == 2
    assert all(each.get("references") and each.get("qualifiers") for each in statements)
    assert "nothing to write" in pfgraph("load", write(), "--yes").stderr


def test_a_record_follows_its_item_into_a_merge(pfgraph: Command, person: Person) -> None:
    """The row of a merged item is loaded into the item that is left, and makes no other."""
    loaded(pfgraph)
    old, other = person.item("actors/museum")["id"], person.item("actors/chapter")["id"]
    person.do("wbmergeitems", fromid=old, toid=other, ignoreconflicts="description")
    both = pfgraph("plan", write())
    assert both.exit_code == 1 and "merged into the item of another record" in both.stdout
    assert "+ 0 items" in both.stdout and "- " not in both.stdout
    row = RECORDS[RECORDS.index("  - {id: chapter") : RECORDS.index("colla")]
    third = (
        '  - {id: archive, label: Archive, kind: Wikimedia chapter, source: "https://a.example/"}'
    )
    alone = RECORDS.replace(row, third + "\n").replace(
        "participant: chapter", "participant: archive"
    )
    planned = pfgraph("plan", write(alone))
    assert "+ 1 item," in planned.stdout  # the archive; the museum is where the chapter was
    done = pfgraph("load", write(alone), "--yes")
    assert done.exit_code == 0, done.output
    assert "nothing to write" in pfgraph("load", write(alone), "--yes").stderr


def test_an_item_that_was_deleted_is_not_made_again(pfgraph: Command, person: Person) -> None:
    """The journal knows the item: who deleted it is told, and --recreate makes a new one."""
    loaded(pfgraph)
    gone = person.item("collaborations/photos")["id"]
    person.do("delete", title=f"Item:{gone}", reason="a duplicate")
    planned = pfgraph("plan", write())
    assert planned.exit_code == 1
    assert f"{gone} was deleted by Admin on" in planned.stdout
    assert "a duplicate" in planned.stdout and "--recreate" in planned.stdout
    assert pfgraph("load", write(), "--yes").exit_code == 1
    assert person.items("collaborations/photos") == []
    assert pfgraph("load", write(), "--yes", "--recreate").exit_code == 0
    assert len(person.items("collaborations/photos")) == 1


def test_without_a_journal_a_deleted_item_is_known_by_what_refers_to_it(
    pfgraph: Command, person: Person
) -> None:
    """On a fresh machine a participation tells which record the deleted actor was."""
    loaded(pfgraph)
    shutil.rmtree(".pfgraph")
    gone = person.item("actors/museum")["id"]
    person.do("delete", title=f"Item:{gone}", reason="not notable")
    planned = pfgraph("plan", write())
    assert planned.exit_code == 1
    assert f"{gone} was deleted by Admin on" in planned.stdout
    assert "+ 0 items" in planned.stdout


def test_what_nobody_can_know_is_said(pfgraph: Command, person: Person) -> None:
    """On a fresh machine nothing tells which record a deleted collaboration was: that is said."""
    loaded(pfgraph)
    shutil.rmtree(".pfgraph")
    gone = person.item("collaborations/photos")["id"]
    person.do("delete", title=f"Item:{gone}", reason="a duplicate")
    planned = pfgraph("plan", write())
    assert "1 items were deleted on this wiki" in planned.stderr
    assert "+ 1 item," in planned.stdout


def test_an_item_without_its_record_id_is_not_made_twice(pfgraph: Command, person: Person) -> None:
    """Where people took the record id off, the markers that are left tell."""
    loaded(pfgraph)
    shutil.rmtree(".pfgraph")
    item = person.item("actors/museum")
    claim = person.statement(item, "recordId")
    person.edit(item["id"], claims=[{"id": claim["id"], "remove": ""}])
    planned = pfgraph("plan", write())
    assert planned.exit_code == 1
    assert "no longer carries the record id" in planned.stdout and "+ 0 items" in planned.stdout


def test_twins_are_told_and_merged_only_when_asked(pfgraph: Command, person: Person) -> None:
    """Two items with one record id are a conflict; --merge-twins makes them one."""
    loaded(pfgraph)
    item = person.item("actors/museum")
    claim = {k: v for k, v in person.statement(item, "recordId").items() if k != "id"}
    made = person.do("wbeditentity", new="item", data=json.dumps({"claims": [claim]}))
    twin = made["entity"]["id"]
    planned = pfgraph("load", write(), "--yes")
    assert planned.exit_code == 1
    assert "several items carry this record id" in planned.stderr
    assert item["id"] in planned.stderr and twin in planned.stderr
    merged = pfgraph("load", write(), "--yes", "--merge-twins")
    assert merged.exit_code == 0, merged.output
    assert person.items("actors/museum") == [item["id"]]
