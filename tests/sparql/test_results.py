"""How rows are written: for machines as the W3C says, for people by name."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

from pfgraph.sparql.results import ResultTable
from pfgraph.sparql.writers import Format, as_csv, as_json, as_markdown, as_tsv, write

MUSEUM = URIRef("https://example.org/museum")
PAGE = URIRef("https://example.org/page")
NAMES = {MUSEUM: "City | Museum"}
TABLE = ResultTable(
    ("who", "what", "none"),
    (
        (MUSEUM, Literal('said "yes",\nthen no', lang="en"), None),
        (PAGE, Literal("3", datatype=XSD.integer), BNode("b1")),
    ),
)


def test_csv_is_that_of_the_w3c() -> None:
    """Plain strings, quotes doubled, CRLF at the end of a line."""
    assert as_csv(TABLE) == (
        'who,what,none\r\nhttps://example.org/museum,"said ""yes"",\nthen no",\r\n'
        "https://example.org/page,3,_:b1\r\n"
    )


def test_tsv_keeps_terms() -> None:
    """Tabs and line breaks are escaped; types and languages stay."""
    assert as_tsv(TABLE).splitlines() == [
        "?who\t?what\t?none",
        '<https://example.org/museum>\t"said \\"yes\\",\\nthen no"@en\t',
        f'<https://example.org/page>\t"3"^^<{XSD.integer}>\t_:b1',
    ]


def test_json_is_that_of_the_w3c() -> None:
    """Missing values are left out of their row."""
    document = json.loads(as_json(TABLE))
    assert document["head"] == {"vars": ["who", "what", "none"]}
    first, second = document["results"]["bindings"]
    assert set(first) == {"who", "what"}
    assert first["what"] == {
        "type": "literal",
        "value": 'said "yes",\nthen no',
        "xml:lang": "en",
    }
    assert second["what"]["datatype"] == str(XSD.integer)
    assert second["none"] == {"type": "bnode", "value": "b1"}


def test_people_read_names() -> None:
    """Text shows a label where there is one, and the address where there is none."""
    text = write(TABLE, Format.TABLE, NAMES)
    assert "City | Museum" in text and "https://example.org/museum" not in text
    assert "https://example.org/page" in text


def test_markdown_cannot_be_broken_by_a_value() -> None:
    """A bar or a line break in a value does not end its cell; addresses are links."""
    lines = as_markdown(TABLE, NAMES).splitlines()
    assert len(lines) == 4
    assert "City \\| Museum" in lines[2]
    assert "<https://example.org/page>" in lines[3]


@given(st.lists(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))))
def test_csv_can_be_read_back(texts: list[str]) -> None:
    """Whatever stands in a cell, a CSV reader finds it again."""
    table = ResultTable(("a", "b"), tuple((Literal(text), Literal("x")) for text in texts))
    rows = list(csv.reader(io.StringIO(as_csv(table), newline="")))
    assert [row[0] for row in rows[1:]] == texts


def test_labels_stand_beside_what_they_name() -> None:
    """A column gets a label column only where one of its things has a label."""
    labelled = TABLE.with_labels({MUSEUM: Literal("Museum", lang="en")})
    assert labelled.variables == ("who", "whoLabel", "what", "none")
    assert labelled.rows[0][:2] == (MUSEUM, Literal("Museum", lang="en"))
    assert labelled.rows[1][:2] == (PAGE, None)
