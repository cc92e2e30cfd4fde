"""Fixtures of pytest: an empty Wikibase for each test, or one for a whole run.

Put `pytest_plugins = ["pfgraph.sandbox.fixtures"]` into the conftest.py at the root of the tests.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pfgraph.sandbox.server import Sandbox


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """An empty wiki of the test's own, on a free port; gone when the test ends."""
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="session")
def sandbox_session() -> Iterator[Sandbox]:
    """One wiki that all tests of the run share, with whatever they leave in it."""
    with Sandbox() as running:
        yield running
