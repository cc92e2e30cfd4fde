"""Quantities, coordinates, texts and ids as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox.formatting.coordinates import format_coordinate
from pfgraph.sandbox.formatting.quantities import format_quantity
from pfgraph.sandbox.formatting.request import Request, Shown
from pfgraph.sandbox.parsing.failures import Unparsable
from pfgraph.sandbox.parsing.options import Options
from pfgraph.sandbox.parsing.parsers import parse

LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "pl", "sv"])


def value(kind: str, text: str, **options: Any) -> Any:
    return parse(kind, text, Options(options))["value"]


def amounts(text: str, **options: Any) -> list[str]:
    """Amount, lower and upper bound, those that there are."""
    read = value("quantity", text, **options)
    return [read[name] for name in ("amount", "lowerBound", "upperBound") if name in read]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("007", ["+7"]),
        (".5", ["+0.5"]),
        ("5.", ["+5"]),
        ("+5", ["+5"]),
        ("\N{MINUS SIGN}5", ["-5"]),
        ("1,000,000.50", ["+1000000.50"]),
        ("1e3", ["+1000"]),
        ("1.2x10^-2", ["+0.012"]),
        ("-0.0", ["+0.0"]),
        ("5+/-2", ["+5", "+3", "+7"]),
        ("2e3 ± 1e2", ["+2000", "+1900", "+2100"]),
        ("100~", ["+100", "+99.5", "+100.5"]),
        ("0.01~", ["+0.01", "+0.005", "+0.015"]),
        ("-100 !", ["-100", "-100", "-100"]),
        ("5e3~", ["+5000", "+4500", "+5500"]),
    ],
)
def test_quantities(text: str, expected: list[str]) -> None:
    """Digits are kept as written; bounds come of a margin, of ~ by the last digit, of ! exactly."""
    assert amounts(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1.234,5", "de", "+1234.5"),
        ("1\N{NARROW NO-BREAK SPACE}234,5", "fr", "+1234.5"),
        ("1 234,5", "fr", "+1234.5"),
        ("1 234,5", "pl", "+1234.5"),
    ],
)
def test_numbers_of_other_languages(text: str, language: str, expected: str) -> None:
    """The language says which sign separates what."""
    assert amounts(text, lang=language) == [expected]


@pytest.mark.parametrize(
    ("text", "expected_format"),
    [
        ("", "quantity"),
        ("5 m", "quantity"),
        ("five", "quantity"),
        ("1 000", "quantity"),
        ("5±", "quantity"),
        (",", "decimal"),
        ("1.2.3", "decimal"),
        ("1e200", "decimal"),
    ],
)
def test_what_is_no_quantity(text: str, expected_format: str) -> None:
    """What is wrong names the form that was looked for."""
    with pytest.raises(Unparsable) as refused:
        value("quantity", text)
    assert refused.value.expected == expected_format


def test_a_unit_is_given_as_an_option() -> None:
    """There is no unit in the text itself."""
    unit = "https://wiki.example/entity/Q2"
    assert value("quantity", "5", unit=unit)["unit"] == unit
    assert value("quantity", "5", unit=" ")["unit"] == "1"


@pytest.mark.parametrize(
    ("text", "latitude", "longitude", "precision"),
    [
        ("51.48 -0.0077", 51.48, -0.0077, 0.0001),
        ("N 51.5, W 0.1", 51.5, -0.1, 0.1),
        ("51.5 S 0 W", -51.5, 0, 0.1),
        ("51°30'N, 0°7'W", 51.5, -7 / 60, 1 / 60),
        ("51° 30.5' N 0° 7' E", 51 + 30.5 / 60, 7 / 60, 1 / 3600),
        ("52° 31' 12.5\" N, 13° 24' 18\" E", 52 + 31 / 60 + 12.5 / 3600, 13.405, 0.1 / 3600),
        (
            "52°31\N{PRIME}12\N{DOUBLE PRIME}N 13°24\N{PRIME}18\N{DOUBLE PRIME}E",
            52.52,
            13.405,
            1 / 3600,
        ),
        ("52.5°N, 13.4°E", 52.5, 13.4, 0.1),
        ("-52.5°, -13°", -52.5, -13, 0.1),
        ("N52°31'12\"E13°24'18\"", 52.52, 13.405, 1 / 3600),
        ("1, 0.00001", 1, 0.00001, 0.0001),
    ],
)
def test_coordinates(text: str, latitude: float, longitude: float, precision: float) -> None:
    """Degrees, minutes and seconds, with letters or signs; as fine as the finer of the two."""
    read = value("globe-coordinate", text)
    assert read["latitude"] == pytest.approx(latitude, abs=1e-12)
    assert read["longitude"] == pytest.approx(longitude, abs=1e-12)
    assert read["precision"] == pytest.approx(precision)


@pytest.mark.parametrize(
    "text", ["", "51", "abc", "51, 0, 3", "51°N, 0", "400, 0", "51 E 0 N", "1°2'3\"4"]
)
def test_what_is_no_coordinate(text: str) -> None:
    """One number, three, or a latitude to the east are no place."""
    with pytest.raises(Unparsable) as refused:
        value("globe-coordinate", text)
    assert refused.value.expected == "globe-coordinate"


def test_options_of_coordinates() -> None:
    """Precision and globe may be said."""
    moon = "http://www.wikidata.org/entity/Q405"
    read = value("globe-coordinate", "1.5, 2", precision=1, globe=moon)
    assert (read["precision"], read["globe"]) == (1, moon)


@pytest.mark.parametrize("kind", ["string", "url", "external-id", "commonsMedia", "geo-shape"])
def test_texts_lose_white_space_at_their_ends(kind: str) -> None:
    """Inside, control characters become a blank and the rest stays; the text is in NFC."""
    assert value(kind, "\N{EM SPACE}a  e\N{COMBINING ACUTE ACCENT}\n\tb\r") == "a  é b"


def test_ids_and_texts_in_a_language() -> None:
    """Ids in any case; a text needs its language, which is an option."""
    assert value("wikibase-property", " p31 ")["id"] == "P31"
    assert value("null", " as it is ") == " as it is "
    assert value("monolingualtext", " Hallo ", valuelang="de") == {
        "text": "Hallo",
        "language": "de",
    }
    with pytest.raises(Unparsable, match="language code"):
        value("monolingualtext", "Hallo")
    with pytest.raises(Unparsable, match="not recognized"):
        value("wikibase-item", "Q0")


def written(amount: str, language: str) -> str:
    request = Request("plain", lambda *_: Shown(exists=False), "", {}, language)
    return format_quantity({"amount": amount, "unit": "1"}, request)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3), LANGUAGES)
def test_a_quantity_that_is_written_is_read(number: Decimal, language: str) -> None:
    """Whatever separators the language has."""
    amount = f"{number:+f}" if number else "+0"
    if len(amount) < 100:
        assert amounts(written(amount, language), lang=language) == [amount]


@given(st.integers(-89, 89), st.integers(-179, 179), st.integers(0, 59), st.integers(0, 59))
def test_a_place_that_is_written_is_read(north: int, east: int, minutes: int, seconds: int) -> None:
    """To the second of arc."""
    rest = minutes / 60 + seconds / 3600
    place = {
        "latitude": north + rest if north >= 0 else north - rest,
        "longitude": east + rest if east >= 0 else east - rest,
        "precision": 1 / 3600,
    }
    read = value("globe-coordinate", format_coordinate(place))
    assert read["latitude"] == pytest.approx(place["latitude"], abs=1e-9)
    assert read["longitude"] == pytest.approx(place["longitude"], abs=1e-9)


@given(st.text(max_size=30), st.sampled_from(["quantity", "globe-coordinate", "wikibase-item"]))
def test_any_text_is_read_or_refused(text: str, kind: str) -> None:
    """Nothing but a value or a refusal comes of a text."""
    try:
        assert "value" in parse(kind, text, Options())
    except Unparsable as refused:
        assert refused.expected
