"""Values are normalised once and for all, and hashed as Wikibase hashes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox.model.errors import InternalError
from pfgraph.sandbox.model.hashes import reference_hash, snak_hash
from pfgraph.sandbox.model.values import Corrupt, normal_value
from pfgraph.sandbox.rdf.calendars import xsd_date_time

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
JULIAN = "http://www.wikidata.org/entity/Q1985786"


def time(text: str, precision: int = 11, calendar: str = GREGORIAN) -> dict[str, object]:
    rest = {"timezone": 0, "before": 0, "after": 0, "precision": precision}
    return {"time": text, **rest, "calendarmodel": calendar}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-9e9, max_value=9e9))
def test_a_normal_quantity_stays_as_it_is(number: object) -> None:
    """Normalising twice is the same as normalising once."""
    once = normal_value("quantity", {"amount": f"{number:f}", "unit": "1"})
    assert normal_value("quantity", once["value"]) == once


@given(st.text(max_size=20))
def test_any_text_is_a_quantity_or_corrupt(text: str) -> None:
    """Nothing else is raised, and what passes has a sign."""
    try:
        value = normal_value("quantity", {"amount": text, "unit": "1"})["value"]
    except Corrupt:
        return
    assert value["amount"][0] in "+-"


@given(st.integers(0, 9999), st.integers(0, 12), st.integers(0, 31), st.integers(0, 11))
def test_every_date_has_a_gregorian_day(year: int, month: int, day: int, precision: int) -> None:
    """A stored time gives a whole xsd:dateTime, but for the year 0."""
    kept = normal_value("time", time(f"+{year:04d}-{month:02d}-{day:02d}T00:00:00Z", precision))
    text = xsd_date_time(kept["value"])
    assert (text is None) == (year == 0)
    if text:
        assert 1 <= int(text[-12:-10]) <= 31


@pytest.mark.parametrize(
    ("text", "precision", "calendar", "expected"),
    [
        ("-0044-03-15T00:00:00Z", 11, JULIAN, "-0043-03-13T00:00:00Z"),
        ("+2020-05-17T00:00:00Z", 9, GREGORIAN, "2020-01-01T00:00:00Z"),
        ("+2020-05-00T00:00:00Z", 10, GREGORIAN, "2020-05-01T00:00:00Z"),
        ("+2023-02-30T00:00:00Z", 11, GREGORIAN, "2023-02-28T00:00:00Z"),
    ],
)
def test_dates_in_rdf_are_whole_and_gregorian(
    text: str, precision: int, calendar: str, expected: str
) -> None:
    """As the recorded wiki wrote them."""
    assert xsd_date_time(time(text, precision, calendar)) == expected


@pytest.mark.parametrize(
    ("amount", "kept"),
    [
        (5, "+5"),
        (0.1, "+0.10000000000000001"),
        (1e-7, "+0.000000099999999999999995"),
        (-0.0, "+0"),
        (1e20, "+100000000000000000000"),
        (123456789012345678, "+123456789012345680"),
        (" 7.50 ", "+7.50"),
    ],
)
def test_numbers_become_decimals_as_php_writes_them(amount: object, kept: str) -> None:
    """Seventeen digits of a number count; a text keeps all of its own."""
    assert normal_value("quantity", {"amount": amount, "unit": "1"})["value"]["amount"] == kept


@pytest.mark.parametrize("amount", [True, None, [], 10**400, float("inf"), 1e300])
def test_amounts_that_are_no_numbers(amount: object) -> None:
    """Nor are those too large."""
    with pytest.raises(Corrupt):
        normal_value("quantity", {"amount": amount, "unit": "1"})


@pytest.mark.parametrize("name", ["latitude", "longitude", "precision"])
def test_a_number_in_a_string_breaks_a_coordinate(name: str) -> None:
    """The recorded wiki's own program failed there; other texts it refused."""
    place = {"latitude": 1, "longitude": 2, "precision": 1}
    with pytest.raises(InternalError):
        normal_value("globecoordinate", place | {name: "1.5"})
    with pytest.raises(Corrupt):
        normal_value("globecoordinate", place | {name: "x"})


def test_hashes_are_those_of_the_recorded_wiki() -> None:
    """The same snak and the same reference have the hash a real Wikibase gave them."""
    source = {
        "snaktype": "value",
        "property": "P2",
        "datavalue": {"value": "EXT-1", "type": "string"},
    }
    assert snak_hash(source) == "7f7f7c69b32638491d8b45c9e11c8b5bf3418a33"
    assert reference_hash([snak_hash(source)]) == "62962689d3d4933ad66a672c2ff3f18afeef166b"
