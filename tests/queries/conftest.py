"""What all questions are asked of: the twelve fixtures together."""

from pathlib import Path

import pytest

from pfgraph.sparql.store import Store

FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.fixture(scope="session")
def fixtures() -> Store:
    """All fixtures in one store."""
    store = Store()
    for path in sorted(FIXTURES.glob("*.ttl")):
        store.load(path)
    return store
