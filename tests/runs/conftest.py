"""A wiki that holds the ontology, as a file that is copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pfgraph.ontology import declaration, ontology
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import PywikibotRepository, connect
from pfgraph.wikibase.patience import Patience
from pfgraph.wikibase.schema import apply_schema, plan_schema
from pfgraph.wikibase.state import read_state

HOST = "127.0.0.6"  # pywikibot does not tell the cookies of ports apart


def quick(tries: int = 20) -> Patience:
    """Waits that end at once, so that a test of waiting does not wait."""
    return Patience(first=0.001, longest=0.002, tries=tries, grace=(0.0,))


@contextmanager
def connected(sandbox: Sandbox) -> Iterator[PywikibotRepository]:
    """A connection through pywikibot and HTTP."""
    yield connect(sandbox.url, Account(sandbox.user, sandbox.password), patience=quick())


@pytest.fixture(scope="session")
def with_ontology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a wiki that holds the ontology and nothing else."""
    path = tmp_path_factory.mktemp("wiki") / "ontology.sqlite"
    with Sandbox(data=path, host=HOST) as sandbox, connected(sandbox) as repository:
        state = read_state(repository)
        apply_schema(
            plan_schema(state, ontology(), declaration()), state, repository, "tests", workers=4
        )
    return path


@pytest.fixture
def wiki(with_ontology: Path, tmp_path: Path) -> Iterator[Sandbox]:
    """A wiki of one's own that holds the ontology."""
    path = tmp_path / "wiki.sqlite"
    shutil.copy(with_ontology, path)
    with Sandbox(data=path, host=HOST) as sandbox:
        yield sandbox
