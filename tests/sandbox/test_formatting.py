"""Values as readers see them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox.formatting.escaping import wiki_text
from pfgraph.sandbox.formatting.formatters import format_value
from pfgraph.sandbox.formatting.request import Form, Request, Shown
from pfgraph.sandbox.model.languagetags import language_tag, rdf_language_tag
from pfgraph.sandbox.parsing.timestamps import GREGORIAN, JULIAN

CONCEPTS = "https://wiki.example/entity/"
ENTITIES = {
    "Q1": Shown(True, "metre", "en"),
    "Q2": Shown(True, "Kilo<gramm>", "de"),
    "Q3": Shown(True),
    "P1": Shown(True, "made of", "en"),
}


def write(
    kind: str, value: Any, form: Form = "plain", datatype: str | None = None, **options: Any
) -> str:
    request = Request(
        form, lambda entity, _: ENTITIES.get(entity, Shown(False)), CONCEPTS, options, "en"
    )
    return format_value({"type": kind, "value": value}, request, datatype)


def time(text: str, precision: int, calendar: str = GREGORIAN) -> dict[str, Any]:
    return {"time": f"{text}T00:00:00Z", "precision": precision, "calendarmodel": calendar}


@pytest.mark.parametrize(
    ("date", "precision", "expected"),
    [
        ("+0005-00-00", 9, "5 CE"),
        ("+0400-00-00", 9, "400"),
        ("-0044-03-15", 11, "15 March 44 BCE"),
        ("+2001-00-00", 6, "3. millennium"),
        ("+2000-00-00", 6, "2. millennium"),
        ("+1901-00-00", 7, "20. century"),
        ("-0450-00-00", 7, "5. century BCE"),
        ("+1999-00-00", 8, "1990s"),
        ("+0005-00-00", 8, "5 CE"),
        ("+13798000000-00-00", 3, "13798 million years CE"),
        ("-4500000000-00-00", 1, "4500 million years BCE"),
        ("-4600000000-00-00", 0, "5 billion years BCE"),
        ("-45000-00-00", 5, "50000 years BCE"),
        ("+0000-00-00", 7, "0 CE"),
    ],
)
def test_times(date: str, precision: int, expected: str) -> None:
    """As fine as the precision; a year too small for it stands as a year."""
    assert write("time", time(date, precision)) == expected


def test_times_with_a_clock_stand_as_they_are() -> None:
    """Finer than a day there are no words."""
    value = time("+2020-05-17", 12) | {"time": "+2020-05-17T12:00:00Z"}
    assert write("time", value) == "+2020-05-17T12:00:00Z"


@pytest.mark.parametrize(
    ("date", "calendar", "shown"),
    [
        ("+1500-01-01", JULIAN, ""),
        ("+1500-01-01", GREGORIAN, "Gregorian"),
        ("+1700-01-01", GREGORIAN, "Gregorian"),
        ("+1960-01-01", GREGORIAN, ""),
        ("+1960-01-01", JULIAN, "Julian"),
    ],
)
def test_the_calendar_is_shown_where_it_may_be_mistaken(
    date: str, calendar: str, shown: str
) -> None:
    """HTML says so by itself, plain text where `showcalendar` asks for it."""
    value = time(date, 11, calendar)
    sup = f'<sup class="wb-calendar-name">{shown}</sup>' if shown else ""
    assert write("time", value, "html") == f"1 January {date[1:5]}{sup}"
    assert write("time", value) == f"1 January {date[1:5]}"
    auto = f" ({shown})" if shown else ""
    assert write("time", value, showcalendar="auto") == f"1 January {date[1:5]}{auto}"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "17. Mai 2020"),
        ("de-at", "17. Mai 2020"),
        ("fr", "17 mai 2020"),
        ("ru", "17 мая 2020"),
        ("xx", "17 May 2020"),
    ],
)
def test_days_in_other_languages(language: str, expected: str) -> None:
    """English for a language that nothing is known of."""
    assert write("time", time("+2020-05-17", 11), lang=language) == expected


@pytest.mark.parametrize(
    ("value", "options", "expected"),
    [
        ({"amount": "+12345.670"}, {}, "12,345.670"),
        ({"amount": "-5"}, {}, "\N{MINUS SIGN}5"),
        ({"amount": "+12345.6"}, {"lang": "de"}, "12.345,6"),
        ({"amount": "+1234"}, {"lang": "es"}, "1234"),
        ({"amount": "+5.678"}, {"applyRounding": -1}, "5.7"),
        ({"amount": "+5", "upperBound": "+7", "lowerBound": "+4"}, {}, "5±2"),
        ({"amount": "+5", "upperBound": "+5", "lowerBound": "+5"}, {}, "5±0"),
        (
            {"amount": "+5.678", "upperBound": "+5.7", "lowerBound": "+5.6"},
            {"showQuantityUncertaintyMargin": False},
            "5.68",
        ),
    ],
)
def test_quantities(value: dict[str, str], options: dict[str, Any], expected: str) -> None:
    """Grouped as the language does; with a margin where there are bounds."""
    assert write("quantity", value | {"unit": "1"}, **options) == expected


def test_units() -> None:
    """The label of a unit's item, its id without one, the address of what is not of this wiki."""
    amount = {"amount": "+2"}
    assert write("quantity", amount | {"unit": f"{CONCEPTS}Q1"}) == "2 metre"
    assert write("quantity", amount | {"unit": f"{CONCEPTS}Q3"}) == "2 Q3"
    assert write("quantity", amount | {"unit": "https://else.example/Q1"}).endswith("/Q1")
    assert write("quantity", amount | {"unit": f"{CONCEPTS}Q1"}, applyUnit=False) == "2"
    html = write("quantity", amount | {"unit": f"{CONCEPTS}Q2"}, "html")
    assert html == '2 <span class="wb-unit">Kilo&lt;gramm&gt;</span>'


@pytest.mark.parametrize(
    ("latitude", "longitude", "precision", "expected"),
    [
        (51.48, 0, 1, "51°N, 0°E"),
        (51.5, -7 / 60, 1 / 60, "51°30'N, 0°7'W"),
        (51.48, -0.0077, None, "51°28'48\"N, 0°0'28\"W"),
        (-52.52, 13.405, 10, "50°S, 10°E"),
        (52.52, 13.405, 0.0001, "52°31'12.0\"N, 13°24'18.0\"E"),
    ],
)
def test_coordinates(
    latitude: float, longitude: float, precision: float | None, expected: str
) -> None:
    """Degrees, minutes and seconds only as far as the precision goes."""
    value = {"latitude": latitude, "longitude": longitude, "precision": precision, "globe": "x"}
    assert write("globecoordinate", value) == expected


def test_entities() -> None:
    """Labels; in HTML with the language of a label that is not the reader's."""
    assert write("wikibase-entityid", {"id": "Q3"}) == "Q3"
    assert write("wikibase-entityid", {"id": "Q3"}, "wiki") == "[[Item:Q3]]"
    assert write("wikibase-entityid", {"id": "Q2"}, "html") == (
        '<a title="Item:Q2" href="/wiki/Item:Q2" lang="de">Kilo&lt;gramm&gt;</a>'
        '<sup class="wb-language-fallback-indicator">Deutsch</sup>'
    )
    assert write("wikibase-entityid", {"id": "P9"}, "html") == (
        'P9 <span class="wb-entity-undefinedinfo">(Deleted Property)</span>'
    )


def test_files_and_texts() -> None:
    """Addresses are made safe; a text in a language says which."""
    media = write("string", "A & b.jpg", "html", "commonsMedia")
    assert 'href="//commons.wikimedia.org/wiki/File:A_%26_b.jpg"' in media
    text = {"text": "a [b] \N{NO-BREAK SPACE}<", "language": "zh-hans"}
    assert write("monolingualtext", text, "wiki").startswith('<span lang="zh-Hans">a &#91;b&#93;')
    assert "&#160;&lt;</span>" in write("monolingualtext", text, "html")
    assert 'href="https://a.example/?b&amp;c"' in write(
        "string", "https://a.example/?b&c", "html", "url"
    )
    verbose = write("string", "a_b.jpg", "verbose", "commonsMedia")
    assert verbose.endswith('/wiki/File:A_b.jpg">A b.jpg</a></div>')


def test_language_tags() -> None:
    """A wiki's codes as BCP 47 has them; RDF differs in a few."""
    assert [language_tag(each) for each in ("pt-br", "zh-hant-tw", "de-x-ab", "simple")] == [
        "pt-BR",
        "zh-Hant-TW",
        "de-x-ab",
        "en-simple",
    ]
    assert (language_tag("crh"), rdf_language_tag("crh")) == ("crh", "crh-Latn")


NUMBERS = st.from_regex(r"[+-](0|[1-9][0-9]{0,60})(\.[0-9]{1,60})?", fullmatch=True)
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "applyRounding": st.one_of(st.booleans(), st.integers(-400, 400), st.just("x")),
        "showQuantityUncertaintyMargin": st.booleans(),
        "showcalendar": st.one_of(st.booleans(), st.just("auto")),
        "lang": st.sampled_from(["en", "cs", "", "xx"]),
    },
)
VALUES = st.one_of(
    st.tuples(
        st.just("time"),
        st.fixed_dictionaries(
            {
                "time": st.from_regex(
                    r"[+-][0-9]{1,16}-(0[0-9]|1[0-2])-[0-2][0-9]", fullmatch=True
                ),
                "precision": st.integers(0, 14),
                "calendarmodel": st.sampled_from([GREGORIAN, JULIAN, "x"]),
            }
        ).map(lambda value: value | {"time": f"{value['time']}T00:00:00Z"}),
    ),
    st.tuples(
        st.just("quantity"),
        st.fixed_dictionaries({"amount": NUMBERS, "unit": st.just("1")}),
    ),
    st.tuples(
        st.just("globecoordinate"),
        st.fixed_dictionaries(
            {
                "latitude": st.floats(-360, 360),
                "longitude": st.floats(-360, 360),
                "precision": st.one_of(st.none(), st.floats(-360, 360)),
                "globe": st.just("x"),
            }
        ),
    ),
)


@given(VALUES, st.sampled_from(["plain", "wiki", "html"]), OPTIONS)
def test_whatever_is_kept_is_written(
    value: tuple[str, Any], form: Form, options: dict[str, Any]
) -> None:
    """No value and no option is too strange to be shown."""
    assert write(*value, form, None, **options)


@given(st.text(max_size=40))
def test_wikitext_shows_the_text_itself(text: str) -> None:
    """No sign of wikitext's own is left bare."""
    safe = wiki_text(text)
    assert not set(safe) & set("[]{}|<>='\"")
