"""What people type for a parameter becomes one term of the right type, or one clear sentence."""

from datetime import date
from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from pfgraph.errors import QueryError
from pfgraph.namespaces import PFD, PFV
from pfgraph.sparql.header import read_header
from pfgraph.sparql.library import Library, Question, library
from pfgraph.sparql.parameters import Parameter, Type, read_parameter, read_value
from pfgraph.sparql.records import RecordFinder
from pfgraph.sparql.store import Store

FIXTURES = Path(__file__).parent.parent / "fixtures"
MOVEMENT = PFD["movements/wikimedia-movement"]


@pytest.fixture(scope="module")
def store() -> Store:
    """Fixture 1 with the ontology."""
    made = Store()
    made.load(FIXTURES / "01-museum-content.ttl")
    made.load_ontology()
    return made


def value(store: Store, text: str, type_: Type, **more: str | tuple[str, ...]) -> object:
    parameter = Parameter("x", type_, False, "", "help", **more)  # type: ignore[arg-type]
    return read_value(parameter, text, RecordFinder(store))


@pytest.mark.parametrize(
    "text",
    [
        "city-museum",
        "actors/city-museum",
        "https://w3id.org/partnerships-framework/data/actors/city-museum",
        "<https://w3id.org/partnerships-framework/data/actors/city-museum>",
        "Q190804",
        "wd:Q190804",
        " city-museum ",
    ],
)
def test_a_record_is_found_by_all_that_it_is_called(store: Store, text: str) -> None:
    """Bare id, table and id, IRI or Wikidata item lead to one record."""
    assert value(store, text, Type.RECORD, classes=("Actor",)) == PFD["actors/city-museum"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("city-musuem", "no such actor; did you mean city-museum"),
        ("City Musem", "did you mean city-museum"),
        ("collaborations/museum-photos", "this is no actor but collaboration"),
        ("https://example.org/nobody", "no such actor"),
        ("https://example.org/a b> . ?s ?p ?o", "no such actor"),
        ('" } #', "no such actor"),
        ("", "empty"),
    ],
)
def test_a_record_that_is_not_there_is_told_with_those_near(
    store: Store, text: str, message: str
) -> None:
    """A wrong id never runs a query with nothing in it."""
    with pytest.raises(ValueError, match=message):
        value(store, text, Type.RECORD, classes=("Actor",))


@pytest.mark.parametrize(
    ("type_", "text", "term"),
    [
        (Type.DATE, "2025", Literal("2025", datatype=XSD.gYear, normalize=False)),
        (Type.DATE, "2025-02", Literal("2025-02", datatype=XSD.gYearMonth, normalize=False)),
        (Type.NUMBER, "3", Literal("3", datatype=XSD.integer)),
        (Type.NUMBER, "2.5", Literal("2.5", datatype=XSD.decimal)),
        (Type.BOOLEAN, "Yes", Literal(True)),
        (Type.BOOLEAN, "false", Literal(False)),
        (Type.TEXT, '"quoted"', Literal('"quoted"')),
    ],
)
def test_plain_values_get_their_type(store: Store, type_: Type, text: str, term: Literal) -> None:
    """Dates, numbers, texts and yes or no become typed literals."""
    assert value(store, text, type_) == term


@pytest.mark.parametrize(
    "text",
    [
        "open-culture",
        "Open culture and the public domain",
        "Offene Kultur und Gemeinfreiheit",
        "sector-open-culture",
    ],
)
def test_a_concept_is_found_by_code_or_label(store: Store, text: str) -> None:
    """Codes and labels in any language name a concept of the scheme."""
    found = value(store, text, Type.CONCEPT, scheme="sector")
    assert found == PFV["sector-open-culture"]


@pytest.mark.parametrize(
    ("type_", "text", "message"),
    [
        (Type.DATE, "2025-13", "no month 13"),
        (Type.DATE, "today", "write a date as"),
        (Type.NUMBER, "three", "write a number"),
        (Type.NUMBER, "NaN", "write a number"),
        (Type.BOOLEAN, "maybe", "yes or no"),
    ],
)
def test_malformed_values_say_how_to_write_them(
    store: Store, type_: Type, text: str, message: str
) -> None:
    """Each type tells its form."""
    with pytest.raises(ValueError, match=message):
        value(store, text, type_)


def test_an_unknown_concept_shows_the_codes(store: Store) -> None:
    """A short scheme is listed in full."""
    with pytest.raises(ValueError, match=r"no such sector.*open-culture"):
        value(store, "astrology", Type.CONCEPT, scheme="sector")


def test_all_that_is_wrong_is_told_at_once(store: Store) -> None:
    """One message: unknown name, malformed value, missing value, the parameters, an example."""
    question = library().get("obligations-of")
    with pytest.raises(QueryError) as caught:
        question.run(
            store, {"actr": "x", "asOf": "2025"}, as_of=date(2026, 1, 1), movement=MOVEMENT
        )
    message = str(caught.value)
    for part in (
        "there is no parameter actr",
        "asOf=2025: a reference date is a whole day",
        "actor is missing",
        "status (concept of obstatus, optional)",
        "pfgraph query obligations-of -p actor=unesco",
    ):
        assert part in message


def test_an_argument_for_the_reference_date_goes_before_the_default(store: Store) -> None:
    """-p asOf decides for what date the rules run."""
    seen: list[tuple[date, URIRef]] = []

    def derive(store: Store, *, as_of: date, movement: URIRef, needs: tuple[str, ...]) -> None:
        seen.append((as_of, movement))

    question = library().get("partners-and-allies")
    question.run(
        store, {"asOf": "2019-01-01"}, as_of=date(2026, 1, 1), movement=MOVEMENT, derive=derive
    )
    assert seen == [(date(2019, 1, 1), MOVEMENT)]


def test_a_question_that_needs_rules_says_so(store: Store) -> None:
    """Without somebody to derive, an empty table would be a lie."""
    with pytest.raises(QueryError, match="needs what the rules D04"):
        library().get("growth").run(store, {}, as_of=date(2026, 1, 1), movement=MOVEMENT)


def test_a_default_that_is_not_on_record_is_named() -> None:
    """Other records may know no such framework: the message says which value was looked for."""
    store = Store()
    store.load(FIXTURES / "02-big-open.ttl")
    with pytest.raises(QueryError, match="framework=framework-0: there is no such"):
        library().get("framework-profile").run(store, {}, as_of=date(2026, 1, 1), movement=MOVEMENT)


def test_an_unknown_question_brings_those_near() -> None:
    """A typing error is told with what was meant."""
    with pytest.raises(QueryError, match="did you mean obligations-of"):
        library().get("obligation-of")
    with pytest.raises(QueryError, match="lists all"):
        library().get("zzz")


def test_examples_are_values_that_work() -> None:
    """Each concept parameter's example is a code of its scheme."""
    for name in library().names():
        for parameter in library().get(name).parameters:
            if parameter.type is Type.CONCEPT:
                assert read_value(parameter, parameter.example, RecordFinder(Store()))


@pytest.mark.parametrize(
    "head",
    ["", "#+ summary: x", "#+ summary: [", "#+ - a list", "#+ summary: x\n#+ parameters: {a: {}}"],
)
def test_an_incomplete_head_names_its_file(tmp_path: Path, head: str) -> None:
    """A query file without what the library needs is told by name."""
    path = tmp_path / "odd.rq"
    path.write_text(f"{head}\nSELECT * WHERE {{ ?s ?p ?o }}\n", encoding="utf-8")
    with pytest.raises(QueryError, match=r"odd\.rq"):
        read_header(path)


def test_a_head_is_read_and_the_text_left_plain(tmp_path: Path) -> None:
    """What follows the head is SPARQL that runs anywhere."""
    path = tmp_path / "ask.rq"
    path.write_text(
        "#+ summary: Who?\n#+ description: All of them.\n#+ tags: [lookup]\n"
        "#+ requirements: [R3]\n#+ parameters:\n#+   years: {type: number, help: 'how many'}\n"
        "# a comment\nSELECT ?s WHERE { ?s ?p ?years }\n",
        encoding="utf-8",
    )
    header = read_header(path)
    assert header.text == "# a comment\nSELECT ?s WHERE { ?s ?p ?years }\n"
    assert header.parameters == (read_parameter("years", {"type": "number", "help": "how many"}),)
    assert Library({"ask": Question("ask", header)}).by_tag()["lookup"][0].name == "ask"
