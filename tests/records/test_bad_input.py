"""Every kind of bad input is named with file, line, value and what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pfgraph.errors import RecordError
from pfgraph.findings import Severity
from pfgraph.namespaces import PF, PFD
from pfgraph.records import Records, read_records

Said = Callable[..., list[str]]
Read = Callable[..., Records]
ACTORS = "id,label,kind,based_in,established,source\n"
UNESCO = "unesco,UNESCO,international-organisation,FR,1945,https://example.org/u\n"


def test_good_input_gives_no_finding(said: Said) -> None:
    """A table in order is read without a word."""
    assert said({"actors.csv": ACTORS + UNESCO}) == []


def test_cell_in_another_encoding(said: Said) -> None:
    """A cell that is not UTF-8 is named, with what was probably meant."""
    text = (ACTORS + UNESCO + "m,Musée,,,,\n").encode("cp1252")
    assert said({"actors.csv": text}) == [
        'actors.csv:3, column label: not in UTF-8 (perhaps "Musée" is meant); '
        "save the file again as UTF-8"
    ]


def test_good_cells_beside_a_bad_one_are_read(read: Read) -> None:
    """A bad cell loses neither its row nor its neighbours."""
    records = read({"actors.csv": (ACTORS + "m,Musée,,FR,,\n").encode("cp1252")})
    assert (PFD["actors/m"], PF.isBasedIn, None) in records.graph
    assert [finding.focus for finding in records.findings] == ["actors/m"]


def test_byte_order_mark(read: Read) -> None:
    """A byte order mark is passed over, and mentioned."""
    records = read({"actors.csv": b"\xef\xbb\xbf" + (ACTORS + UNESCO).encode()})
    assert [(each.severity, each.message) for each in records.findings] == [
        (
            Severity.INFO,
            "the file begins with a byte order mark, which is passed over; "
            "save it as UTF-8 without",
        )
    ]
    assert (PFD["actors/unesco"], None, None) in records.graph


def test_utf_16(said: Said) -> None:
    """What a spreadsheet calls Unicode text is read, and asked for in UTF-8."""
    text = (ACTORS + UNESCO).encode("utf-16")
    assert said({"actors.csv": text}) == ["actors.csv:1: the file is in UTF-16; save it as UTF-8"]


def test_missing_column(said: Said) -> None:
    """A column that the table must have is named on the first line."""
    assert said({"actors.csv": "id,label\nunesco,UNESCO\n"}) == [
        'actors.csv:1, column source: column "source" is missing; '
        "add it to the first line of actors"
    ]


def test_unknown_column(said: Said) -> None:
    """A column that the table has not is named, with the one that was meant."""
    text = "id,label,homepag,source\nunesco,UNESCO,https://example.org/,\n"
    assert said({"actors.csv": text}) == [
        'actors.csv:1, column homepag: column "homepag" is not read: actors has no such column'
        '; did you mean "homepage"?'
    ]


@pytest.mark.parametrize(
    ("column", "advice"),
    [
        ("name", 'did you mean "label"?'),
        ("url", 'did you mean "source"?'),
        ("participants", "write one row of participations for each of them"),
    ],
)
def test_column_by_its_usual_name(said: Said, column: str, advice: str) -> None:
    """Somebody who has not seen the tables learns what a column is called here."""
    (finding,) = said({"collaborations.csv": f"id,label,{column},source\nc,C,x,\n"})
    assert f'column "{column}" is not read: ' in finding
    assert finding.endswith(advice)


def test_unknown_language_of_a_column(said: Said) -> None:
    """A language code that no wiki knows is a finding."""
    (finding,) = said({"actors.csv": "id,label,label_xx,source\nu,U,U,\n"})
    assert '"xx" is no language that a Wikibase knows' in finding


def test_column_twice(said: Said) -> None:
    """A column that stands twice is named."""
    (finding,) = said({"actors.csv": "id,label,Label,source\nu,U,V,\n"})
    assert 'column "label" is there twice' in finding


def test_dangling_id(said: Said) -> None:
    """An id without a row is named, with ids that are near to it."""
    text = "id,in,participant,source\np1,,unseco,\n"
    assert said({"actors.csv": ACTORS + UNESCO, "participations.csv": text}) == [
        'participations.csv:2, column participant: no actor has the id "unseco"; '
        'did you mean "unesco"?'
    ]


def test_label_in_place_of_an_id(said: Said) -> None:
    """Somebody who writes a label is told the id."""
    actors = ACTORS + "un-esco,United Nations Educational Organization,,,,\n"
    text = "id,in,participant,source\np1,,United Nations Educational Organization,\n"
    (finding,) = said({"actors.csv": actors, "participations.csv": text})
    assert 'write its id, "un-esco"' in finding


def test_id_of_another_class(said: Said) -> None:
    """An id of a record that the column does not take is told apart from an unknown one."""
    text = "id,label,objectives,source\nc1,C,unesco,\n"
    (finding,) = said({"actors.csv": ACTORS + UNESCO, "collaborations.csv": text})
    assert '"unesco" is the id of: organisation; this column takes: objective' in finding


def test_duplicate_id(said: Said) -> None:
    """The second row of one id is named, with the place of the first."""
    (finding,) = said({"actors.csv": ACTORS + UNESCO + UNESCO})
    assert finding.startswith('actors.csv:3, column id: the id "unesco" is there already, at ')
    assert "actors.csv:2; give one of the two rows another id" in finding


def test_row_without_id(said: Said) -> None:
    """A row without id cannot be read, and says so; its other faults are named too."""
    findings = said({"actors.csv": ACTORS + ",Nobody,nonsense,,,\n"})
    assert [finding.partition(": ")[0] for finding in findings] == [
        "actors.csv:2, column kind",
        "actors.csv:2, column id",
    ]
    assert "the row has no id, so it is not read; give it one" in findings[1]


def test_malformed_id(said: Said) -> None:
    """An id with spaces or accents is refused with a proposal."""
    (finding,) = said({"actors.csv": ACTORS + "Musée d'Orsay,Orsay,,,,\n"})
    assert 'such as "musee-d-orsay"' in finding


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("2017-02-30", "there is no day 30 in 2017-02; write a date as 2017, 2017-03 or"),
        ("2017-13", "there is no month 13"),
        ("21/03/2017", "write a date as 2017, 2017-03 or 2017-03-21"),
    ],
)
def test_impossible_date(said: Said, date: str, why: str) -> None:
    """A date that cannot be is named with the reason and the form."""
    (finding,) = said({"actors.csv": ACTORS + f"u,U,,,{date},\n"})
    assert finding.startswith(f'actors.csv:2, column established: "{date}" is no date: {why}')


def test_unknown_concept(said: Said) -> None:
    """A word that is no concept of the scheme is named with the nearest one."""
    (finding,) = said({"actors.csv": ACTORS + "u,U,buisness,,,\n"})
    assert finding == (
        'actors.csv:2, column kind: "buisness" is no concept of "actor kind"; '
        'did you mean "business"?'
    )


def test_derived_class(said: Said) -> None:
    """Partnership is refused as a class, because it is derived."""
    text = "id,label,class,source\nc,C,partnership,\n"
    (finding,) = said({"collaborations.csv": text})
    assert '"partnership" is never written down, it is derived' in finding


def test_several_values_where_one_is_taken(said: Said) -> None:
    """A list in a column of one value is refused."""
    (finding,) = said({"actors.csv": ACTORS + "u,U,,FR;DE,,\n"})
    assert '"FR; DE": this column takes one value; keep one' in finding


@pytest.mark.parametrize(
    ("column", "value", "limit"),
    [
        ("label", "x" * 251, 250),
        ("details", "x" * 401, 400),
        ("homepage", "https://example.org/" + "x" * 481, 500),
    ],
)
def test_too_long(said: Said, column: str, value: str, limit: int) -> None:
    """What a wiki would not take is a finding before loading."""
    other = "" if column == "label" else "label,"
    cell = "" if column == "label" else "A,"
    (finding,) = said({"actors.csv": f"id,{other}{column},source\nu,{cell}{value},\n"})
    assert f"longer than the {limit} characters that a Wikibase takes" in finding


def test_details_that_repeat_the_label(read: Read) -> None:
    """A wiki wants label and description to differ."""
    records = read({"actors.csv": "id,label,details,source\nu,U,U,\n"})
    (finding,) = records.findings
    assert finding.severity is Severity.WARNING
    assert 'details repeats the label "U"' in finding.message


def test_unclosed_quotation_mark(said: Said) -> None:
    """A quotation mark that swallows the rest of a file is named where it opens."""
    (finding,) = said({"actors.csv": 'id,label,source\na,A,\nb,"B,\nc,C,\nd,D,\n'})
    assert finding.startswith("actors.csv:3: a quotation mark that opens here is never closed")
    assert "lines 3 to 5" in finding


def test_rows_after_a_broken_one_are_read(read: Read) -> None:
    """One row that cannot be split does not hide those after it."""
    records = read({"actors.csv": 'id,label,source\na,"A"x,\nb,B,\n'})
    assert [finding.location.line for finding in records.findings if finding.location] == [2]
    assert (PFD["actors/b"], None, None) in records.graph


def test_cell_beyond_the_header(said: Said) -> None:
    """A cell without a column is not dropped in silence."""
    (finding,) = said({"actors.csv": "id,source,label\na,,Museum, Paris\n"})
    assert finding.startswith('actors.csv:2: "Paris" stands beyond the last column')


def test_unknown_table(said: Said) -> None:
    """A CSV file that is no table is named, with the table that was meant."""
    (finding,) = said({"actor.csv": "id\n", "actors.csv": ACTORS})
    assert finding == (
        'actor.csv:1: the file is not read: "actor" is no table; did you mean "actors"?'
    )


def test_all_problems_of_a_file_at_once(said: Said) -> None:
    """Ten bad cells give ten findings, in the order of the file."""
    rows = "".join(f"a{number},A,,,20{number}-99,\n" for number in range(10, 20))
    findings = said({"actors.csv": ACTORS + rows})
    assert [finding.partition(",")[0] for finding in findings] == [
        f"actors.csv:{line}" for line in range(2, 12)
    ]


def test_ambiguous_id(said: Said) -> None:
    """An id that two tables have is asked for with its table where both would do."""
    files = {
        "actors.csv": "id,label,source\ncee-hub,Hub,\n",
        "collaborations.csv": "id,label,source\ncee-hub,Hub,\n",
        "assessments.csv": "id,subject,criterion,source\ns1,cee-hub,C01,\n",
    }
    (finding,) = said(files)
    assert '"cee-hub" may be actors/cee-hub or collaborations/cee-hub' in finding


def test_paths_that_lead_nowhere_are_named_together(tmp_path: Path) -> None:
    """Every path that cannot be read is in the one error."""
    (tmp_path / "sheet.xlsx").write_bytes(b"")
    with pytest.raises(RecordError) as raised:
        read_records([tmp_path / "none", tmp_path / "sheet.xlsx", tmp_path])
    message = str(raised.value)
    assert "no such file or folder" in message
    assert "save the sheet as CSV" in message
    assert "no record files in this folder" in message


def test_what_is_passed_over_in_a_folder_is_said(tmp_path: Path) -> None:
    """A workbook beside the tables, and a table that is a folder or leads nowhere."""
    (tmp_path / "goals.csv").write_text("id,label,source\ng,G,\n", encoding="utf-8")
    (tmp_path / "actors.xlsx").write_bytes(b"PK")
    (tmp_path / "efforts.csv").mkdir()
    (tmp_path / "topics.csv").symlink_to("nowhere.csv")
    said = {str(found).removeprefix(f"{tmp_path}/") for found in read_records([tmp_path]).findings}
    assert said == {
        "actors.xlsx:1: the file is a workbook, which is not read; save its sheets as CSV in UTF-8",
        "efforts.csv:1: the file cannot be opened: it is no file",
        "topics.csv:1: the file cannot be opened: it is no file",
    }


@pytest.mark.parametrize(
    ("octets", "finding"),
    [
        (b"PK\x03\x04\x14\0\0\0", "this is a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "this is a workbook"),
        ("id,label,source\nu,U,\n".encode("utf-16-le"), "this is no text in UTF-8"),
        (b"\0" * 100, "this is no text in UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_one_finding(said: Said, octets: bytes, finding: str) -> None:
    """It is not told cell by cell."""
    (found,) = said({"actors.csv": octets})
    assert found.startswith(f"actors.csv:1: {finding}")


def test_findings_on_damaged_text_can_be_printed(read: Read) -> None:
    """Octets that are not UTF-8 are in no finding, or no terminal could show it."""
    findings = read({"actors.csv": b"id,label,source,caf\xe9\nu\xe9,Caf\xe9,h\xe9,\n"}).findings
    assert len(findings) >= 4
    for finding in findings:
        f"{finding} {finding.value} {finding.location}".encode()


def test_a_cell_without_end_is_not_taken_for_a_quotation_mark(said: Said) -> None:
    """The row is left out with the true reason, the next is read."""
    wide = "x" * 1_000_001
    (found,) = said({"actors.csv": f"id,label,source\nu,{wide},\nv,V,\n"})
    assert "a cell has more than 1,000,000 characters" in found
