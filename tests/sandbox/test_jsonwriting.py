"""JSON that is written quickly says the same as JSON that is written slowly."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox.model.jsonwriting import Ready, answer_bytes, read_again, written

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_every_value_comes_back(value: Any) -> None:
    """Integers of any size too, in UTF-8 and in ASCII alone."""
    assert json.loads(written(value)) == value
    assert read_again(written(value)) == value
    assert json.loads(answer_bytes(value, ascii_only=False)) == value
    assert json.loads(answer_bytes(value, ascii_only=True)) == value


@given(TEXTS)
def test_ascii_is_escaped_as_php_does_it(text: str) -> None:
    """Four hexadecimal digits in lower case, two times four beyond the first plane."""
    sent = answer_bytes([text], ascii_only=True).decode("ascii")
    assert sent.replace("\\u007f", "\x7f") == json.dumps([text]).replace("\\u007f", "\x7f")


@given(VALUES, st.sampled_from([1, 2**70]))
def test_a_part_that_is_ready_is_put_in_its_place(value: Any, number: int) -> None:
    """It reads like the value from which it was made, beside huge integers as well."""
    body = {"entity": Ready(json.dumps(value)), "number": number}
    assert json.loads(answer_bytes(body, ascii_only=True)) == {"entity": value, "number": number}


def test_what_is_no_json_is_not_written() -> None:
    """A mistake in an answer is not hidden."""
    with pytest.raises(TypeError, match="set is not JSON"):
        written({1, 2})
