"""A wiki that holds the ontology, for the tests that load records."""

import pytest

from pfgraph.ontology import declaration, ontology
from pfgraph.wikibase.client import PywikibotRepository
from pfgraph.wikibase.schema import apply_schema, plan_schema
from pfgraph.wikibase.state import read_state


@pytest.fixture(scope="session")
def ready(repository: PywikibotRepository) -> PywikibotRepository:
    """The wiki under test, with the ontology on it."""
    state = read_state(repository)
    plan = plan_schema(state, ontology(), declaration())
    run = apply_schema(plan, state, repository, "tests")
    assert not run.refused
    return repository
