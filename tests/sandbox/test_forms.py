"""Forms are read as the standard library reads them, only faster."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox.forms import fields

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(TEXTS, TEXTS, max_size=4))
def test_what_was_encoded_comes_back(sent: dict[str, str]) -> None:
    """Any text survives, signs that mean something in a form included."""
    assert fields(urlencode(sent).encode()) == sent


@given(st.text("=&+%20aF\n\r\t ~é;", max_size=30))
def test_a_malformed_form_is_read_as_far_as_it_goes(body: str) -> None:
    """Lone percent signs, line breaks and doubled separators give what parse_qsl makes of them."""
    assert fields(body.encode()) == dict(parse_qsl(body, keep_blank_values=True))
