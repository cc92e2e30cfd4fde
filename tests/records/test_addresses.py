"""The one form of an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from pfgraph.records import normal_address
from pfgraph.sparql.store import Store


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("https://fr.wikipedia.org/wiki/Caf%C3%A9", "https://fr.wikipedia.org/wiki/Café"),
        ("HTTP://Example.ORG/Path", "http://example.org/Path"),
        ("https://example.org/a b|c", "https://example.org/a%20b%7Cc"),
        ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%E9", "https://example.org/%E9"),
        ("https://example.org/%E2%80%8B", "https://example.org/%E2%80%8B"),
        ("  https://example.org  ", "https://example.org"),
        ("https://example.org/a[1]#b#c", "https://example.org/a%5B1%5D#b%23c"),
        ("https://[2001:DB8::1]:80/[x]", "https://[2001:db8::1]:80/%5Bx%5D"),
        ("https://example.org/?q=%D7%A9&x=1#é", "https://example.org/?q=ש&x=1#é"),
    ],
)
def test_addresses_that_mean_the_same_are_the_same_text(written: str, normal: str) -> None:
    """UTF-8 escapes are decoded, what RDF forbids is encoded, all else stays."""
    assert normal_address(written) == normal


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_normalising_twice_changes_nothing(path: str) -> None:
    """The form is stable, and N-Triples can hold it."""
    once = normal_address(f"https://example.org/{path}")
    assert normal_address(once) == once
    assert URIRef(once).n3() == f"<{once}>"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_a_store_takes_every_address(text: str) -> None:
    """Whatever follows https://, it is refused here or it can be loaded into a store."""
    try:
        address = normal_address(f"https://{text}")
    except ValueError:
        return
    assert Store().query(f"ASK {{ FILTER(isIRI(<{address}>)) }}") is True


@pytest.mark.parametrize(
    "text",
    [
        "example.org",
        "ftp://example.org/",
        "https://",
        "https:///x",
        "https://[x/",
        "https://a b/",
        "https://x:y/",
        "https://x%/",
        "a b",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    """Without a web address's beginning or a server there is no address."""
    with pytest.raises(ValueError, match=r"write the whole address|name of the server"):
        normal_address(text)
