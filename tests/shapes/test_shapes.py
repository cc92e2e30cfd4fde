"""Every named property shape finds what it is for, and nothing where nothing is wrong."""

import datetime
import re
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from pfgraph.findings import Severity
from pfgraph.namespaces import PF, PFD, PFS, SH
from pfgraph.ontology import declaration, ontology
from pfgraph.ontology.terms import LANGUAGES
from pfgraph.resources import folder
from pfgraph.turtle import canonical
from pfgraph.validation import PROFILES, check
from pfgraph.validation.generated import generated_shapes, is_generated, written_only
from pfgraph.validation.profiles import shapes, texts

CASES = Path(__file__).parent
AS_OF = datetime.date(2026, 11, 22)
MOVEMENT = PFD["movements/wikimedia-movement"]
INVALID = sorted(path for path in CASES.glob("*/invalid*.ttl"))
NAMED = [(profile, shape) for profile in PROFILES for shape in texts(profile)]


def profile_of(shape: str) -> str:
    """The profile in whose file the shape stands."""
    return next(profile for profile, iri in NAMED if iri == PFS[shape])


@cache
def found(path: Path, profile: str) -> frozenset[str]:
    """The names of the shapes of a profile that find something in a file."""
    if profile == "record":
        return found_together().get(name_of(path), frozenset())
    return names(Graph().parse(path, format="turtle"), profile)


def names(graph: Graph, profile: str) -> frozenset[str]:
    """The names of the shapes of a profile that find something in a graph."""
    findings = check(graph, (profile,), as_of=AS_OF, movement=MOVEMENT)
    return frozenset(finding.shape.removeprefix(str(PFS)) for finding in findings)


@cache
def found_together() -> dict[str, frozenset[str]]:
    """The same for all files of the record profile by their name, in one check for speed.

    Each file's records are moved to addresses and ids of their own first, so that no file can
    touch another.
    """
    graph = Graph()
    for path in sorted(CASES.glob("*/*.ttl")):
        if profile_of(path.parent.name) == "record":
            graph.parse(data=moved(path), format="turtle")
    by_file: dict[str, set[str]] = {}
    for finding in check(graph, ("record",), as_of=AS_OF, movement=MOVEMENT):
        name = finding.focus.removeprefix(str(PFD)).partition("/")[0]
        by_file.setdefault(name, set()).add(finding.shape.removeprefix(str(PFS)))
    return {name: frozenset(found) for name, found in by_file.items()}


def name_of(path: Path) -> str:
    """A case's name: its shape and its file."""
    return f"{path.parent.name}-{path.stem}"


def moved(path: Path) -> str:
    """A case's Turtle with its name in front of each record's address and id."""
    text = path.read_text(encoding="utf-8").replace("/data/>", f"/data/{name_of(path)}/>", 1)
    return re.sub(r'"([a-z]+/[a-z0-9-]+)"', rf'"{name_of(path)}/\1"', text)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: name_of(path))
def test_the_invalid_case_adds_exactly_this_shape(path: Path) -> None:
    """Beside what the valid case shows, the invalid one shows this one concern and no other."""
    shape = path.parent.name
    profile = profile_of(shape)
    valid = found(path.with_name("valid.ttl"), profile)
    assert shape not in valid
    assert found(path, profile) - valid == {shape}


def test_every_named_shape_has_a_valid_and_an_invalid_case() -> None:
    """A shape without both is not known to work."""
    tried = {path.parent.name for path in INVALID if path.with_name("valid.ttl").is_file()}
    assert {shape.removeprefix(str(PFS)) for _, shape in NAMED} == tried


@pytest.mark.parametrize(("profile", "shape"), NAMED, ids=lambda each: str(each).split("#")[-1])
def test_a_shape_says_what_an_editor_needs(profile: str, shape: URIRef) -> None:
    """A name, a severity, a clause, and advice in four languages, none twice and none too long."""
    graph = shapes(profile)
    text = texts(profile)[shape]
    assert set(text.messages) == set(LANGUAGES)
    assert len(list(graph.objects(shape, SH.message))) == len(LANGUAGES)
    assert len(set(text.messages.values())) == len(LANGUAGES)
    assert all(40 < len(message) < 260 for message in text.messages.values())
    assert len(list(graph.objects(shape, SH.name))) == 1
    assert len(list(graph.objects(shape, SH.severity))) == 1
    clauses = {str(clause) for clause in graph.objects(shape, PF.clause)}
    assert clauses and clauses <= {f"R{number}" for number in range(1, 83)}


def test_no_shape_stands_in_two_files() -> None:
    """A finding names its profile by its shape."""
    assert len({shape for _, shape in NAMED}) == len(NAMED)


@pytest.mark.parametrize("profile", PROFILES)
def test_shapes_are_canonical_turtle(profile: str) -> None:
    """A file of shapes equals its own canonical form, so that a diff shows changes alone."""
    path = folder("shapes") / f"{profile}.ttl"
    text = path.read_text(encoding="utf-8")
    graph = Graph(bind_namespaces="none").parse(data=text, format="turtle")
    assert canonical(graph) == text


def test_shapes_of_lists_dates_and_guards_follow_the_ontology() -> None:
    """Else run scripts/write_generated_shapes.py."""
    path = folder("shapes") / "record.ttl"
    there = Graph(bind_namespaces="none").parse(path, format="turtle")
    merged = written_only(there)
    merged += generated_shapes(ontology(), declaration())
    assert canonical(merged) == path.read_text(encoding="utf-8")
    assert any(is_generated(shape) for shape in there.subjects(RDF.type, SH.PropertyShape))


def test_only_the_record_profile_and_conditions_of_a_framework_know_violations() -> None:
    """What is merely missing is a warning: violations outside the record profile are few."""
    grave = {
        shape.removeprefix(str(PFS))
        for profile in ("framework", "alignment")
        for shape, text in texts(profile).items()
        if text.severity is Severity.VIOLATION
    }
    parts = ("value", "principle", "goal", "role", "obligation-kind", "standard")
    adopted = {f"Framework-{part}-adopted" for part in parts}
    assert grave == adopted | {
        "Framework-applies-to",
        "Framework-designed-in",
        "Collaboration-participant-below",
        "Collaboration-standard-not-met",
    }
