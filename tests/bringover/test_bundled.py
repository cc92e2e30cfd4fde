"""The records that come with pfgraph: whole, readable, and loadable."""

import datetime
from collections import Counter

import pytest
from rdflib import URIRef
from rdflib.namespace import RDF

from pfgraph.findings import Severity
from pfgraph.namespaces import PF, PFD
from pfgraph.records import read_records
from pfgraph.records.read import Records
from pfgraph.resources import folder
from pfgraph.validation import check

MOVEMENT = PFD["movements/wikimedia-movement"]


@pytest.fixture(scope="module")
def records() -> Records:
    """The bundled records, read once."""
    return read_records([folder("records")])


@pytest.mark.parametrize(
    ("cls", "least"),
    [
        (PF.Collaboration, 126),
        (PF.Actor, 183),
        (PF.Participation, 335),
        (PF.Obligation, 126),
        (PF.Objective, 74),
        (PF.JointActivity, 104),
        (PF.Agreement, 42),
        (PF.AlignmentAssessment, 304),
        (PF.PublicStatement, 77),
        (PF.Goal, 45),
        (PF.CollectiveEffort, 12),
        (PF.Framework, 1),
        (PF.Ecosystem, 1),
    ],
)
def test_the_bundled_records_hold_what_was_researched(
    cls: URIRef, least: int, records: Records
) -> None:
    """As many records of each class as the research tables have rows, or more."""
    assert len(set(records.graph.subjects(RDF.type, cls))) >= least


def test_the_bundled_records_read_without_a_finding(records: Records) -> None:
    """The reader has nothing to say about them."""
    assert records.findings == ()


def test_no_bundled_record_is_kept_from_loading(records: Records) -> None:
    """The record shapes find no violation among them."""
    found = check(records.graph, ("record",), as_of=datetime.date(2026, 11, 22), movement=MOVEMENT)
    graver = Counter(finding.severity for finding in found)
    assert graver[Severity.VIOLATION] == 0
