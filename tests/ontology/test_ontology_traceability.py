"""Every requirement is served by something, and everything serves a requirement."""

import pytest

from pfgraph.namespaces import PF
from pfgraph.ontology import ontology
from tests.ontology.traceability import (
    COLUMNS,
    KINDS,
    REQUIREMENTS,
    TABLE,
    claims,
    names,
    read_table,
    served,
)

TABLE_ROWS = read_table()
SERVED = served()


def test_the_table_has_a_line_for_each_requirement_in_order() -> None:
    """R1 to R82 each say what they ask, and nothing else stands in the table."""
    assert TABLE.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
    assert tuple(TABLE_ROWS) == REQUIREMENTS
    assert [each for each, row in TABLE_ROWS.items() if not row["asks"]] == []


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_a_requirement_is_served_by_what_its_line_names(requirement: str) -> None:
    """What the table names exists and claims the requirement, and no claim is left out."""
    row = TABLE_ROWS[requirement]
    wrong = {
        kind: {"only in the table": sorted(named - found), "missing there": sorted(found - named)}
        for kind in KINDS
        if (named := names(row[kind])) != (found := SERVED[requirement][kind])
    }
    assert not wrong, f"{requirement}: {wrong}; see tests/ontology/traceability.py"


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_a_requirement_has_a_term_or_says_what_carries_it(requirement: str) -> None:
    """A demand without a term of its own is carried by something else, which the table tells."""
    row = TABLE_ROWS[requirement]
    assert row["terms"] or row["carried_by"]
    assert any(row[kind] for kind in KINDS) or row["carried_by"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_serves_no_requirement(kind: str) -> None:
    """What no requirement asks for is dropped, and a claim names a requirement that exists."""
    found = claims(kind)
    assert found
    assert sorted(name for name, requirements in found.items() if not requirements) == []
    unknown = {name: clauses - set(REQUIREMENTS) for name, clauses in found.items()}
    assert {name: sorted(clauses) for name, clauses in unknown.items() if clauses} == {}


def test_each_derived_term_names_a_rule_that_exists() -> None:
    """pf:derivedBy leads to the rule's file by its number."""
    numbers = {name.split("-")[0].rstrip("abcdefg") for name in claims("rules")}
    stated = {str(rule) for rule in ontology().graph.objects(None, PF.derivedBy)}
    assert sorted(rule for rule in stated if rule.rstrip("abcdefg") not in numbers) == []
