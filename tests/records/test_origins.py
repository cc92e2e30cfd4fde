"""Every triple knows the cell or line that it was written in."""

import pytest
from rdflib.namespace import RDF, SKOS

from pfgraph.findings import Location
from pfgraph.namespaces import PF, PFD
from pfgraph.records import Records
from tests.records.conftest import Read

FILES = {
    "actors.csv": 'id,label,label_fr,source\na,"A\nand more",B,\nb,C,D,\n',
    "movements.csv": "id,label,source\nm,M,\n",
    "affiliations.csv": "id,actor,relation,to,source\nf,b,belongsTo,m,\n",
    "goals.csv": "id,label,pursued_by,source\ng,G,b,\n",
    "more.yaml": "actors:\n  - id: c\n    label: C\n    works_in:\n      - NL\n",
    "rest.ttl": "@prefix pfd: <https://w3id.org/partnerships-framework/data/> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    '<actors/d> skos:prefLabel "D"@en .\n',
}


@pytest.fixture
def records(read: Read) -> Records:
    """Records in every kind of file."""
    return read(dict(FILES))


def place(records: Records, *triple: object) -> tuple[str, int, str]:
    """File name, line and column of a triple or node."""
    found = records.origins.locate(*triple)  # type: ignore[arg-type]
    assert isinstance(found, Location)
    return found.path.rsplit("/", 1)[-1], found.line, found.column


def test_every_triple_has_a_place(records: Records) -> None:
    """No triple is without file and line."""
    for triple in records.graph:
        assert place(records, *triple)[1] > 0


def test_a_cell_after_a_row_of_two_lines(records: Records) -> None:
    """A row is at the line on which it begins, whatever stands before it."""
    subject = PFD["actors/b"]
    assert place(records, subject) == ("actors.csv", 4, "")
    for label in records.graph.objects(subject, SKOS.prefLabel):
        column = "label_fr" if str(label) == "D" else "label"
        assert place(records, subject, SKOS.prefLabel, label) == ("actors.csv", 4, column)


def test_a_fact_is_at_its_affiliation(records: Records) -> None:
    """The direct triple was written in the affiliations table."""
    actor, movement = PFD["actors/b"], PFD["movements/m"]
    assert place(records, actor, PF.belongsTo, movement) == ("affiliations.csv", 2, "")
    statement = PFD["affiliations/f"]
    assert place(records, statement, RDF.object, movement) == ("affiliations.csv", 2, "to")


def test_an_inverse_triple_is_at_the_row_that_says_it(records: Records) -> None:
    """That an actor pursues a goal was written in the goal's row."""
    triple = PFD["actors/b"], PF.pursues, PFD["goals/g"]
    assert place(records, *triple) == ("goals.csv", 2, "pursued_by")


def test_a_yaml_value_has_a_line_of_its_own(records: Records) -> None:
    """In YAML the line is that of the value."""
    assert place(records, PFD["actors/c"], PF.worksIn) == ("more.yaml", 5, "works_in")


def test_a_subject_in_turtle_has_its_line(records: Records) -> None:
    """In Turtle the line is that of the subject."""
    assert place(records, PFD["actors/d"], SKOS.prefLabel) == ("rest.ttl", 3, "")


def test_what_nobody_wrote_has_no_place(records: Records) -> None:
    """A node that no file describes is nowhere."""
    assert records.origins.locate(PFD["actors/nobody"], SKOS.prefLabel) is None
