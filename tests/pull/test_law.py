"""Any records at all: written into tables they are the same records."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from pfgraph.ontology import declaration, ontology
from pfgraph.records import read_records
from pfgraph.resources import folder as resource
from pfgraph.wikibase.intables import records_of
from pfgraph.wikibase.pull import by_record_id, pull_graph
from tests.wikibase.rows import Drawn, graph_of, row
from tests.wikibase.test_round_trip import on_a_wiki


def same(one: Graph, other: Graph) -> bool:
    """Whether two graphs say the same of the same records."""
    return set(by_record_id(one)) == set(by_record_id(other))


@settings(max_examples=25)
@given(st.lists(row(), min_size=1, max_size=6))
def test_any_records_are_the_same_in_tables(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Drawn]
) -> None:
    """What is not in the written tables is told, and nothing else is missing."""
    folder = tmp_path_factory.mktemp("records")
    state = on_a_wiki(graph_of(rows), [])
    outcome = records_of(state, folder)
    outcome.save()
    read = read_records([folder]).graph
    expected = by_record_id(pull_graph(state, ontology(), declaration()))
    lost = set(expected) - set(by_record_id(read))
    assert not set(by_record_id(read)) - set(expected)
    assert len(lost) == len(outcome.unheld)
    assert records_of(state, folder).files == {}


def test_the_bundled_records_come_back_to_the_byte(tmp_path: Path) -> None:
    """Into the files they came from nothing is written; into an empty folder the same records."""
    bundled = tmp_path / "records"
    shutil.copytree(resource("records"), bundled)
    graph = read_records([bundled]).graph
    state = on_a_wiki(graph, [])
    outcome = records_of(state, bundled)
    assert (outcome.files, outcome.changes, outcome.added, outcome.unheld) == ({}, (), (), ())
    fresh = tmp_path / "fresh"
    records_of(state, fresh).save()
    assert same(read_records([fresh]).graph, graph)
