"""Cells of a table become nodes of the graph."""

import csv
import io
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef
from rdflib.namespace import SKOS, XSD

from pfgraph.dates import PartialDate
from pfgraph.namespaces import PF, PFD, PFV
from pfgraph.ontology import tables
from pfgraph.records import read_records
from pfgraph.records.cells import CellError, clean, literal, values
from tests.records.conftest import Read

ACTORS = tables()["actors"].columns
# what a person may type: no control characters, surrogates or unassigned signs
TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\ufffd"), max_size=60
)


@given(st.dates())
def test_dates_keep_their_exactness(date: object) -> None:
    """A year, a month and a day are three kinds of literal with the text as written."""
    for length, datatype in ((4, XSD.gYear), (7, XSD.gYearMonth), (10, XSD.date)):
        text = str(date)[:length]
        node = literal(ACTORS["established"], text, "en")
        assert isinstance(node, Literal)
        assert (str(node), node.datatype) == (text, datatype)
        assert PartialDate.from_literal(node).text == text


@given(TEXTS)
def test_text_is_cleaned_once(text: str) -> None:
    """Cleaning a clean text changes nothing, and loses only spaces."""
    once = clean(text)
    assert clean(once) == once
    composed = unicodedata.normalize("NFC", text)
    assert "".join(once.split()) == "".join(composed.split())


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    """No cell, whatever it holds, gives another error than the one that is reported."""
    for column in ACTORS.values():
        try:
            values(column, text)
            clean(text)
        except CellError as error:
            assert str(error)


@given(st.lists(TEXTS.map(lambda text: text.replace(";", ",")), max_size=4))
def test_lists_are_split_at_semicolons(texts: list[str]) -> None:
    """What is joined by semicolons comes apart again, without the empty values."""
    wanted = tuple(text.strip() for text in texts if text.strip())
    assert values(ACTORS["alias"], ";".join(texts)) == wanted


def test_an_address_may_hold_a_semicolon() -> None:
    """A semicolon parts addresses only before the next address, a space or the end."""
    text = "https://example.org/a;b=1;https://example.org/c; https://example.org/d;"
    assert values(ACTORS["homepage"], text) == (
        "https://example.org/a;b=1",
        "https://example.org/c",
        "https://example.org/d",
    )


@pytest.mark.parametrize(
    ("column", "text", "node"),
    [
        ("wikidata", "https://www.wikidata.org/wiki/Q7809", Literal("Q7809")),
        ("ror", "https://ror.org/04h4z8k05", Literal("04h4z8k05")),
        ("homepage", "HTTPS://Example.ORG/caf%C3%A9", URIRef("https://example.org/café")),
    ],
)
def test_identifiers_and_addresses_have_one_form(
    column: str, text: str, node: Literal | URIRef
) -> None:
    """An identifier may be given as its address; an address has one form."""
    assert literal(ACTORS[column], text, "en") == node


@pytest.mark.parametrize(("column", "text"), [("wikidata", "7809"), ("ror", "not-a-ror")])
def test_malformed_identifiers_are_refused(column: str, text: str) -> None:
    """An identifier of another form is refused with what to write."""
    with pytest.raises(CellError, match="write the"):
        literal(ACTORS[column], text, "en")


@pytest.mark.parametrize(("text", "number"), [("12", "12"), ("-3.50", "-3.50")])
def test_numbers(text: str, number: str) -> None:
    """Numbers are decimals with the digits as written."""
    node = literal(tables()["measurements"].columns["value"], text, "en")
    assert node == Literal(number, datatype=XSD.decimal, normalize=False)


def test_number_with_thousands_is_refused() -> None:
    """1,000 may be a thousand or one: it is refused."""
    with pytest.raises(CellError, match="is no number: write digits"):
        literal(tables()["measurements"].columns["value"], "1,000", "en")


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_csv_round_trip(rows: list[tuple[str, str]]) -> None:
    """Whatever a spreadsheet can hold comes back from its CSV file as labels and details."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["id", "label", "details_fr", "source"])
    for number, (label, details) in enumerate(rows):
        writer.writerow([f"a{number}", label, details, ""])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "actors.csv"
        path.write_text(file.getvalue(), encoding="utf-8", newline="")
        graph = read_records([path]).graph
    for number, (label, details) in enumerate(rows):
        node = PFD[f"actors/a{number}"]
        assert graph.value(node, SKOS.prefLabel) == (
            Literal(clean(label), lang="en") if clean(label) else None
        )
        assert graph.value(node, PF.details) == (
            Literal(clean(details), lang="fr") if clean(details) else None
        )


def test_columns_in_other_languages(read: Read) -> None:
    """A column with a language code gives texts in that language, aliases too."""
    records = read({"actors.csv": "id,label,label_pt_br,alias_fr,source\nu,U,V,W;X,\n"})
    node = PFD["actors/u"]
    assert set(records.graph.objects(node, SKOS.prefLabel)) == {
        Literal("U", lang="en"),
        Literal("V", lang="pt-br"),
    }
    assert set(records.graph.objects(node, SKOS.altLabel)) == {
        Literal("W", lang="fr"),
        Literal("X", lang="fr"),
    }


@pytest.mark.parametrize("text", ["NL", "nl", "place-nl", "pfv:place-nl", str(PFV["place-nl"])])
def test_concepts_by_any_of_their_names(read: Read, text: str) -> None:
    """A concept may be given by code, local name or IRI."""
    records = read({"actors.csv": f"id,label,based_in,source\nu,U,{text},\n"})
    assert records.graph.value(PFD["actors/u"], PF.isBasedIn) == PFV["place-nl"]
