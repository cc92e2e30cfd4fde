"""Turtle is read as rdflib reads it, only sooner."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from pfgraph.resources import folder
from pfgraph.turtle import add_turtle

FILES = sorted([*folder("ontology").rglob("*.ttl"), *folder("shapes").glob("*.ttl")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_ours_gives_the_graph_that_rdflib_reads(path: Path) -> None:
    """The same triples, and the same prefixes."""
    graph, theirs = Graph(bind_namespaces="none"), Graph(bind_namespaces="none")
    add_turtle(path, graph)
    theirs.parse(path, format="turtle")
    assert len(graph) and isomorphic(graph, theirs)
    assert dict(graph.namespaces()) == dict(theirs.namespaces())


def test_what_is_no_turtle_is_refused(tmp_path: Path) -> None:
    """With the place of the mistake."""
    path = tmp_path / "x.ttl"
    path.write_text("<a> <b>")
    with pytest.raises(SyntaxError):
        add_turtle(path, Graph())
