"""Dates as people write them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.bringover import bring_over
from pfgraph.bringover.dates import written_date
from pfgraph.dates import PartialDate
from pfgraph.findings import Severity
from tests.bringover.support import add, at, raw_copy, row


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("March 2018", "2018-03"),
        ("Sept. 2018", "2018-09"),
        ("5 May 2020", "2020-05-05"),
        ("May 5th, 2020", "2020-05-05"),
        ("17.03.2018", "2018-03-17"),
        ("2020-1-5", "2020-01-05"),
        ("2020/3", "2020-03"),
        ("25/12/2019", "2019-12-25"),
        ("12/25/2019", "2019-12-25"),
        ("since 2017", "2017"),
        ("01/05/2019", ""),  # the first of May, or the fifth of January
        ("31 June 2020", ""),
        ("c. 2015", ""),
        ("2015?", ""),
        ("Q3 2020", ""),
        ("2019–2021", ""),
        ("Maybe 2019", ""),
    ],
)
def test_a_date_is_read_where_it_can_mean_one_thing_only(written: str, read: str) -> None:
    """Months by name and usual orders are read; what could mean two days is not."""
    assert written_date(written) == read


@given(st.text(max_size=20) | st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}", fullmatch=True))
def test_what_is_read_is_a_date(text: str) -> None:
    """Whatever the text, the answer is a date or nothing."""
    read = written_date(text)
    assert read == "" or PartialDate(read).text == read


@pytest.mark.parametrize(
    ("start", "end", "cells"),
    [
        ("March 2018", "5 May 2020", ("2018-03", "2020-05-05", "")),
        ("2019–2021", "", ("2019", "2021", "")),
        ("2019", "present", ("2019", "", "")),
        ("Q3 2020", "2021", ("", "2021", "start: Q3 2020")),
    ],
)
def test_start_and_end_are_read_from_words(
    start: str, end: str, cells: tuple[str, str, str], tmp_path: Path
) -> None:
    """What was read is told; what cannot be read stays as the period was stated."""
    raw = raw_copy(tmp_path)
    add(raw, "partnerships", f"made-up,Made up,who;google,{start},{end},,,,,,,https://x.org,")
    report = bring_over(raw, tmp_path / "records")
    made = row(tmp_path / "records", "collaborations", "made-up")
    assert tuple(made.get(name, "") for name in ("start", "end", "period_as_stated")) == cells
    number = len((raw / "partnerships.csv").read_text(encoding="utf-8").splitlines())
    told = at(report.findings, "partnerships.csv", number)
    assert any(found.location and found.location.column in ("start", "end") for found in told)
    assert all(found.severity is not Severity.VIOLATION for found in told)
