"""undo, as an operator uses it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.test_loading import write


def test_a_run_is_shown_taken_back_and_had_again(pfgraph: Command, tmp_path: Path) -> None:
    """The dry run writes nothing; the undo lists what is empty; undoing that brings it back."""
    assert pfgraph("schema", "apply").exit_code == 0
    assert pfgraph("load", write(tmp_path), "--yes").exit_code == 0
    shown = pfgraph("undo", "last", "--dry-run")
    assert shown.exit_code == 0, shown.stderr
    assert "- Photographs of the Town Museum" in shown.stdout
    assert "left empty, for deletion" in shown.stdout
    assert "  - participant: Town Museum" in shown.stdout
    assert "- 3 items emptied, ~ 0 changed, = 0 unchanged" in shown.stdout
    told = json.loads(pfgraph("undo", "last", "--dry-run", "--json").stdout)
    assert told["complete"] and len(told["for_deletion"]) == 3
    undone = pfgraph("undo", "last", "--json")
    assert undone.exit_code == 0, undone.stderr
    assert json.loads(undone.stdout)["for_deletion"] == told["for_deletion"]
    assert "for an administrator to delete" in undone.stderr
    newest = json.loads(pfgraph("runs", "--format", "json").stdout)[0]
    assert newest["kind"] == "undo" and newest["undoes"] == told["undoes"]
    back = pfgraph("undo", "last")
    assert back.exit_code == 0, back.stderr
    assert "= 3 unchanged" in pfgraph("plan", write(tmp_path)).stdout


def test_what_was_taken_back_can_be_loaded_again(pfgraph: Command, tmp_path: Path) -> None:
    """Items that the undo could only empty are no work of people; new ones are made."""
    pfgraph("schema", "apply")
    (tmp_path / "again.yaml").write_text(
        "actors: [{id: again, label: Again, kind: business, source: 'https://again.example/'}]"
    )
    first = json.loads(pfgraph("load", "again.yaml", "--yes", "--json").stdout)
    undone = json.loads(pfgraph("undo", "last", "--json").stdout)
    assert len(undone["for_deletion"]) == 1
    again = pfgraph("load", "again.yaml", "--yes", "--json")
    assert json.loads(again.stdout)["edits"] == first["edits"] == 1, again.stderr
    plan = pfgraph("plan", "again.yaml")
    assert "+ 0 items, ~ 0 changed, = 1 unchanged" in plan.stdout and plan.exit_code == 0


def test_a_run_of_another_folder_is_found_on_the_wiki(pfgraph: Command, tmp_path: Path) -> None:
    """Its whole id is enough; what is known only from the wiki's lists is said."""
    pfgraph("schema", "apply")
    write(tmp_path)
    (tmp_path / "mine.yaml").write_text(
        "actors: [{id: lone, label: Lone, kind: Wikimedia chapter, source: 'https://l.example/'}]"
    )
    loaded = json.loads(pfgraph("load", "mine.yaml", "--yes", "--json").stdout)
    for file in (tmp_path / ".pfgraph").glob("journal*"):
        file.unlink()
    undone = pfgraph("undo", loaded["run"], "--json")
    assert undone.exit_code == 0, undone.stderr
    assert "journal does not know the run" in undone.stderr
    assert len(json.loads(undone.stdout)["for_deletion"]) == 1
    again = pfgraph("undo", loaded["run"])
    assert again.exit_code == 2 and "was taken back by run" in again.stderr
    for file in (tmp_path / ".pfgraph").glob("journal*"):
        file.unlink()
    third = pfgraph("undo", loaded["run"])
    assert third.exit_code == 0 and "took it back already" in third.stderr
    assert "nothing is left" in third.stderr


def test_a_run_that_nobody_knows_is_refused(pfgraph: Command) -> None:
    """The message says where was looked and what to do."""
    refused = pfgraph("undo", "20200101T000000-ffff")
    assert refused.exit_code == 2
    assert "no edit of a run" in refused.stderr
    assert pfgraph("undo", "last").exit_code == 2
