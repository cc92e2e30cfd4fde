"""What all tests share: how hypothesis runs, golden files, and a wiki to talk to."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import PywikibotRepository, connect

settings.register_profile("pfgraph", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("PFGRAPH_HYPOTHESIS", "pfgraph"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes golden files anew, to be reviewed as a diff."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are written instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def wiki() -> Iterator[tuple[str, Account]]:
    """The address and account of the wiki under test: an embedded one unless another is named."""
    named = os.environ.get("PFGRAPH_TEST_WIKI")
    if named:
        yield named, Account(os.environ["PFGRAPH_USER"], os.environ["PFGRAPH_PASSWORD"])
        return
    with Sandbox() as sandbox:
        yield sandbox.url, Account(sandbox.user, sandbox.password)


@pytest.fixture(scope="session")
def repository(wiki: tuple[str, Account]) -> PywikibotRepository:
    """A connection to the wiki under test, through pywikibot and HTTP."""
    return connect(*wiki)
