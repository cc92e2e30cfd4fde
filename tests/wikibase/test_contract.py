"""The wiki side against a Wikibase, through pywikibot and HTTP.

By default the embedded one; `make test-wiki WIKI=URL` runs the same against any other.
"""

import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS, XSD
from rdflib.term import Node

from pfgraph.dates import PartialDate
from pfgraph.errors import EditError
from pfgraph.namespaces import PF, PFD, PFV, new_graph
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.apply import apply
from pfgraph.wikibase.client import PywikibotRepository, connect
from pfgraph.wikibase.load import Load, plan_load
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.planfile import plan_from_json, plan_to_json
from pfgraph.wikibase.pull import by_record_id, pull_graph
from pfgraph.wikibase.repository import Edit
from pfgraph.wikibase.results import Run
from pfgraph.wikibase.schema import plan_schema
from pfgraph.wikibase.state import WikiState, read_state
from pfgraph.wikibase.values import ItemValue
from tests.wikibase.strategies import dates, words

pytestmark = pytest.mark.wiki
FIXTURES = Path(__file__).parent.parent / "fixtures"


def plan_on(repository: PywikibotRepository, graph: Graph) -> tuple[WikiState, Load]:
    state = read_state(repository)
    return state, plan_load(graph, state, repository, ontology(), declaration(), tables())


def load(repository: PywikibotRepository, graph: Graph) -> tuple[Plan, Run]:
    state, planned = plan_on(repository, graph)
    kept = plan_from_json(plan_to_json(planned.plan))  # what apply sees is what a file keeps
    return kept, apply(kept, repository, state.properties, uuid.uuid4().hex[:8])


def of_records(graph: Graph, like: Graph) -> set[tuple[Node, Node, Node]]:
    """The pulled triples about the records of `like`, named by record id."""
    renamed = by_record_id(like)
    subjects = set(renamed.subjects())
    return {triple for triple in by_record_id(graph) if triple[0] in subjects}


def a_pair(name: str) -> Graph:
    """Two actors in one collaboration, all under record ids that nobody else uses."""
    graph = new_graph()
    collaboration = a_record(graph, f"collaborations/{name}", PF.Collaboration, name)
    for letter in "ab":
        actor = a_record(graph, f"actors/{name}-{letter}", PF.Organisation, f"{name} {letter}")
        graph.add((actor, RDF.type, PF.Actor))
        part = PFD[f"participations/{name}-{letter}"]
        graph.add((part, RDF.type, PF.Participation))
        graph.add((part, PF.recordId, Literal(f"participations/{name}-{letter}")))
        graph.add((part, PF.within, collaboration))
        graph.add((part, PF.participant, actor))
        graph.add((part, PF.evidence, URIRef("https://example.org/page")))
    return graph


def a_record(graph: Graph, record_id: str, cls: URIRef, label: str) -> URIRef:
    node = PFD[record_id]
    graph.add((node, RDF.type, cls))
    graph.add((node, PF.recordId, Literal(record_id)))
    graph.add((node, SKOS.prefLabel, Literal(label, lang="en")))
    return node


def a_name() -> str:
    return f"test-{uuid.uuid4().hex[:12]}"


def test_the_schema_is_found_again_by_its_iris(ready: PywikibotRepository) -> None:
    """Once it is there, planning the schema again finds nothing to do."""
    assert plan_schema(read_state(ready), ontology(), declaration()).is_empty


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.ttl")), ids=lambda path: path.stem)
def test_records_come_back_as_they_were(ready: PywikibotRepository, path: Path) -> None:
    """Records → wiki → pull gives the same graph, and a second load writes nothing."""
    graph = as_records(Graph().parse(path))
    _, run = load(ready, graph)
    assert not run.refused
    state = read_state(ready)
    pulled = pull_graph(state, ontology(), declaration())
    assert of_records(pulled, graph) == set(by_record_id(graph))
    assert plan_on(ready, graph)[1].plan.is_empty


def as_records(graph: Graph) -> Graph:
    """A fixture's records under ids and labels of their own, so that no test meets another."""
    name = a_name()
    ids = {node: str(said) for node, said in graph.subject_objects(PF.recordId)}
    own = {node: said.replace("/", f"/{name}-", 1) for node, said in ids.items()}

    def renamed(node: Node) -> Node:
        return PFD[own[node]] if node in own else node

    made = new_graph()
    for subject, prop, value in graph:
        if subject in own and prop == SKOS.prefLabel and isinstance(value, Literal):
            value = Literal(f"{value} {name}", lang=value.language)
        if subject in own:
            said = Literal(own[subject]) if prop == PF.recordId else renamed(value)
            made.add((renamed(subject), prop, said))
    return made


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    role=st.sampled_from([PFV["role-lead"], PFV["role-funder"]]),
    start=dates,
    details=words.map(lambda text: text[:300]),
    source=st.integers(0, 10**6),
)
def test_any_participation_comes_back_as_it_was(
    ready: PywikibotRepository, role: URIRef, start: PartialDate, details: str, source: int
) -> None:
    """Whatever a row says, the wiki gives it back."""
    name = a_name()
    graph = a_pair(name)
    part = PFD[f"participations/{name}-a"]
    graph.add((part, PF.role, role))
    graph.add((part, PF.startDate, start.literal()))
    graph.add((part, PF.details, Literal(details, lang="en")))
    graph.add((part, PF.evidence, URIRef(f"https://example.org/{source}")))
    _, run = load(ready, graph)
    assert not run.refused
    pulled = pull_graph(read_state(ready), ontology(), declaration())
    assert of_records(pulled, graph) == set(by_record_id(graph))


def test_new_items_take_one_edit_each(ready: PywikibotRepository) -> None:
    """Without circles there are as many edits as new items."""
    plan, run = load(ready, a_pair(a_name()))
    assert (len(plan.new), run.edits) == (3, 3)


def test_a_circle_of_new_items_takes_one_edit_more(ready: PywikibotRepository) -> None:
    """An actor that pursues a goal which it agreed to: one of the two is edited twice."""
    name = a_name()
    graph = new_graph()
    actor = a_record(graph, f"actors/{name}", PF.Organisation, name)
    graph.add((actor, RDF.type, PF.Actor))
    goal = a_record(graph, f"goals/{name}", PF.Goal, f"goal of {name}")
    graph.add((actor, PF.pursues, goal))
    graph.add((goal, PF.agreedBy, actor))
    plan, run = load(ready, graph)
    assert (len(plan.new), run.edits) == (2, 3)
    assert plan_on(ready, graph)[1].plan.is_empty


def test_a_row_may_say_something_of_an_item_that_has_no_row_here(
    ready: PywikibotRepository,
) -> None:
    """A goal that names who pursues it, where that actor is on the wiki alone."""
    name = a_name()
    before = new_graph()
    actor = a_record(before, f"actors/{name}", PF.Organisation, name)
    before.add((actor, RDF.type, PF.Actor))
    load(ready, before)
    graph = new_graph()
    goal = a_record(graph, f"goals/{name}", PF.Goal, f"goal of {name}")
    graph.add((actor, PF.pursues, goal))
    load(ready, graph)
    said = {each.main.prop: each for each in read_state(ready).items[f"actors/{name}"].statements}
    assert said[str(PF.pursues)].main.value == ItemValue(f"goals/{name}")
    assert plan_on(ready, graph)[1].plan.is_empty


def test_what_nothing_describes_is_listed(ready: PywikibotRepository) -> None:
    """A property that no item takes, of something without a class, is left out in words."""
    graph = new_graph()
    graph.add((PFD["actors/nobody"], PF.recordId, Literal("actors/nobody")))
    ((_, reason),) = plan_on(ready, graph)[1].unplaced
    assert reason == "no row here tells what it is about"


def test_what_an_editor_adds_by_hand_survives_a_load(ready: PywikibotRepository) -> None:
    """A person's label, alias and statement stay when the records change."""
    name = a_name()
    graph = a_pair(name)
    load(ready, graph)
    state = read_state(ready)
    item = state.items[f"collaborations/{name}"]
    note = state.properties[str(PF.note)].id
    by_hand = {
        "labels": {"en": {"language": "en", "value": f"{name}, renamed"}},
        "claims": [
            {
                "type": "statement",
                "rank": "normal",
                "mainsnak": {
                    "snaktype": "value",
                    "property": note,
                    "datavalue": {
                        "type": "monolingualtext",
                        "value": {"text": "seen", "language": "en"},
                    },
                },
            }
        ],
    }
    ready.edit(Edit(by_hand, "by hand", id=item.id))
    graph.add((PFD[f"collaborations/{name}"], PF.startDate, Literal("2019", datatype=XSD.gYear)))
    plan, _ = load(ready, graph)
    assert [change.key for change in plan.changed] == [f"collaborations/{name}"]
    after = read_state(ready).items[f"collaborations/{name}"]
    assert after.labels["en"] == f"{name}, renamed"
    assert any(not each.marker for each in after.statements)


def test_a_refusal_carries_the_wikis_own_reason(ready: PywikibotRepository) -> None:
    """An edit that the wiki does not take raises its code and its words."""
    with pytest.raises(EditError, match=r"\w") as caught:
        ready.edit(Edit({"labels": {"en": {"language": "en", "value": ""}}}, "x", id="Q999999"))
    assert caught.value.code


def test_an_item_that_was_edited_since_the_plan_is_left_alone(ready: PywikibotRepository) -> None:
    """A plan does not overwrite what came after it, though a Wikibase would let it."""
    name = a_name()
    graph = a_pair(name)
    collaboration = PFD[f"collaborations/{name}"]
    graph.add((collaboration, PF.startDate, Literal("2019", datatype=XSD.gYear)))
    load(ready, graph)
    graph.set((collaboration, PF.startDate, Literal("2020", datatype=XSD.gYear)))
    state, old = plan_on(ready, graph)
    graph.set((collaboration, PF.startDate, Literal("2021", datatype=XSD.gYear)))
    load(ready, graph)
    run = apply(old.plan, ready, state.properties, "late")
    assert [result.code for result in run.refused] == ["edited-since"]
    assert run.edits == 0


def test_two_wikis_can_be_open_at_once(ready: PywikibotRepository) -> None:
    """Logging in to another wiki leaves this one logged in."""
    with Sandbox(host="127.0.0.3") as other:
        second = connect(other.url, Account(other.user, other.password))
        assert list(second.ids("item")) == []
    data = {"labels": {"en": {"language": "en", "value": a_name()}}}
    assert ready.edit(Edit(data, "still here", new="item")).id


def test_names_in_several_languages_and_aliases_come_back(ready: PywikibotRepository) -> None:
    """Labels and aliases keep their languages; a new alias is added to those that are there."""
    name = a_name()
    graph = a_pair(name)
    actor = PFD[f"actors/{name}-a"]
    graph.add((actor, SKOS.prefLabel, Literal(f"{name} auf Deutsch", lang="de")))
    graph.add((actor, SKOS.altLabel, Literal(f"{name} also", lang="en")))
    load(ready, graph)
    graph.add((actor, SKOS.altLabel, Literal(f"{name} again", lang="en")))
    plan, run = load(ready, graph)
    assert [change.key for change in plan.changed] == [f"actors/{name}-a"]
    assert not run.refused
    pulled = pull_graph(read_state(ready), ontology(), declaration())
    assert of_records(pulled, graph) == set(by_record_id(graph))
