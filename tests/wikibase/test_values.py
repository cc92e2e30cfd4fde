"""Values go to JSON, to RDF and back without loss."""

import pytest
from hypothesis import given
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from pfgraph.dates import PartialDate
from pfgraph.namespaces import PFD
from pfgraph.ontology import Datatype
from pfgraph.wikibase.keys import key_of_iri
from pfgraph.wikibase.rdfvalues import term_of, value_of
from pfgraph.wikibase.values import (
    ItemValue,
    OtherValue,
    QuantityValue,
    StringValue,
    TextValue,
    TimeValue,
    Value,
    value_from_json,
    value_to_json,
)
from tests.wikibase.strategies import values

DATATYPES = {
    ItemValue: Datatype.ITEM,
    StringValue: Datatype.STRING,
    TextValue: Datatype.MONOLINGUAL_TEXT,
    TimeValue: Datatype.TIME,
    QuantityValue: Datatype.QUANTITY,
}


@given(values)
def test_a_value_survives_json(value: Value) -> None:
    """JSON and back gives the same value."""
    assert value_from_json(value_to_json(value, lambda key: key), lambda number: number) == value


@given(values)
def test_a_value_survives_rdf(value: Value) -> None:
    """RDF and back gives the same value, where the kind of value has a datatype of ours."""
    datatype = DATATYPES[type(value)]
    term = term_of(value, datatype, lambda key: PFD[key])
    assert term is not None
    assert value_of(term, datatype, lambda node: key_of_iri(str(node))) == value


def test_an_empty_map_that_comes_as_a_list_is_no_trouble() -> None:
    """A value of a kind unknown to us is kept whole."""
    globe = {"type": "globecoordinate", "value": {"latitude": 1, "longitude": 2}}
    kept = value_from_json(globe, lambda number: number)
    assert isinstance(kept, OtherValue)
    assert value_to_json(kept, lambda key: key) == globe


@pytest.mark.parametrize(
    ("time", "precision", "text"),
    [
        ("+2017-00-00T00:00:00Z", 9, "2017"),
        ("+2017-03-00T00:00:00Z", 10, "2017-03"),
        ("+2017-03-21T00:00:00Z", 11, "2017-03-21"),
        ("+2017-01-01T00:00:00Z", 9, "2017"),
    ],
)
def test_the_precision_says_how_much_of_a_time_counts(time: str, precision: int, text: str) -> None:
    """A year stays a year, though the wiki writes a day."""
    value = {
        "time": time,
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": precision,
        "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
    }
    read = value_from_json({"type": "time", "value": value}, lambda number: number)
    assert read == TimeValue(PartialDate(text))


@pytest.mark.parametrize(
    ("term", "datatype"),
    [
        (Literal("x"), Datatype.ITEM),
        (Literal("x"), Datatype.URL),
        (URIRef("http://a.example/"), Datatype.TIME),
        (Literal("often", datatype=XSD.decimal, normalize=False), Datatype.QUANTITY),
    ],
)
def test_a_term_of_the_wrong_sort_is_refused_in_words(
    term: Literal | URIRef, datatype: Datatype
) -> None:
    """Nothing of another sort slips into a statement."""
    with pytest.raises(ValueError, match=r"stands where|is no"):
        value_of(term, datatype, str)
