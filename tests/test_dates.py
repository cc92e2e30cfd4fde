"""Partial dates are as exact as their text and compare over what they share."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.dates import PartialDate

texts = st.dates(datetime.date(1, 1, 1)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)


@given(texts)
def test_a_date_survives_rdf(text: str) -> None:
    """The literal gives the same date back."""
    date = PartialDate(text)
    assert PartialDate.from_literal(date.literal()) == date


@given(texts, texts)
def test_of_two_dates_at_most_one_is_before_the_other(first: str, second: str) -> None:
    """`before` never says yes both ways, and says None both ways where it cannot tell."""
    one, other = PartialDate(first), PartialDate(second)
    assert not (one.before(other) and other.before(one))
    assert (one.before(other) is None) == (other.before(one) is None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017-13", "there is no month 13"),
        ("2017-02-30", "there is no day 30 in 2017-02"),
        ("2019-02-29", "there is no day 29"),
        ("0000", "no year 0000"),
        ("17", "write a date as 2017"),
        ("21.03.2017", "write a date as 2017"),
        ("2017-3", "write a date as 2017"),
    ],
)
def test_what_is_no_date_is_refused_in_words(text: str, words: str) -> None:
    """The message says what is wrong with it, or how to write one."""
    with pytest.raises(ValueError, match=words):
        PartialDate(text)
