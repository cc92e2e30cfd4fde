"""The command `pfgraph query`, as somebody types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pfgraph.cli.main import cli

FIXTURES = Path(__file__).parent.parent / "fixtures"
MUSEUM = str(FIXTURES / "01-museum-content.ttl")
BIG_OPEN = str(FIXTURES / "02-big-open.ttl")
RULED = ("--as-of", "2026-06-30", "--store", MUSEUM)


def typed(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["query", *words], input=given)


def test_without_a_name_the_library_is_listed_by_tag() -> None:
    """Every question has one line under its tag."""
    result = typed()
    assert result.exit_code == 0
    assert "\nobligations\n" in result.stdout
    assert (
        "overdue-obligations" in result.stdout and "Which obligations are overdue?" in result.stdout
    )


def test_a_table_shows_names_instead_of_addresses() -> None:
    """A person reads labels."""
    result = typed("obligations-of", "-p", "actor=city-museum", *RULED)
    assert result.exit_code == 0
    assert "Chapter A" in result.stdout and "https://w3id.org" not in result.stdout


def test_csv_has_addresses_and_labels() -> None:
    """A machine gets the IRI, a person beside it the label; --no-labels gives the bare rows."""
    result = typed("partners-and-allies", "--format", "csv", *RULED)
    head, first = result.stdout.splitlines()[:2]
    assert head == "other,otherLabel,standing"
    assert first.endswith("/actors/chapter-a,Chapter A,partner")
    bare = typed("partners-and-allies", "--format", "csv", "--no-labels", *RULED)
    assert bare.stdout.splitlines()[0] == "other,standing"


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "markdown"])
def test_every_format_gives_something(form: str) -> None:
    """All formats write the same rows to stdout and nothing else there."""
    result = typed(
        "obligation-balance", "-p", "collaboration=museum-photos", "--format", form, *RULED
    )
    assert result.exit_code == 0
    assert "City Museum" in result.stdout
    if form == "json":
        assert len(json.loads(result.stdout)["results"]["bindings"]) == 2


def test_big_open_is_told_what_is_missing() -> None:
    """The question that the framework document itself asks."""
    result = typed("why-not-a-partnership", "-p", "collaboration=big-open", "--store", BIG_OPEN)
    rows = result.stdout.splitlines()
    assert sum(" missing " in row for row in rows) == 5


def test_records_can_be_asked_before_any_wiki(tmp_path: Path) -> None:
    """A folder of tables is enough."""
    (tmp_path / "actors.csv").write_text(
        "id,label,class,kind,source\nlib,The Library,Organisation,cultural-institution,https://e.org/x\n",
        encoding="utf-8",
    )
    result = typed("actors", "--records", str(tmp_path), "--format", "csv", "--no-labels")
    assert "actors/lib" in result.stdout


def test_own_sparql_comes_from_a_file_or_stdin(tmp_path: Path) -> None:
    """Whatever SPARQL can ask, over records, ontology and what is derived."""
    text = "ASK { ?x a <https://w3id.org/partnerships-framework/ns#Partnership> }"
    path = tmp_path / "ask.rq"
    path.write_text(text, encoding="utf-8")
    assert typed("--file", str(path), *RULED).stdout == "true\n"
    assert typed("--file", "-", *RULED, given=text).stdout == "true\n"
    built = f"CONSTRUCT {{ ?x a <https://e.org/P> }} WHERE {text.removeprefix('ASK ')}"
    assert "https://e.org/P" in typed("--file", "-", *RULED, given=built).stdout


def test_explain_shows_parameters_and_sparql_and_asks_nothing() -> None:
    """Enough to run the same question elsewhere."""
    result = typed("roles-of", "--explain")
    assert "actor (record of Actor, required)" in result.stdout
    assert "SELECT ?in" in result.stdout and "D05" in result.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("obligation-of",), "did you mean obligations-of"),
        (("obligations-of",), "actor is missing"),
        (("obligations-of", "-p", "actor=city-musem"), "did you mean city-museum"),
        (("obligations-of", "-p", "actr=city-museum"), "there is no parameter actr"),
        (("obligations-of", "-p", "actor"), "no equals sign"),
        (("count-partnerships", "-p", "sector=astrology"), "open-culture"),
        (("growth", "-p", "from=1.1.2020"), "write a date as"),
        (("actors", "--file", "x.rq"), "not both"),
        (("actors", "--records", "x"), "one of --records, --store and --on"),
        (("actors", "--movement", "nobody"), "--movement nobody"),
        (("--file", "missing.rq"), "missing.rq"),
    ],
)
def test_wrong_use_is_one_message_and_exit_code_2(words: tuple[str, ...], message: str) -> None:
    """What is wrong and what would be right, without a traceback or half an answer."""
    result = typed(*words, *RULED)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == "" and "Traceback" not in result.stderr


def test_broken_sparql_is_one_message() -> None:
    """The place of the mistake is told."""
    result = typed("--file", "-", *RULED, given="SELECT ?x WHERE {")
    assert result.exit_code == 2
    assert "cannot be run: error at 1:" in result.stderr


def test_an_unreadable_store_is_told(tmp_path: Path) -> None:
    """A file of another kind is named, with what would do."""
    path = tmp_path / "graph.xml"
    path.write_text("<xml/>", encoding="utf-8")
    result = typed("actors", "--store", str(path))
    assert result.exit_code == 2 and "graph.xml" in result.stderr


def test_an_empty_answer_says_so() -> None:
    """No rows is an answer, not a failure."""
    result = typed("barriers", "--store", BIG_OPEN)
    assert (result.exit_code, result.stdout) == (0, "no rows\n")
