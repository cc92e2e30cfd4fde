"""The ontology on a wiki that has properties of its own already."""

from collections.abc import Iterator

import pytest

from pfgraph.namespaces import PF
from pfgraph.ontology import Datatype, declaration, ontology
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import PywikibotRepository, connect
from pfgraph.wikibase.repository import Edit
from pfgraph.wikibase.schema import SchemaPlan, adopt, apply_schema, plan_schema
from pfgraph.wikibase.state import read_state


@pytest.fixture(scope="module")
def inhabited() -> Iterator[PywikibotRepository]:
    """A wiki on which people made three properties before the ontology came."""
    with Sandbox(host="127.0.0.4") as sandbox:
        repository = connect(sandbox.url, Account(sandbox.user, sandbox.password))
        a_property(repository, "start date", Datatype.TIME)
        a_property(repository, "has role", Datatype.STRING)
        a_property(repository, "favourite colour", Datatype.STRING)
        yield repository


def a_property(repository: PywikibotRepository, label: str, datatype: Datatype) -> str:
    labels = {"en": {"language": "en", "value": label}}
    edit = Edit({"labels": labels, "datatype": str(datatype)}, "by hand", new="property")
    return repository.edit(edit).id


def planned(repository: PywikibotRepository) -> SchemaPlan:
    return plan_schema(read_state(repository), ontology(), declaration())


def test_properties_of_the_same_name_are_a_clash(inhabited: PywikibotRepository) -> None:
    """They are told apart into those that could take on our IRI and those of another datatype."""
    clashes = {clash.declared.iri: clash.can_be_adopted for clash in planned(inhabited).clashes}
    assert clashes == {PF.startDate: True, PF.role: False}


def test_nothing_is_made_beside_a_clash(inhabited: PywikibotRepository) -> None:
    """The others are made; what clashes stays as people made it."""
    state = read_state(inhabited)
    plan = plan_schema(state, ontology(), declaration())
    run = apply_schema(plan, state, inhabited, "tests")
    assert not run.refused
    assert {clash.found.id for clash in planned(inhabited).clashes} == {"P1", "P2"}


def test_a_property_is_taken_over_when_asked_for(inhabited: PywikibotRepository) -> None:
    """Adopting gives it our IRI, and from then on it is found by that."""
    state = read_state(inhabited)
    after = adopt(planned(inhabited).clashes, state, inhabited, "tests")
    assert after.properties[str(PF.startDate)].id == "P1"
    assert [clash.found.id for clash in planned(inhabited).clashes] == ["P2"]


def test_what_the_ontology_does_not_know_is_left_alone(inhabited: PywikibotRepository) -> None:
    """A property of another name is not ours to touch."""
    prop = read_state(inhabited).properties["P3"]
    assert (prop.iri, prop.labels) == ("", {"en": "favourite colour"})
