"""Points in time as people write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox.formatting.request import Request, Shown
from pfgraph.sandbox.formatting.times import format_time
from pfgraph.sandbox.parsing.failures import Unparsable
from pfgraph.sandbox.parsing.options import Options
from pfgraph.sandbox.parsing.times import parse_time
from pfgraph.sandbox.parsing.timestamps import GREGORIAN, JULIAN

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "ru", "sv", "da", "nb", "cs", "fi")


def read(text: str, **options: object) -> tuple[str, int, str]:
    """Date, precision and the calendar's first letter."""
    value = parse_time(text, Options(options))["value"]
    calendar = {GREGORIAN: "G", JULIAN: "J"}[value["calendarmodel"]]
    return value["time"].removesuffix("T00:00:00Z"), value["precision"], calendar


def written(value: dict[str, object], language: str, **options: object) -> str:
    shown = Shown(exists=False)
    return format_time(value, Request("plain", lambda *_: shown, "", options, language))


@pytest.mark.parametrize(
    ("text", "date", "precision", "calendar"),
    [
        ("1999", "+1999-00-00", 9, "G"),
        (" 1980 ", "+1980-00-00", 9, "G"),
        ("1", "+0001-00-00", 9, "J"),
        ("1CE", "+0001-00-00", 9, "J"),
        ("44 B.C.E.", "-0044-00-00", 9, "J"),
        ("1066 AD", "+1066-00-00", 9, "J"),
        ("-1000000001", "-1000000001-00-00", 9, "J"),
        ("1 1999 BC", "-11999-00-00", 9, "J"),
        ("1,000,000 BC", "-1000000-00-00", 3, "J"),
        ("40000", "+40000-00-00", 5, "G"),
        ("20200517", "+20200517-00-00", 9, "G"),
    ],
)
def test_years(text: str, date: str, precision: int, calendar: str) -> None:
    """A year alone; zeros at the end of a late one make it less precise."""
    assert read(text) == (date, precision, calendar)


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("1 1999", "+1999-01-00", 10),
        ("Jan 2000", "+2000-01-00", 10),
        ("january 2000", "+2000-01-00", 10),
        ("2000 March", "+2000-03-00", 10),
        ("2020/05", "+2020-05-00", 10),
        ("5.2020", "+2020-05-00", 10),
        ("May 44 BC", "-0044-05-00", 10),
        ("2015-01-00", "+2015-01-00", 10),
        ("2015-00-00", "+2015-00-00", 9),
        ("Sept 2020", "+2020-09-01", 11),
    ],
)
def test_months(text: str, date: str, precision: int) -> None:
    """A month and a year in either order; a name that only PHP knows gives a day."""
    assert read(text)[:2] == (date, precision)


@pytest.mark.parametrize(
    ("text", "date", "calendar"),
    [
        ("17 May 2020", "+2020-05-17", "G"),
        ("17. May 2020", "+2020-05-17", "G"),
        ("17May2020", "+2020-05-17", "G"),
        ("May 17, 2020", "+2020-05-17", "G"),
        ("May 17th 2020", "+2020-05-17", "G"),
        ("17th May, 2020", "+2020-05-17", "G"),
        ("Sunday, 17 May 2020", "+2020-05-17", "G"),
        ("2020 May 17", "+2020-05-17", "G"),
        ("1.5.2000", "+2000-05-01", "G"),
        ("1/5/2000", "+2000-01-05", "G"),
        ("1-5-2000", "+2000-05-01", "G"),
        ("1 5 2000", "+2000-05-01", "G"),
        ("2000-5-1", "+2000-05-01", "G"),
        ("2000/5/1", "+2000-05-01", "G"),
        ("31/07/2009", "+2009-07-31", "G"),
        ("1991 1 20", "+1991-01-20", "G"),
        ("10/10/10", "+0010-10-10", "J"),
        ("1 Jul 2013 BC", "-2013-07-01", "J"),
        ("-1 Jul 2013", "-2013-07-01", "J"),
        ("1,11,111 BC", "-0111-11-01", "J"),
        ("29.02.1500", "+1500-02-29", "J"),
        ("1 January 1500", "+1500-01-01", "J"),
        ("+0-01-20T00:00:00Z", "+0000-01-20", "J"),
        ("1752-09-14 (Julian)", "+1752-09-14", "J"),
        ("\N{MINUS SIGN}0044-03-15", "-0044-03-15", "J"),
        ("Feb 31, 2020", "+2020-03-02", "G"),
    ],
)
def test_days(text: str, date: str, calendar: str) -> None:
    """Days in every order that tells the parts apart; before 1583 the calendar is the Julian."""
    assert read(text) == (date, 11, calendar)


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("1980s", "+1980-00-00", 8),
        ("1980s BC", "-1980-00-00", 8),
        ("19. century", "+1900-00-00", 7),
        ("3. millennium BCE", "-3000-00-00", 6),
        ("13 billion years CE", "+13000000000-00-00", 0),
        ("13,000 million years BCE", "-13000000000-00-00", 0),
        ("10000 years CE", "+10000-00-00", 5),
    ],
)
def test_spans(text: str, date: str, precision: int) -> None:
    """Decades, centuries and more, as the wiki itself writes them."""
    assert read(text)[:2] == (date, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "yesterday",
        "c. 1850",
        "19th century",
        "10 million years ago",
        "June June June",
        "111 111 111",
        "Jann 2014",
        "1980x",
        "1980ss",
        "1980UTC",
        "1980 America/New_York",
        "20 1991 1",
        "1 1991 20",
        "2015-00-01",
        "+0-00-01T00:00:00Z",
        "12:31:59",
        "2020-05-17T25:00:00Z",
        "-5 BCE",
        "12345678901234567",
        f"2020{' ' * 1000}",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Refused, as the form could mean anything or nothing."""
    with pytest.raises(Unparsable) as refused:
        parse_time(text, Options())
    assert refused.value.expected == "time"


def test_options() -> None:
    """Precision may be made coarser, or finer from a day on; the calendar may be said."""
    assert read("2020-05-17", precision=9)[1] == 9
    assert read("2020-05-17", precision="7")[1] == 7
    assert read("2020", precision=11)[1] == 9
    assert read("2020-05-17", precision=14)[1] == 14
    assert read("2020-05-17", calendar="Julian")[2] == "J"
    assert read("1500", calendar=GREGORIAN)[2] == "G"
    with pytest.raises(Unparsable):
        read("2020-05-17", precision="day")
    with pytest.raises(Unparsable):
        read("2020-05-17", calendar="Mayan")


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("17. Mai 2020", "de", "+2020-05-17"),
        ("3. Oktober 1990", "de-at", "+1990-10-03"),
        ("14 juillet 1789", "fr", "+1789-07-14"),
        ("9 мая 1945", "ru", "+1945-05-09"),
        ("1 stycznia 2001", "pl", "+2001-01-01"),
        ("6. joulukuun 1917", "fi", "+1917-12-06"),
        ("17 May 2020", "de", "+2020-05-17"),
    ],
)
def test_days_in_other_languages(text: str, language: str, date: str) -> None:
    """Months have their names of the language, English ones too."""
    assert read(text, lang=language)[0] == date


# earlier years are written with their era, which only the English parser knows beside a month;
# later ones that end in zeros are read as less precise
DATES = st.dates(datetime.date(100, 1, 1), datetime.date(4000, 12, 31))


@given(DATES, st.sampled_from(LANGUAGES))
def test_what_is_written_is_read(day: datetime.date, language: str) -> None:
    """A day, a month and a year written for a reader are read again as they were."""
    for form, precision in (("%Y-%m-%d", 11), ("%Y-%m-00", 10), ("%Y-00-00", 9)):
        text = f"{day:{form}}".rjust(10, "0")
        value = {
            "time": f"+{text}T00:00:00Z",
            "precision": precision,
            "calendarmodel": GREGORIAN,
        }
        again = parse_time(written(value, language), Options({"lang": language}))["value"]
        assert (again["time"], again["precision"]) == (value["time"], precision)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but a time value or a refusal comes of a text."""
    try:
        assert parse_time(text, Options())["type"] == "time"
    except Unparsable as refused:
        assert refused.expected == "time"
