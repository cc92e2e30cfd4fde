"""Every rule fires where it should and stays silent where it must."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from rdflib import Graph, URIRef

from pfgraph.namespaces import PF, PFD, PFV, new_graph
from pfgraph.ontology.terms import ontology
from pfgraph.resources import folder
from pfgraph.rules import derive
from pfgraph.rules.files import rules
from pfgraph.sparql.binding import code, variables
from pfgraph.sparql.store import Store

FIXTURES = Path(__file__).parent.parent / "fixtures"
CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
MOVEMENT = PFD["movements/wikimedia-movement"]
AS_OF = date(2026, 6, 30)
NAMES = [rule.name for rule in rules()]
PREFIXES = {"pf": PF, "pfd": PFD, "pfv": PFV}


def derived(fixture: str, as_of: date = AS_OF, movement: URIRef = MOVEMENT) -> Graph:
    store = Store()
    store.load(FIXTURES / f"{fixture}.ttl")
    return derive(store, as_of=as_of, movement=movement).graph()


def asked(triple: str) -> str:
    """A triple of cases.yaml as an ASK query."""
    words = [
        re.sub(r"^(\w+):(.*)$", lambda m: f"<{PREFIXES[m[1]]}{m[2]}>", word)
        for word in triple.split()
    ]
    return f"ASK {{ {' '.join(words)} }}"


def holds(graph: Graph, triple: str) -> bool:
    return bool(graph.query(asked(triple)).askAnswer)


@pytest.mark.parametrize("name", NAMES)
def test_rule_fires_where_its_conditions_hold(name: str) -> None:
    """Each rule states its triple on the fixture that was made for it."""
    fixture, triple = CASES[name]["fires"]
    assert holds(derived(fixture), triple)


@pytest.mark.parametrize("name", NAMES)
def test_rule_stays_silent_where_a_condition_is_missing(name: str) -> None:
    """Each rule has a fixture that lacks one condition, and states nothing there."""
    fixture, triple = CASES[name]["not"]
    assert not holds(derived(fixture), triple)


def test_big_open_is_no_partnership() -> None:
    """Of Big Open the source says only who convened it: nothing makes that a partnership."""
    graph = derived("02-big-open")
    assert not list(graph.subjects(predicate=None, object=PF.Partnership))
    assert not list(graph.subjects(predicate=None, object=PF.Partner))


def test_a_collaboration_without_the_reference_movement_can_be_a_partnership() -> None:
    """No movement is special: fixture 8 has no entity of the reference movement."""
    assert holds(
        derived("08-beyond-the-movement"), "pfd:collaborations/open-lessons a pf:Partnership"
    )


def test_an_unassessed_partnership_has_no_type() -> None:
    """Nothing known about a partner leaves the type open; it never makes it 'other'."""
    graph = derived("11-unassessed-partner")
    assert holds(graph, "pfd:collaborations/radio-hours a pf:Partnership")
    for cls in ("pf:MovementPartnership", "pf:OtherPartnership"):
        assert not holds(graph, f"pfd:collaborations/radio-hours a {cls}")


def test_inside_and_outside_depend_on_the_reference_movement() -> None:
    """The same collaboration is mixed for one movement and beyond another."""
    graph = derived("05-mixed-three-party", movement=PFD["movements/open-free-knowledge-movement"])
    assert holds(
        graph, "pfd:collaborations/reading-rooms pf:movementDimension pfv:dimension-beyond"
    )


def test_partners_depend_on_the_reference_date() -> None:
    """An ended partnership made partners while it ran."""
    graph = derived("10-ended", as_of=date(2017, 1, 1))
    assert holds(graph, "pfd:actors/archive-society pf:partnerOf pfd:actors/chapter-b")


def test_another_reading_leaves_nothing_of_the_first() -> None:
    """Deriving for a second date gives the same store as deriving for it alone."""
    store = Store()
    store.load(FIXTURES / "10-ended.ttl")
    derive(store, as_of=date(2017, 1, 1), movement=MOVEMENT)
    derive(store, as_of=AS_OF, movement=MOVEMENT)
    assert store.query("ASK { ?x a <https://w3id.org/partnerships-framework/ns#Partner> }") is False


def test_deriving_again_changes_nothing() -> None:
    """A rule whose graph is there does not run again."""
    store = Store()
    store.load(FIXTURES / "01-museum-content.ttl")
    first = derive(store, as_of=AS_OF, movement=MOVEMENT)
    size = len(store)
    again = derive(store, as_of=AS_OF, movement=MOVEMENT)
    assert (len(store), again.graphs) == (size, first.graphs)


def test_new_records_make_derived_graphs_go() -> None:
    """What was derived from fewer records does not outlive them."""
    store = Store()
    store.load(FIXTURES / "01-museum-content.ttl")
    derive(store, as_of=AS_OF, movement=MOVEMENT)
    store.load(FIXTURES / "10-ended.ttl")
    assert not [name for name in store.names() if "derived" in name]


def terms(text: str) -> Iterator[str]:
    yield from re.findall(r"(?<!\w)pf:\w+", code(text))


@pytest.mark.parametrize("rule", rules(), ids=NAMES)
def test_head_tells_what_the_rule_reads_and_produces(rule: object) -> None:
    """The head lists exactly the terms of the text: order and provenance rest on it."""
    header = next(each.header for each in rules() if each is rule)
    produced = set(header.produces)
    assert set(terms(header.text.split("WHERE", 1)[1])) - produced == set(header.reads)
    assert produced <= set(terms(header.text))
    assert all(re.fullmatch(r"R\d+", number) for number in header.requirements)


@pytest.mark.parametrize("rule", rules(), ids=NAMES)
def test_ontology_and_rules_agree_on_who_derives_what(rule: object) -> None:
    """A rule produces only terms that the ontology says it derives."""
    found = next(each for each in rules() if each is rule)
    for term in found.header.produces:
        stated = ontology().graph.value(PF[term.removeprefix("pf:")], PF.derivedBy)
        assert str(stated) == found.number


def test_every_derived_term_has_its_rule() -> None:
    """No term of the ontology is marked as derived without a rule that produces it."""
    produced = {PF[term.removeprefix("pf:")] for rule in rules() for term in rule.header.produces}
    assert ontology().derived == produced


@pytest.mark.parametrize("rule", rules(), ids=NAMES)
def test_rules_name_no_movement_and_use_their_parameters(rule: object) -> None:
    """The reference movement is a parameter; a declared parameter stands in the text."""
    header = next(each.header for each in rules() if each is rule)
    assert "wikimedia" not in header.text.casefold()
    assert {each.name for each in header.parameters} <= variables(header.text)


def test_every_rule_file_is_tested() -> None:
    """A new rule file needs its two cases."""
    files = {path.stem for path in (folder("queries") / "rules").glob("*.rq")}
    assert files == set(CASES) == set(NAMES)


def test_derived_graph_tells_its_reading() -> None:
    """Shapes learn the reference date and movement from the derived graph itself."""
    graph = new_graph() + derived("02-big-open")
    assert str(graph.value(PFD.reading, PF.asOf)) == AS_OF.isoformat()
    assert graph.value(PFD.reading, PF.referenceMovement) == MOVEMENT
