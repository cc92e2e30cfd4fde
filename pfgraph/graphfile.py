"""The graph between commands: where pull leaves it and where questions look for it."""

import sys
from pathlib import Path

from rdflib import Graph

HOME = Path(".pfgraph") / "graph.nt"


def write_graph(graph: Graph, path: Path | None) -> None:
    """Write Turtle (.ttl) or sorted N-Triples; to stdout where there is no path.

    The file is written beside its place and then moved there: a reader never sees half of it.
    """
    if path is not None and path.suffix == ".ttl":
        text = graph.serialize(format="turtle")
    else:
        text = "".join(sorted(graph.serialize(format="nt").splitlines(keepends=True)))
    if path is None:
        sys.stdout.write(text)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
