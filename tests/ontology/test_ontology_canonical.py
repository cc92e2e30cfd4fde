"""The files in Turtle are written in one way only, so that a diff shows what changed, no more."""

from pathlib import Path

import pytest
from rdflib import Graph

from pfgraph.resources import folder
from pfgraph.turtle import canonical

FILES = sorted([*folder("ontology").rglob("*.ttl"), *folder("shapes").rglob("*.ttl")])


@pytest.mark.parametrize("path", FILES, ids=[f"{each.parent.name}/{each.name}" for each in FILES])
def test_a_file_is_its_own_canonical_form(path: Path) -> None:
    """Reading a file and writing it again gives the same text, byte for byte."""
    again = canonical(Graph(bind_namespaces="none").parse(path, format="turtle"))
    assert path.read_text(encoding="utf-8") == again, (
        f"{path.name}: write pfgraph.turtle.canonical(graph) back to the file"
    )
