"""Raw tables that are broken: each problem at its line, all at once, and the good is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.bringover import bring_over
from pfgraph.bringover.raw import layouts, read_table
from pfgraph.findings import Severity
from pfgraph.records import read_records
from tests.bringover.support import TABLES, add, at, change, raw_copy, row, rows

ROLE = "who-wmf-covid19,who,funder"


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("roles", "nowhere,who,funder,,,https://x.org", "no row of partnerships.csv"),
        ("roles", "who-wmf-covid19,ghost,funder,,,https://x.org", "kept by name"),
        ("roles", f"{ROLE},2020-13,,https://x.org", "no month 13"),
        ("roles", f"{ROLE},2020,2019,https://x.org", "before the start"),
        ("roles", f"{ROLE},2020,,x.org", "no web address"),
        ("roles", "who-wmf-covid19,who", "2 cells, its header 6"),
        ("roles", f"{ROLE},,,https://x.org,more", "7 cells, its header 6"),
        ("roles", "who-wmf-covid19,who,wizard,,,https://x.org", "no concept says this"),
        ("roles", '"who-wmf-covid19,who,funder,,,https://x.org', "never closed"),
        ("organisations", "who,Other,ngo,,,,,,,https://x.org,", "has this id already"),
        ("organisations", "xx,X,ngo,XX,,,,,,https://x.org,", "no country has this"),
        ("organisations", "xx,X,ngo,,,P12,,,,https://x.org,", "write the item's number"),
        ("organisations", "xx,X,ngo,,,,n/a,,,https://x.org,", "follow https://ror.org/"),
        ("organisations", "xx,X,ngo,,https://x.org/a b,,,,,https://x.org,", "write %20 for it"),
        ("organisations", f"xx,{'X' * 251},ngo,,,,,,,https://x.org,", "takes 250 characters"),
        ("statements", f"who,goal,{'X' * 401},https://x.org", "takes 400 characters"),
        ("assessments", "who,C12,splendid,2026,https://x.org,,", "no outcome is called so"),
        ("roles", f"{ROLE},Q3 2020,,https://x.org", "kept as text"),
        ("roles", f"{ROLE},01/05/2019,,https://x.org", "write a date as"),
        ("organisations", "Bad Id,X,ngo,,,,,,,https://x.org,", "brought over as bad-id"),
        ("partnerships", ",X,who,,,,,,,,,https://x.org,", "means nothing without it"),
        ("assessments", "who,C99,met,2026-01-01,https://x.org,,", "no criterion has this code"),
        ("memberships", "who,unesco,is fond of,,https://x.org", "no relation is called so"),
        ("mechanisms_barriers", "cee-hub,wonder,x,Y,https://x.org", "governance mechanism or"),
    ],
)
def test_a_broken_row_is_said_at_its_line(table: str, line: str, said: str, tmp_path: Path) -> None:
    """The finding stands at the line, and says what is wrong."""
    raw = raw_copy(tmp_path)
    add(raw, table, line)
    report = bring_over(raw, tmp_path / "records")
    number = len((raw / f"{table}.csv").read_text(encoding="utf-8").splitlines())
    assert any(said in found.message for found in at(report.findings, f"{table}.csv", number))
    assert not report.whole


def test_a_bad_value_is_kept_as_text(tmp_path: Path) -> None:
    """An impossible date, an unknown role and a strange address stay readable in the record."""
    raw = raw_copy(tmp_path)
    add(raw, "roles", "cee-hub,who,wizard,2020-13,,not an address")
    bring_over(raw, tmp_path / "records")
    kept = row(tmp_path / "records", "participations", "cee-hub.who.wizard.2020-13")
    assert kept["role_as_stated"] == "wizard"
    assert kept["note"] == "source_url: not an address; start: 2020-13"


def test_a_quotation_mark_costs_its_own_line_alone(tmp_path: Path) -> None:
    """The row below a quotation mark that is never closed is brought over."""
    raw = raw_copy(tmp_path)
    add(raw, "goals", 'goal-a,"open,,,x,https://x.org', "goal-b,whole,,,x,https://x.org/b")
    bring_over(raw, tmp_path / "records")
    assert row(tmp_path / "records", "goals", "goal-b")["label"] == "whole"


def test_a_missing_column_is_said_once(tmp_path: Path) -> None:
    """Without a column that rows do not need, the rest is brought over; the unknown column that
    looks like it is named."""
    raw = raw_copy(tmp_path)
    change(raw, "goals", lambda text: text.replace("text,source_url", "tekst,source_url", 1))
    report = bring_over(raw, tmp_path / "records")
    said = [found.message for found in at(report.findings, "goals.csv", 1)]
    assert any("column text is missing" in message for message in said)
    assert any("did you mean text?" in message for message in said)
    assert row(tmp_path / "records", "goals", "goal-cee-support")["note"].startswith("tekst: ")


def test_a_table_without_its_key_is_left_out_and_said(tmp_path: Path) -> None:
    """No row of it can be brought over; the other tables are."""
    raw = raw_copy(tmp_path)
    change(raw, "roles", lambda text: text.replace("partnership_id", "partner", 1))
    report = bring_over(raw, tmp_path / "records")
    assert any("no row of the file" in f.message for f in at(report.findings, "roles.csv", 1))
    assert len(rows(tmp_path / "records", "collaborations")) == 3


def test_other_encodings_are_read_and_said(tmp_path: Path) -> None:
    """A byte order mark, Windows-1252 and UTF-16 lose no letter."""
    raw = raw_copy(tmp_path)
    add(raw, "goals", "goal-e,Égalité,,,x,https://x.org/e")
    for table, encoding in (("goals", "cp1252"), ("roles", "utf-8-sig"), ("benefits", "utf-16")):
        path = raw / f"{table}.csv"
        path.write_text(path.read_text(encoding="utf-8"), encoding=encoding)
    report = bring_over(raw, tmp_path / "records")
    assert row(tmp_path / "records", "goals", "goal-e")["label"] == "Égalité"
    said = " ".join(found.message for found in report.findings)
    assert all(word in said for word in ("Windows-1252", "byte order mark", "UTF-16"))


def test_missing_empty_and_strange_files_are_said(tmp_path: Path) -> None:
    """Each is named; what is there is brought over."""
    raw = raw_copy(tmp_path)
    (raw / "benefits.csv").unlink()
    (raw / "goals.csv").write_text("", encoding="utf-8")
    (raw / "partners.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    report = bring_over(raw, tmp_path / "records")
    said = {found.value: found.message for found in report.findings}
    assert "no benefits.csv" in said["benefits"]
    assert "no raw table" in said["partners.csv"]
    assert any("empty" in found.message for found in at(report.findings, "goals.csv", 1))


def _unopened(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_unopened, "cannot be opened"),
        (lambda path: (path.unlink(), path.mkdir()), "cannot be opened"),
        (lambda path: path.write_bytes(b"PK\x03\x04\x14\x00"), "a workbook, not CSV"),
        (lambda path: path.write_bytes(b"\0" * 5000), "control characters"),
        (lambda path: path.write_bytes(path.read_bytes() + b"cee-hub,who,fu\0nder\n"), "control"),
    ],
)
def test_a_file_that_is_no_table_is_said_and_the_others_go_through(
    spoil: Callable[[Path], object], said: str, tmp_path: Path
) -> None:
    """What cannot be opened or is no text is one finding, not the end of the run."""
    raw = raw_copy(tmp_path)
    spoil(raw / "roles.csv")
    report = bring_over(raw, tmp_path / "records")
    place = str(raw / "roles.csv")
    told = [f.message for f in report.findings if f.location and f.location.path == place]
    assert any(said in message for message in told)
    assert len(rows(tmp_path / "records", "collaborations")) == 3


def test_names_of_files_are_read_in_any_case_and_workbooks_are_said(tmp_path: Path) -> None:
    """Goals.CSV is goals.csv; goals.xlsx is not passed over in silence."""
    raw = raw_copy(tmp_path)
    (raw / "goals.csv").rename(raw / "Goals.CSV")
    (raw / "goals.xlsx").write_bytes(b"PK")
    report = bring_over(raw, tmp_path / "records")
    assert rows(tmp_path / "records", "goals")
    said = {found.value: found.message for found in report.findings}
    assert "a workbook is not read" in said["goals.xlsx"]


def test_a_cell_of_any_length_is_read(tmp_path: Path) -> None:
    """No size of a cell is the end of the run."""
    raw = raw_copy(tmp_path)
    add(raw, "goals", f"goal-x,wide,,,{'x' * 10_500_000},https://x.org")
    assert bring_over(raw, tmp_path / "records")
    assert row(tmp_path / "records", "goals", "goal-x")["label"] == "wide"


def test_semicolons_between_cells_are_read(tmp_path: Path) -> None:
    """A table saved with semicolons is read as it is, with a word about it."""
    raw = raw_copy(tmp_path)
    path = raw / "partnership_goals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    report = bring_over(raw, tmp_path / "records")
    assert next(each for each in report.brought if each.table == "partnership_goals").brought == 3
    assert any("commas" in f.message for f in at(report.findings, "partnership_goals.csv", 1))


def test_an_actor_by_name_only_stays_in_also_named(tmp_path: Path) -> None:
    """A performer without a row is kept by name on the activity, and counted."""
    raw = raw_copy(tmp_path)
    line = "cee-hub,event,Meeting,completed,cee-hub;ghost,2020,,,,https://x.org"
    add(raw, "activities", line)
    report = bring_over(raw, tmp_path / "records")
    kept = row(tmp_path / "records", "activities", "cee-hub.event.2020.meeting")
    assert (kept["performed_by"], kept["also_named"]) == ("cee-hub", "ghost")
    assert any(each.word == "ghost" and each.count == 1 for each in report.dangling)


def test_what_is_kept_of_broken_tables_can_be_read(tmp_path: Path) -> None:
    """Records made of broken tables have no finding of the reader."""
    raw = raw_copy(tmp_path)
    add(raw, "roles", "who-wmf-covid19,ghost,wizard,2020-13,,x.org", "nowhere,who")
    add(raw, "agreements", "cee-hub,handshake,who;ghost,2021-02-30,,,https://x.org;b")
    bring_over(raw, tmp_path / "records")
    assert read_records([tmp_path / "records"]).findings == ()


@given(data=st.binary(max_size=400), table=st.sampled_from(sorted(layouts())))
def test_no_bytes_make_reading_fail(
    data: bytes, table: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever a file holds, reading it gives rows and findings, never an exception."""
    path = tmp_path_factory.mktemp("raw") / f"{table}.csv"
    header = ",".join(layouts()[table].columns).encode()
    path.write_bytes(header + b"\n" + data)
    assert read_table(table, layouts()[table], path).count >= 0


@given(
    cells=st.lists(st.text(max_size=12), min_size=13, max_size=13),
    table=st.sampled_from(sorted(layouts())),
)
def test_no_cells_make_bringing_over_fail(
    cells: list[str], table: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands in the cells of a row, the run ends with a report."""
    folder = tmp_path_factory.mktemp("any")
    raw = raw_copy(folder)
    columns = layouts()[table].columns
    quoted = ['"' + cell.replace('"', '""').replace("\n", " ") + '"' for cell in cells]
    first = {"partnership_id": "cee-hub", "organisation_id": "who", "subject": "who"}
    given_cells = [first.get(column, cell) for column, cell in zip(columns, quoted, strict=False)]
    text = (TABLES / f"{table}.csv").read_text(encoding="utf-8") + ",".join(given_cells) + "\n"
    (raw / f"{table}.csv").write_text(text, encoding="utf-8", errors="replace")
    report = bring_over(raw, folder / "records")
    assert all(found.severity in Severity for found in report.findings)
