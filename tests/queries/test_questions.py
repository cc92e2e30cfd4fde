"""Every question of the library: complete head, golden rows, and a row that must be absent."""

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from rdflib import URIRef

from pfgraph.namespaces import PF, PFD, PFV
from pfgraph.ontology.terms import ontology
from pfgraph.rules import derive
from pfgraph.rules.files import rules
from pfgraph.sparql.binding import code, variables
from pfgraph.sparql.library import library
from pfgraph.sparql.results import Node, ResultTable
from pfgraph.sparql.store import Store

HERE = Path(__file__).parent
NAMES = library().names()
MOVEMENT = PFD["movements/wikimedia-movement"]
AS_OF = "2026-06-30"


def case(name: str) -> dict[str, Any]:
    return yaml.safe_load((HERE / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))


def answer(name: str, store: Store) -> ResultTable:
    said = case(name)
    return (
        library()
        .get(name)
        .run(
            store,
            said.get("arguments", {}),
            as_of=date.fromisoformat(str(said.get("as_of", AS_OF))),
            movement=MOVEMENT,
            derive=derive,
        )
    )


def short(cell: Node | None) -> str:
    """A cell as golden files show it: record ids and prefixed names instead of IRIs."""
    if not isinstance(cell, URIRef):
        return "" if cell is None else str(cell)
    return cell.replace(PFD, "").replace(PFV, "pfv:").replace(PF, "pf:")


def rows(table: ResultTable) -> list[dict[str, str]]:
    return [dict(zip(table.variables, map(short, row), strict=True)) for row in table.rows]


def golden_text(table: ResultTable) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.variables)
    writer.writerows([short(cell) for cell in row] for row in table.rows)
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_question_gives_its_golden_rows(name: str, fixtures: Store, update_golden: bool) -> None:
    """The fixtures give exactly the rows that were reviewed, in their order."""
    path = HERE / "golden" / f"{name}.csv"
    text = golden_text(answer(name, fixtures))
    if update_golden:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_question_leaves_out_what_does_not_belong(name: str, fixtures: Store) -> None:
    """Each question has a row that is near and must not come."""
    absent = {column: str(value) for column, value in case(name)["absent"].items()}
    table = answer(name, fixtures)
    assert set(absent) <= set(table.variables)
    assert not [row for row in rows(table) if absent.items() <= row.items()]


@pytest.mark.parametrize("name", NAMES)
def test_question_has_an_answer_on_the_fixtures(name: str) -> None:
    """A golden file without rows would prove nothing."""
    golden = (HERE / "golden" / f"{name}.csv").read_text(encoding="utf-8")
    assert len(golden.splitlines()) > 1


@pytest.mark.parametrize("name", NAMES)
def test_head_is_complete(name: str) -> None:
    """Summary, description, tags and requirements are there; parameters and rules exist."""
    header = library().get(name).header
    assert header.summary.endswith("?") and header.description.endswith(".")
    assert header.tags and header.requirements
    assert all(re.fullmatch(r"R([1-9]|[1-7]\d|8[0-2])", number) for number in header.requirements)
    assert set(header.needs) <= {rule.number for rule in rules()}
    for parameter in header.parameters:
        assert parameter.help
        assert all(PF[cls] in ontology().classes for cls in parameter.classes)
        assert not parameter.scheme or ontology().concepts(PFV[parameter.scheme])


SAID_ELSEWHERE = {"asOf", "movement"}  # may only matter to the rules that a question needs


@pytest.mark.parametrize("name", NAMES)
def test_parameters_stand_in_the_text(name: str) -> None:
    """A parameter that the query never uses would be a lie."""
    header = library().get(name).header
    unused = {each.name for each in header.parameters} - variables(header.text)
    assert unused <= (SAID_ELSEWHERE if header.needs else set())


@pytest.mark.parametrize("name", NAMES)
def test_question_says_which_rules_it_needs(name: str) -> None:
    """Every derived term in the text comes from a rule that the head names."""
    header = library().get(name).header
    derived = {
        str(ontology().graph.value(PF[term], PF.derivedBy))
        for term in re.findall(r"(?<!\w)pf:(\w+)", code(header.text))
        if PF[term] in ontology().derived
    }
    assert derived <= set(header.needs)


@pytest.mark.parametrize("name", NAMES)
def test_question_uses_terms_that_exist(name: str) -> None:
    """No typing error hides in a term of the ontology."""
    for prefix, term in re.findall(
        r"(?<!\w)(pfv?):([\w-]+)", code(library().get(name).header.text)
    ):
        iri = (PFV if prefix == "pfv" else PF)[term]
        assert (iri, None, None) in ontology().graph


@pytest.mark.parametrize("name", NAMES)
def test_order_of_rows_is_settled(name: str) -> None:
    """Every question orders its rows, and asks for no particular movement."""
    text = library().get(name).header.text
    assert "ORDER BY" in text
    assert "wikimedia" not in text.casefold()


def test_every_question_has_a_case_and_every_case_a_question() -> None:
    """Nothing is left behind when a question is renamed."""
    for folder, suffix in (("cases", "*.yaml"), ("golden", "*.csv")):
        assert {path.stem for path in (HERE / folder).glob(suffix)} == set(NAMES)
