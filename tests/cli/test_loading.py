"""schema, plan, apply, load and pull, as an operator uses them one after the other."""

import json
from pathlib import Path

from rdflib import Graph

from tests.cli.conftest import Command

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


def write(folder: Path, text: str = RECORDS) -> str:
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    return "mine.yaml"


def test_a_bare_wiki_is_told_from_a_ready_one(pfgraph: Command, tmp_path: Path) -> None:
    """Loading into a wiki without the ontology names the two commands that come first."""
    refused = pfgraph("load", write(tmp_path))
    assert refused.exit_code == 2
    assert "pfgraph schema plan" in refused.stderr and "pfgraph schema apply" in refused.stderr


def test_the_schema_goes_on_once(pfgraph: Command) -> None:
    """status says what is missing, apply makes it, a second apply makes nothing."""
    assert pfgraph("schema", "status").exit_code == 1
    assert "+ property has role" in pfgraph("schema", "plan").stdout
    assert pfgraph("schema", "apply").exit_code == 0
    assert pfgraph("schema", "apply").stderr.endswith(
        "0 pages made; `pfgraph schema status` tells what is there\n"
    )
    assert pfgraph("schema", "status").exit_code == 0


def test_a_plan_is_seen_kept_and_applied(pfgraph: Command, tmp_path: Path) -> None:
    """plan shows labels, writes nothing, and keeps a file that apply makes true."""
    planned = pfgraph("plan", write(tmp_path), "-o", "first.plan")
    assert planned.exit_code == 0, planned.stderr
    assert "+ Photographs of the Town Museum (collaborations/photos)" in planned.stdout
    assert "  + participant: Town Museum" in planned.stdout
    assert "    + has role: content provider" in planned.stdout
    assert "+ 3 items, ~ 0 changed, = 0 unchanged" in planned.stdout
    applied = pfgraph("apply", "first.plan")
    assert applied.exit_code == 0, applied.stderr
    assert "3 items written in 3 edits\nrows: 5 done" in applied.stderr


def test_a_second_load_is_empty(pfgraph: Command, tmp_path: Path) -> None:
    """The same records again: nothing to write."""
    again = pfgraph("load", write(tmp_path), "--yes", "--json")
    assert "+ 0 items, ~ 0 changed, = 3 unchanged: nothing to write" in again.stderr
    assert json.loads(again.stdout)["edits"] == 0


def test_a_change_is_shown_as_what_it_was_and_will_be(pfgraph: Command, tmp_path: Path) -> None:
    """A changed cell is one line with both values, in labels."""
    changed = RECORDS.replace("status: active", "status: ended").replace("trainer", "funder")
    planned = pfgraph("plan", write(tmp_path, changed))
    assert "~ has lifecycle status: active → ended" in planned.stdout
    assert "    - has role: trainer" in planned.stdout
    assert "    + has role: funder" in planned.stdout


def test_a_broken_record_stays_behind_and_the_others_go(pfgraph: Command, tmp_path: Path) -> None:
    """What is malformed is named by file and line and not loaded; exit code 1."""
    broken = (
        RECORDS
        + """\
  - id: alone
    label: A collaboration with itself
    start: 2019-13
    source: https://museum.example/alone
"""
    )
    loaded = pfgraph("load", write(tmp_path, broken), "--yes")
    assert loaded.exit_code == 1
    assert "mine.yaml:18" in loaded.stderr
    assert "there is no month 13" in loaded.stderr
    assert "= 3 unchanged" in loaded.stderr


def test_a_file_that_cannot_be_read_is_no_success(pfgraph: Command, tmp_path: Path) -> None:
    """Where nothing could be read there is nothing to load, and exit code 1 says so."""
    loaded = pfgraph("load", write(tmp_path, "collaboration:\n  - {id: a}\n"), "--yes")
    assert loaded.exit_code == 1
    assert "did you mean" in loaded.stderr


def test_pull_brings_home_what_was_loaded(pfgraph: Command) -> None:
    """The pulled graph names the records and is found by query without being named."""
    pulled = pfgraph("pull")
    assert pulled.exit_code == 0, pulled.stderr
    assert len(Graph().parse(".pfgraph/graph.nt", format="nt")) > 20
    asked = pfgraph("query", "roles-of", "-p", "actor=museum", "--format", "csv")
    assert "content provider" in asked.stdout


def test_a_wiki_that_is_not_there_is_said_in_words(pfgraph: Command) -> None:
    """An address where nothing answers gives one message and exit code 2."""
    failed = pfgraph("schema", "status", "--wiki", "http://127.0.0.1:9")
    assert failed.exit_code == 2
    assert "http://127.0.0.1:9 cannot be used" in failed.stderr
    assert "Traceback" not in failed.output


def test_a_wrong_password_says_what_to_set(pfgraph: Command) -> None:
    """A refused login names the two variables."""
    failed = pfgraph("schema", "status", PFGRAPH_PASSWORD="wrong")
    assert failed.exit_code == 2
    assert "PFGRAPH_PASSWORD" in failed.stderr
    assert "wrong" not in failed.stderr.replace("wrong password", "")


def test_without_a_wiki_the_ways_to_name_one_are_listed(pfgraph: Command) -> None:
    """No option, no variable, no section: the message names all three."""
    failed = pfgraph("pull", PFGRAPH_WIKI=None)
    assert failed.exit_code == 2
    assert "--wiki" in failed.stderr and "PFGRAPH_WIKI" in failed.stderr


def test_a_file_that_is_no_plan_is_said_in_words(pfgraph: Command, tmp_path: Path) -> None:
    """A wrong file for apply gives one message and exit code 2."""
    (tmp_path / "no.plan").write_text("{}", encoding="utf-8")
    failed = pfgraph("apply", "no.plan")
    assert failed.exit_code == 2
    assert "no.plan: this is no plan of this version" in failed.stderr


def test_a_row_that_is_gone_is_named_and_its_statement_stays(
    pfgraph: Command, tmp_path: Path
) -> None:
    """Taking a row out of a file takes nothing off the wiki, and says so."""
    less = (
        RECORDS[: RECORDS.index("      - {id: photos-chapter")]
        + """\
      - {id: photos-other, participant: chapter, role: funder,
         source: "https://wiki.example/photos"}
"""
    )
    planned = pfgraph("plan", write(tmp_path, less))
    assert "no row says participations/photos-chapter any longer" in planned.stderr
    assert "- participant" not in planned.stdout


def test_what_cannot_stand_without_a_broken_record_stays_behind_too(
    pfgraph: Command, tmp_path: Path
) -> None:
    """A collaboration is not loaded with one participant because the other one is malformed."""
    broken = RECORDS.replace("label: Wiki Chapter, ", "").replace("photos", "pictures")
    loaded = pfgraph(
        "plan",
        write(
            tmp_path,
            broken.replace("id: chapter", "id: nameless").replace(
                "participant: chapter", "participant: nameless"
            ),
        ),
    )
    assert loaded.exit_code == 1
    assert "collaborations/pictures" not in loaded.stdout
