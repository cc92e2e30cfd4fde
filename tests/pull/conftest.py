"""A wiki that holds the ontology and a few records, for the tests that bring it home."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pfgraph.ontology import declaration, ontology, tables
from pfgraph.records import read_records
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.apply import apply
from pfgraph.wikibase.client import PywikibotRepository, connect
from pfgraph.wikibase.load import plan_load
from pfgraph.wikibase.patience import Patience
from pfgraph.wikibase.schema import apply_schema, plan_schema
from pfgraph.wikibase.state import read_state
from tests.pull.editing import RECORDS, Person

HOST = "127.0.0.11"  # pywikibot does not tell the cookies of ports apart


def connected(sandbox: Sandbox) -> PywikibotRepository:
    """A connection through pywikibot and HTTP."""
    return connect(sandbox.url, Account(sandbox.user, sandbox.password), patience=Patience())


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a wiki that holds the ontology and some records."""
    path = tmp_path_factory.mktemp("wiki") / "filled.sqlite"
    with Sandbox(data=path, host=HOST) as sandbox:
        repository = connected(sandbox)
        state = read_state(repository)
        apply_schema(
            plan_schema(state, ontology(), declaration()), state, repository, "tests", workers=4
        )
        state = read_state(repository)
        graph = read_records([RECORDS]).graph
        load = plan_load(graph, state, repository, ontology(), declaration(), tables())
        run = apply(load.plan, repository, state.properties, "tests")
        assert not run.refused
        assert not load.unplaced
    return path


@pytest.fixture
def wiki(filled: Path, tmp_path: Path) -> Iterator[Sandbox]:
    """A wiki of one's own that holds the ontology and some records."""
    path = tmp_path / "wiki.sqlite"
    shutil.copy(filled, path)
    with Sandbox(data=path, host=HOST) as sandbox:
        yield sandbox


@pytest.fixture
def repository(wiki: Sandbox) -> PywikibotRepository:
    """The tool's connection to that wiki."""
    return connected(wiki)


@pytest.fixture
def person(repository: PywikibotRepository, wiki: Sandbox) -> Person:
    """Somebody who edits that wiki by hand."""
    return Person(repository, wiki)
