"""Findings with their places, and findings that say the same."""

from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from pfgraph.findings import Finding, Location, Severity
from pfgraph.namespaces import PF, PFD
from pfgraph.validation import in_groups, located

NAME = str(PF.homepage)


@dataclass
class Table:
    """One row of one table, as the reader would know it."""

    node: Node

    def locate(
        self, subject: Node, predicate: Node | None = None, object: Node | None = None
    ) -> Location | None:
        if subject != self.node:
            return None
        return Location("actors.csv", 7, "homepage" if predicate == PF.homepage else "")


def finding(focus: str = "actors/met-museum", path: str = NAME, message: str = "m") -> Finding:
    """A warning about a record."""
    return Finding(Severity.WARNING, message, focus=focus, path=path)


def test_a_finding_gets_the_cell_it_comes_from() -> None:
    """File, line and column, from the record id and the property."""
    (found,) = located([finding()], Table(PFD["actors/met-museum"]))
    assert str(found.location) == "actors.csv:7, column homepage"


def test_a_node_with_another_address_is_found_by_its_record_id() -> None:
    """After a pull, records have the wiki's addresses."""
    item = URIRef("http://localhost/entity/Q7")
    graph = Graph()
    graph.add((item, PF.recordId, Literal("actors/met-museum")))
    (found,) = located([finding(path="")], Table(item), graph)
    assert found.location == Location("actors.csv", 7)


def test_a_place_that_is_known_or_unknown_stays_as_it_is() -> None:
    """The reader's own findings know better; what is on no row has no place."""
    known = Finding(Severity.INFO, "m", Location("other.csv", 3), focus="actors/met-museum")
    foreign = finding(focus="https://w3id.org/partnerships-framework/vocab/sector-health")
    found = located([known, foreign, finding(focus="")], Table(PFD["actors/met-museum"]))
    assert {each.location for each in found} == {None, Location("other.csv", 3)}


def test_findings_that_say_the_same_are_told_together_gravest_first() -> None:
    """A thousand findings become a page."""
    grave = Finding(Severity.VIOLATION, "grave", focus="actors/z")
    groups = in_groups([finding("actors/b"), finding("actors/a"), grave, finding("actors/a", "x")])
    assert [(each.message, len(each.findings), each.records) for each in groups] == [
        ("grave", 1, 1),
        ("m", 3, 2),
    ]
