"""Folders of tables become the graph that shapes, rules and questions read."""

import shutil
from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import RDF, SKOS

from pfgraph.namespaces import PF, PFD, PFV
from pfgraph.records import Records, read_records
from pfgraph.resources import folder
from tests.records.conftest import DATA, Read

MET = PFD["collaborations/met-open-access"]


@pytest.fixture(scope="module")
def met() -> Records:
    """The Metropolitan Museum's open access programme: real rows of ten tables."""
    return read_records([DATA / "met-open-access"])


def test_the_fixture_is_in_order(met: Records) -> None:
    """Real rows are read without a finding."""
    assert met.findings == ()


def test_a_row_states_its_class_and_those_above(met: Records) -> None:
    """An organisation is an actor too; a collaboration is no actor."""
    museum = PFD["actors/met-museum"]
    assert set(met.graph.objects(museum, RDF.type)) == {PF.Organisation, PF.Actor}
    assert set(met.graph.objects(MET, RDF.type)) == {PF.Collaboration}


def test_every_node_carries_its_record_id(met: Records) -> None:
    """Ids are written out, so that nobody takes an IRI apart."""
    for node in set(met.graph.subjects()):
        assert met.graph.value(node, PF.recordId) == Literal(str(node).removeprefix(str(PFD)))


def test_a_column_read_backwards_states_the_inverse(met: Records) -> None:
    """An objective's row says which collaboration has it."""
    (objective,) = met.graph.subjects(RDF.type, PF.Objective)
    assert (MET, PF.hasObjective, objective) in met.graph
    assert met.graph.value(predicate=PF.pursues, object=None, subject=PFD["actors/met-museum"])


def test_an_affiliation_is_a_fact_and_a_statement(met: Records) -> None:
    """The direct triple serves questions, the statement carries dates and sources."""
    name = "wikimedia-foundation.belongs-to-movement.wikimedia-movement"
    statement = PFD[f"affiliations/{name}"]
    actor, movement = PFD["actors/wikimedia-foundation"], PFD["movements/wikimedia-movement"]
    assert (actor, PF.belongsTo, movement) in met.graph
    assert (statement, RDF.type, RDF.Statement) in met.graph
    assert (statement, RDF.predicate, PF.belongsTo) in met.graph
    assert isinstance(met.graph.value(statement, PF.evidence), URIRef)


def test_the_public_is_a_concept_among_beneficiaries(read: Read) -> None:
    """A column for actors and concepts takes both in one list."""
    files = {
        "actors.csv": "id,label,source\na,A,\n",
        "collaborations.csv": "id,label,source\nc,C,\n",
        "obligations.csv": "id,in,owed_to,source\no,c,a;public,\n",
    }
    records = read(files)
    assert set(records.graph.objects(PFD["obligations/o"], PF.owedTo)) == {
        PFD["actors/a"],
        PFV["beneficiary-public"],
    }
    assert records.findings == ()


def test_a_bare_id_is_looked_for_where_the_column_points(read: Read) -> None:
    """An id that an actor and a collaboration share needs no table where one of them fits."""
    files = {
        "actors.csv": "id,label,source\ncee-hub,Hub,\n",
        "collaborations.csv": "id,label,source\ncee-hub,Hub,\n",
        "participations.csv": "id,in,participant,source\np,cee-hub,cee-hub,\n",
        "assessments.csv": "id,subject,criterion,source\ns,actors/cee-hub,C01,\n",
    }
    records = read(files)
    assert records.findings == ()
    assert (PFD["participations/p"], PF.within, PFD["collaborations/cee-hub"]) in records.graph
    assert (PFD["participations/p"], PF.participant, PFD["actors/cee-hub"]) in records.graph
    assert (PFD["assessments/s"], PF.assesses, PFD["actors/cee-hub"]) in records.graph


def test_ids_known_elsewhere_do_not_dangle(read: Read) -> None:
    """A file of new rows may refer to what is on the wiki already."""
    files = {"participations.csv": "id,in,participant,source\np,c,unesco,\n"}
    known = {"actors/unesco": PF.Organisation, "collaborations/c": PF.CoDesignProcess}
    records = read(files, known=known)
    assert records.findings == ()
    assert (PFD["participations/p"], PF.participant, PFD["actors/unesco"]) in records.graph


@pytest.mark.parametrize("relation", ["belongsTo", "belongs to movement", "pf:belongsTo"])
def test_relations_by_name_or_label(read: Read, relation: str) -> None:
    """A relation is the property's name, or its label."""
    files = {
        "actors.csv": "id,label,source\na,A,\n",
        "movements.csv": "id,label,source\nm,M,\n",
        "affiliations.csv": f"id,actor,relation,to,source\nf,a,{relation},m,\n",
    }
    assert (PFD["actors/a"], PF.belongsTo, PFD["movements/m"]) in read(files).graph


def test_a_relation_says_what_it_leads_to(read: Read) -> None:
    """Belonging leads to a movement, so an actor there is a finding; the row is still read."""
    files = {
        "actors.csv": "id,label,source\na,A,\nb,B,\n",
        "affiliations.csv": "id,actor,relation,to,start,source\nf,a,belongsTo,b,2011,\n",
    }
    records = read(files)
    (finding,) = records.findings
    assert (finding.focus, finding.location and finding.location.column) == ("affiliations/f", "to")
    assert (PFD["affiliations/f"], PF.startDate, None) in records.graph
    assert (PFD["actors/a"], PF.belongsTo, None) not in records.graph


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_recognised(read: Read, delimiter: str) -> None:
    """Spreadsheets of some countries part cells with a semicolon."""
    text = 'id,label,alias,source\nu,U,"V;W",\n'.replace(",", delimiter)
    records = read({"actors.csv": text})
    assert records.findings == ()
    assert len(set(records.graph.objects(PFD["actors/u"], SKOS.altLabel))) == 2


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    """A folder and a file in it do not make duplicates."""
    shutil.copytree(DATA / "met-open-access", tmp_path / "copy")
    records = read_records([tmp_path / "copy", tmp_path / "copy" / "actors.csv"])
    assert records.findings == ()


def test_the_bundled_records_have_no_violation() -> None:
    """What comes with the project is read without a fault."""
    assert [str(each) for each in read_records([folder("records")]).findings] == []
