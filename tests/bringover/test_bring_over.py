"""Raw tables become record tables: nothing is lost, nothing added, nothing done twice."""

from pathlib import Path

import pytest

from pfgraph.bringover import Report, bring_over
from pfgraph.errors import RecordError
from pfgraph.findings import Severity
from pfgraph.records import read_records
from tests.bringover.support import TABLES, add, change, raw_copy, row, rows, texts

_ADDRESSES = ("source_url", "evidence_url", "produced_url", "documented_at", "website")


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The true tables brought over into an empty folder."""
    out = tmp_path_factory.mktemp("records")
    return bring_over(TABLES, out), out


def test_every_raw_row_is_counted(brought: tuple[Report, Path]) -> None:
    """The report counts each raw table's rows, and all of them were brought over."""
    report, _ = brought
    counted = {each.table: (each.rows, each.brought) for each in report.brought}
    lying = {path.stem: len(rows(TABLES, path.stem)) for path in TABLES.glob("*.csv")}
    assert counted == {table: (count, count) for table, count in lying.items()}


def test_every_address_of_the_raw_tables_is_in_the_records(brought: tuple[Report, Path]) -> None:
    """No source is lost on the way."""
    _, out = brought
    raw = {
        each[column]
        for path in TABLES.glob("*.csv")
        for each in rows(TABLES, path.stem)
        for column in _ADDRESSES
        if each.get(column)
    }
    kept = {
        part.strip()
        for path in out.glob("*.csv")
        for each in rows(out, path.stem)
        for cell in each.values()
        for part in cell.split(";")
    }
    assert raw <= kept


def test_what_was_brought_over_reads_without_a_finding(brought: tuple[Report, Path]) -> None:
    """The record reader has nothing to say about the tables that were written."""
    _, out = brought
    assert read_records([out]).findings == ()


def test_bringing_over_twice_changes_no_byte(brought: tuple[Report, Path], tmp_path: Path) -> None:
    """The same raw tables give the same files, in an empty folder and on top of themselves."""
    _, out = brought
    before = texts(out)
    again = bring_over(TABLES, out)
    bring_over(TABLES, tmp_path)
    assert texts(out) == before == texts(tmp_path)
    assert sum(each.added + each.differing for each in again.written) == 0


def test_a_row_in_the_middle_changes_no_other_id(
    brought: tuple[Report, Path], tmp_path: Path
) -> None:
    """A second obligation of one kind between the same parties leaves the ids of all others."""
    _, out = brought
    raw = raw_copy(tmp_path)
    line = "google-wmf-2019,google,public,Google reports.,technical service,2020,done,https://x.org"
    change(raw, "obligations", lambda text: text.replace("\n", f"\n{line}\n", 1))
    bring_over(raw, tmp_path / "fresh")
    before = [each["id"] for each in rows(out, "obligations")]
    after = [each["id"] for each in rows(tmp_path / "fresh", "obligations")]
    assert after == ["google-wmf-2019.google.technical-service.google-reports", *before]


def test_an_editors_change_is_kept_and_said(tmp_path: Path) -> None:
    """A row that an editor changed stays as it is; the report says where it differs."""
    bring_over(TABLES, tmp_path)
    path = tmp_path / "collaborations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("announced", "active", 1), "utf-8")
    edited = texts(tmp_path)
    report = bring_over(TABLES, tmp_path)
    assert texts(tmp_path) == edited
    said = [finding for finding in report.findings if finding.focus.startswith("collaborations/")]
    assert [(each.severity, each.value) for each in said] == [(Severity.INFO, "announced")]


def test_a_reworded_row_keeps_its_id(tmp_path: Path) -> None:
    """An objective worded anew is the row that the folder holds, and its benefits stay with it."""
    raw = raw_copy(tmp_path)
    out = tmp_path / "records"
    bring_over(raw, out)
    before = texts(out)
    change(raw, "objectives", lambda text: text.replace("Bring dependable", "Carry trusted"))
    report = bring_over(raw, out)
    assert texts(out) == before
    assert sum(each.added for each in report.written) == 0


def test_new_rows_are_added_below(tmp_path: Path) -> None:
    """A new raw row comes below the rows of the folder, which stay byte by byte."""
    raw = raw_copy(tmp_path)
    out = tmp_path / "records"
    bring_over(raw, out)
    before = texts(out)["goals.csv"]
    add(raw, "goals", "goal-new,a new goal,who,who,Something lasting.,https://x.org/goal")
    bring_over(raw, out)
    assert texts(out)["goals.csv"].startswith(before)
    assert row(out, "goals", "goal-new")["pursued_by"] == "who"


def test_hand_written_rows_are_left_alone(tmp_path: Path) -> None:
    """Rows that no raw table speaks of, and columns in other languages, stay."""
    (tmp_path / "movements.csv").write_text(
        "id,label,label_fr,source\nwikimedia-movement,Wikimedia movement,mouvement,https://x.org\n",
        encoding="utf-8",
    )
    bring_over(TABLES, tmp_path)
    assert row(tmp_path, "movements", "wikimedia-movement") == {
        "id": "wikimedia-movement",
        "label": "Wikimedia movement",
        "label_fr": "mouvement",
        "source": "https://x.org",
    }


def test_a_folder_without_raw_tables_is_refused(tmp_path: Path) -> None:
    """The error says which files are looked for."""
    with pytest.raises(RecordError, match=r"organisations\.csv"):
        bring_over(tmp_path, tmp_path / "records")


def test_a_record_table_that_cannot_be_read_is_never_written_over(tmp_path: Path) -> None:
    """An editor's broken table stops the run before anything is written."""
    broken = tmp_path / "actors.csv"
    broken.write_text("id,label\nunesco,UNESCO\nunesco,UNESCO\n", encoding="utf-8")
    with pytest.raises(RecordError, match=r"actors\.csv:3"):
        bring_over(TABLES, tmp_path)
    assert list(tmp_path.iterdir()) == [broken]
