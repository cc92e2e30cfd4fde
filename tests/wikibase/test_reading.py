"""How many requests it takes to see that nothing has to be written."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

import pytest
from rdflib import Graph

from pfgraph.namespaces import PF, new_graph
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.apply import apply
from pfgraph.wikibase.client import PywikibotRepository, connect
from pfgraph.wikibase.load import Load, plan_load
from pfgraph.wikibase.schema import apply_schema, plan_schema
from pfgraph.wikibase.state import WikiState, read_state
from tests.wikibase.test_contract import a_record

RECORDS = 300
FEW = 6  # lists of pages and properties, and what a session asks once


def actors() -> Graph:
    graph = new_graph()
    for number in range(RECORDS):
        a_record(graph, f"actors/a{number}", PF.Actor, f"Actor {number}")
    return graph


def planned(repository: PywikibotRepository) -> tuple[WikiState, Load]:
    state = read_state(repository)
    return state, plan_load(actors(), state, repository, ontology(), declaration(), tables())


@pytest.fixture(scope="module")
def loaded() -> Iterator[tuple[Sandbox, PywikibotRepository]]:
    """A wiki that holds the ontology and the actors."""
    with Sandbox(host="127.0.0.11") as sandbox:
        repository = connect(sandbox.url, Account(sandbox.user, sandbox.password))
        state = read_state(repository)
        apply_schema(plan_schema(state, ontology(), declaration()), state, repository, "tests")
        state, first = planned(repository)
        apply(first.plan, repository, state.properties, "tests")
        yield sandbox, repository


@pytest.mark.parametrize("batch", [50, 500])
def test_unchanged_records_cost_one_request_for_a_batch(
    loaded: tuple[Sandbox, PywikibotRepository], batch: int
) -> None:
    """All pages are read once, as many at a time as the account may; no history is read."""
    sandbox, repository = loaded
    identity = repository.identity
    assert identity.batch == 500, "the bot has the right apihighlimits"
    repository.__dict__["identity"] = replace(identity, batch=batch)
    before = sandbox.requests
    state, again = planned(repository)
    spent = sandbox.requests.total - before.total
    repository.__dict__["identity"] = identity
    assert again.plan.is_empty and again.plan.unchanged == RECORDS
    pages = len(state.items), len(state.properties)
    assert spent <= sum(ceil(each / batch) for each in pages) + FEW, spent
