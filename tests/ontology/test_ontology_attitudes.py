"""What the framework document asks of everybody's attitude, as tests of the shapes and rules."""

from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from pfgraph.namespaces import PF, SH
from pfgraph.ontology.terms import local_name
from pfgraph.resources import folder

SHAPES = Graph()
for each in sorted(folder("shapes").glob("*.ttl")):
    SHAPES.parse(each, format="turtle")
WRITTEN = [
    *sorted(folder("shapes").glob("*.ttl")),
    *sorted(folder("queries").rglob("*.rq")),
]
TYPES = (PF.MovementPartnership, PF.OtherPartnership)
BELONGING = (PF.belongsTo, PF.identifiesWith)


def _shapes_that_read(term: URIRef) -> set[str]:
    """Shapes that name a term as path, target or class, or in their SPARQL."""
    found = {
        subject
        for subject, _, node in SHAPES
        if node == term
        or (isinstance(node, Literal) and "{" in node and f"pf:{local_name(term)}" in node)
    }
    holders = {holder for each in found for holder in SHAPES.subjects(SH.sparql, each)}
    return {local_name(each) for each in found | holders if isinstance(each, URIRef)}


def test_no_shape_is_closed() -> None:
    """The definition is broad and inclusive on purpose: what nobody foresaw is welcome (R46)."""
    assert list(SHAPES.subject_objects(SH.closed)) == []


@pytest.mark.parametrize("prop", BELONGING, ids=local_name)
def test_nobody_has_to_belong_to_a_movement_or_identify_with_one(prop: URIRef) -> None:
    """Who shares the vision may take part, whatever they call themselves (R11, R13)."""
    required = [
        shape
        for shape in SHAPES.subjects(SH.path, prop)
        if (shape, SH.minCount, None) in SHAPES or (shape, SH.hasValue, None) in SHAPES
    ]
    assert required == []


def test_inside_and_outside_matter_only_where_the_document_says_so() -> None:
    """An internal partnership needs a plan, a framework needs partners from beyond (R51, R52)."""
    assert _shapes_that_read(PF.belongsTo) <= {
        "CoDesignProcess-beyond",
        "Collaboration-internal-plan",
        "Goal-agreed-across-movements",
        "Statement-predicate",
    }
    assert _shapes_that_read(PF.movementDimension) == {"Derived-movementDimension"}


@pytest.mark.parametrize("cls", TYPES, ids=local_name)
def test_both_types_of_partnership_are_judged_alike(cls: URIRef) -> None:
    """No shape reads the type, but for the guard that nobody enters it by hand (R60)."""
    assert _shapes_that_read(cls) == {f"Derived-{local_name(cls)}"}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_no_shape_rule_or_question_names_a_movement(path: Path) -> None:
    """One actor among many: which movement is the reference is a parameter (R76)."""
    text = path.read_text(encoding="utf-8").casefold()
    assert "wikimedia" not in text
    assert "pfd:movements/" not in text
    assert "data/movements/" not in text
