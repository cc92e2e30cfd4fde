"""pfgraph's check beside pySHACL as it is, on the same records with the same shapes.

pySHACL is the reference for every verdict, so both have to find the same; what pfgraph saves is
that the text of a SHACL-SPARQL constraint is not parsed again for every node. The second table
tells whether the time grows as the records do.
"""

from collections import Counter
from functools import partial

import pyshacl
from bench.clocks import timed
from bench.copies import AS_OF, MOVEMENT, bundled, collaborations, copies
from bench.tables import print_table
from rdflib import Graph, Literal
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from pfgraph.findings import Finding
from pfgraph.namespaces import PF, PFD, SH
from pfgraph.validation import check
from pfgraph.validation.checking import facts_of_concepts
from pfgraph.validation.profiles import shapes

Results = Counter[tuple[str, str, str]]  # shape, focus, value


def main() -> None:
    """Print both tables."""
    graph = bundled()
    beside(graph)
    growth(graph)


def beside(graph: Graph) -> None:
    """Both ways on the same records."""
    found, ours = timed(lambda: checked(graph))
    report, plain = timed(lambda: plainly(graph))
    assert from_findings(found) == from_report(report, graph), "the two do not find the same"
    print_table(
        f"Checking {collaborations(graph)} collaborations with what hangs on them "
        f"({len(graph):,} triples): {len(found):,} results, the same from both",
        ("", "processor s", "of pfgraph's"),
        [
            ("pfgraph.validation.check", ours.worked, "1×"),
            ("pyshacl.validate", plain.worked, f"{plain.worked / ours.worked:.1f}×"),
        ],
    )


def growth(graph: Graph) -> None:
    """pfgraph's check on more and more records."""
    rows = []
    for times in (1, 2, 4):
        data = copies(graph, times)
        found, took = timed(partial(checked, data))
        per_thousand = took.worked / len(data) * 1000 * 1000
        rows.append((collaborations(data), len(data), len(found), took.worked, per_thousand))
    print_table(
        "pfgraph.validation.check on copies of the same records",
        ("collaborations", "triples", "results", "processor s", "ms per 1,000 triples"),
        rows,
    )


def checked(graph: Graph) -> tuple[Finding, ...]:
    """pfgraph's way."""
    return check(graph, ("record",), as_of=AS_OF, movement=MOVEMENT)


def plainly(graph: Graph) -> Graph:
    """pySHACL's own way, on the same triples."""
    data = Graph()
    data += graph
    data += facts_of_concepts()
    data.add((PFD.reading, RDF.type, PF.Derivation))
    data.add((PFD.reading, PF.asOf, Literal(AS_OF.isoformat(), datatype=XSD.date)))
    data.add((PFD.reading, PF.referenceMovement, MOVEMENT))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes("record"), inference="none")
    assert isinstance(report, Graph)
    return report


def from_findings(findings: tuple[Finding, ...]) -> Results:
    """The results as pfgraph tells them."""
    return Counter((each.shape, each.focus, each.value) for each in findings)


def from_report(report: Graph, graph: Graph) -> Results:
    """The results as a validation report tells them, nodes by their record ids."""

    def name(node: Node | None) -> str:
        if node is None or isinstance(node, Literal):
            return str(node or "")
        return str(graph.value(node, PF.recordId, default=node))

    return Counter(
        (
            str(report.value(result, SH.sourceShape)),
            name(report.value(result, SH.focusNode)),
            name(report.value(result, SH.value)),
        )
        for result in report.objects(None, SH.result)
    )


if __name__ == "__main__":
    main()
