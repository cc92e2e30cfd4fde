"""The shapes on the wiki as a plan would make it: what is new, what stays, what goes."""

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Variable

from pfgraph.findings import Finding
from pfgraph.foresight import Asked, foresee
from pfgraph.namespaces import PF, PFD, PFV, SH
from pfgraph.ontology import declaration, ontology
from pfgraph.records import read_records
from pfgraph.resources import folder
from pfgraph.validation import check
from pfgraph.validation.profiles import shapes
from pfgraph.validation.reach import LOOKED_AT
from pfgraph.wikibase.changes import Action, ItemChange, StatementEdit
from pfgraph.wikibase.datamodel import Snak, Statement
from pfgraph.wikibase.future import future
from pfgraph.wikibase.outlook import Outlook, same_place
from pfgraph.wikibase.pull import pull_graph
from pfgraph.wikibase.state import WikiState
from pfgraph.wikibase.values import StringValue
from tests.wikibase.memory import EMPTY, holding

FIXTURES = Path(__file__).parent / "fixtures"
THIS = Variable("this")
AS_OF = datetime.date(2026, 11, 22)
MOVEMENT = PFD["movements/wikimedia-movement"]
ASKED = Asked(AS_OF, MOVEMENT)


@cache
def wiki_of(path: Path) -> WikiState:
    """A wiki that holds the records in a file or folder."""
    return holding(read_records([path]).graph)


SMALL = FIXTURES / "12-full-collective-effort.ttl"


def ahead(changes: Sequence[ItemChange], state: WikiState, asked: Asked = ASKED) -> Outlook:
    return foresee(changes, state, asked, ontology(), declaration())


def all_findings(state: WikiState) -> tuple[Finding, ...]:
    """What the record shapes find in the whole of a wiki."""
    graph = pull_graph(state, ontology(), declaration())
    return check(graph, ("record",), as_of=AS_OF, movement=MOVEMENT)


def random_changes(state: WikiState, number: int, chance: random.Random) -> list[ItemChange]:
    """Statements taken away, or changed into what other items say with the same property."""
    said: dict[str, list[Statement]] = {}
    for item in state.items.values():
        for statement in item.statements:
            said.setdefault(statement.main.prop, []).append(statement)
    changes = []
    for key in chance.sample(sorted(state.items), number):
        edits = []
        for each in state.items[key].statements:
            luck = chance.random()
            if each.main.prop == str(PF.recordId):
                continue  # by its id a thing is the same before and after
            if luck < 0.15:
                edits.append(StatementEdit(Action.REMOVE, each, None))
            elif luck < 0.4:
                other = chance.choice(said[each.main.prop])
                fewer = frozenset(each for each in other.qualifiers if chance.random() < 0.7)
                after = replace(each, main=other.main, qualifiers=fewer)
                edits.append(StatementEdit(Action.CHANGE, each, after))
        item = state.items[key]
        changes.append(ItemChange(key, item.id, item.revision, edits=tuple(edits)))
    return changes


@pytest.mark.parametrize(
    ("path", "seed", "number"),
    [(folder("records"), 2, 15), *((SMALL, seed, 3) for seed in range(8))],
)
def test_looking_at_what_a_change_reaches_finds_what_looking_at_all_does(
    path: Path, seed: int, number: int
) -> None:
    """New and mended findings after random changes are those of two whole checks."""
    state = wiki_of(path)
    changes = random_changes(state, number, random.Random(seed))
    found = ahead(changes, state)
    before = {same_place(each) for each in all_findings(state)}
    after = {same_place(each) for each in all_findings(future(state, changes))}
    assert after ^ before, "nothing differs: the test would not see a mistake"
    assert {same_place(each) for each in found.new} == after - before
    assert {same_place(each) for each in found.fixed} == before - after
    assert {same_place(each) for each in found.old} <= before & after


def test_taking_an_item_over_neither_brings_nor_mends_what_it_lacks() -> None:
    """Its findings are the same ones, though it goes by its record id from then on."""
    whole = wiki_of(SMALL)
    known = {each.focus for each in all_findings(whole)}
    key = next(key for key in sorted(whole.items) if key in known)
    item = whole.items[key]
    (named,) = (each for each in item.statements if each.main.prop == str(PF.recordId))
    unnamed = replace(item, statements=tuple(each for each in item.statements if each != named))
    state = replace(whole, items={**whole.items, key: unnamed})
    edit = StatementEdit(Action.ADD, None, named)
    found = ahead([ItemChange(key, item.id, item.revision, edits=(edit,))], state)
    assert (found.new, found.fixed) == ((), ())
    assert key in {each.focus for each in found.old}


def test_what_the_record_shapes_look_at_elsewhere_is_known() -> None:
    """A shape that looks further than its focus has to be known to the reach of changes."""
    graph = shapes("record")
    found: set[URIRef] = set()
    for query in graph.objects(None, SH.select):
        text = str(query).replace("$PATH", "pf:path")
        read = prepareQuery(text, initNs={"pf": PF, "pfv": PFV})
        found |= {prop for subject, prop, _ in _patterns(read.algebra) if subject != THIS}
    for path in graph.objects(None, SH.path):
        if isinstance(path, BNode) and graph.value(path, SH.alternativePath) is None:
            found |= set(_properties(graph, path))
    assert found - {PF.asOf, PF.appliesToSubject} <= LOOKED_AT  # those two are never on a wiki


def _patterns(algebra: Any) -> Iterator[tuple[Any, Any, Any]]:
    """The triple patterns of a query, wherever in it they stand."""
    if isinstance(algebra, dict):
        nodes = list(_flat(dict.get(algebra, "triples", ())))
        yield from zip(nodes[::3], nodes[1::3], nodes[2::3], strict=True)
        for part in algebra.values():
            yield from _patterns(part)
    elif isinstance(algebra, list):
        for part in algebra:
            yield from _patterns(part)


def _flat(parts: Any) -> Iterator[Any]:
    for part in parts if isinstance(parts, list | tuple) else [parts]:
        yield from _flat(part) if isinstance(part, list | tuple) else [part]


def _properties(graph: Graph, path: BNode) -> list[URIRef]:
    steps = list(Collection(graph, path)) or [path]
    found = []
    for step in steps:
        if isinstance(step, URIRef):
            found.append(step)
        else:
            inner = graph.value(step, SH.inversePath) or graph.value(step, SH.alternativePath)
            found += [inner] if isinstance(inner, URIRef) else _properties(graph, inner)
    return found


def test_a_plan_on_an_empty_wiki_brings_what_the_records_bring() -> None:
    """Where nothing was there before, every finding is new and none is mended."""
    graph = Graph()
    node = PFD["collaborations/bare"]
    graph.add((node, RDF.type, PF.Collaboration))
    graph.add((node, PF.recordId, Literal("collaborations/bare")))
    wanted = holding(graph)
    item = wanted.items["collaborations/bare"]
    edits = tuple(StatementEdit(Action.ADD, None, each) for each in item.statements)
    found = ahead([ItemChange("collaborations/bare", edits=edits)], EMPTY)
    assert {each.focus for each in found.new} == {"collaborations/bare"}
    assert found.stops and not found.old and not found.fixed


def test_a_plan_that_writes_nothing_is_not_looked_at() -> None:
    """An empty plan costs no check."""
    steps: list[str] = []
    found = foresee([], wiki_of(SMALL), ASKED, ontology(), declaration(), steps.append)
    assert found == Outlook(profiles=("record",)) and not steps


def test_other_profiles_are_asked_of_the_whole_and_stop_nothing() -> None:
    """The framework's findings come beside those on records and never keep a plan back."""
    state = wiki_of(SMALL)
    ended = next(
        item
        for item in state.items.values()
        for each in item.statements
        if each.main.prop == str(PF.lifecycleStatus)
    )
    gone = next(each for each in ended.statements if each.main.prop == str(PF.lifecycleStatus))
    edit = StatementEdit(Action.REMOVE, gone, None)
    change = ItemChange(ended.key, ended.id, ended.revision, edits=(edit,))
    found = ahead([change], state, Asked(AS_OF, MOVEMENT, ("framework",)))
    assert found.profiles == ("record", "framework")
    framework = {str(each) for each in shapes("framework").subjects(SH.path)}
    everything = {each.shape for each in (*found.new, *found.old, *found.fixed)}
    assert everything & framework
    assert not found.blocking & framework


def test_the_future_shares_what_does_not_change() -> None:
    """Only the items of the plan are made anew, and the present stays as it was."""
    state = wiki_of(SMALL)
    key = min(state.items)
    before = state.items[key]
    added = Statement(Snak(str(PF.homepage), StringValue("https://a.example")), marker=key)
    change = ItemChange(
        key, before.id, before.revision, labels={"en": ("", "New")},
        edits=(StatementEdit(Action.ADD, None, added),),
    )  # fmt: skip
    then = future(state, [change])
    assert state.items[key] is before
    assert then.items[key].labels["en"] == "New"
    assert then.items[key].statements[:-1] == before.statements
    assert all(then.items[each] is state.items[each] for each in state.items if each != key)
