"""What `check` looks at, in which words it speaks, and what it never does."""

import datetime
from pathlib import Path

import pytest
from rdflib import Graph

from pfgraph.dates import PartialDate
from pfgraph.errors import PfgraphError
from pfgraph.findings import Finding, Severity
from pfgraph.namespaces import PF, PFD, PFS, PFV
from pfgraph.ontology import ontology
from pfgraph.records import read_records
from pfgraph.resources import folder
from pfgraph.validation import check
from tests.validation.museum import AS_OF, MOVEMENT, museum


def shapes_found(graph: Graph, profile: str = "record", **options: object) -> set[str]:
    """The local names of the shapes that find something."""
    settings = {"as_of": AS_OF, "movement": MOVEMENT, **options}
    findings = check(graph, (profile,), **settings)  # type: ignore[arg-type]
    return {finding.shape.removeprefix(str(PFS)) for finding in findings}


def violations(findings: tuple[Finding, ...]) -> list[str]:
    """The violations, as an editor would read them."""
    return [str(each) for each in findings if each.severity is Severity.VIOLATION]


def test_a_true_record_has_no_violation() -> None:
    """An objective that nobody is known to have agreed to is no reason to keep a record out."""
    findings = check(museum(), as_of=AS_OF, movement=MOVEMENT)
    assert violations(findings) == []
    assert "Objective-agreed" in shapes_found(museum())


def test_a_finding_names_record_field_value_and_shape() -> None:
    """A reader can go from a finding to the cell and to the rule."""
    graph = museum(("pfv:lifecycle-active", "pfv:role-lead"))
    finding = check(graph, as_of=AS_OF, movement=MOVEMENT)[0]
    assert (finding.severity, finding.focus) == (Severity.VIOLATION, "collaborations/open-access")
    assert finding.path == str(PF.lifecycleStatus)
    assert finding.value == str(PFV["role-lead"])
    assert finding.shape == str(PFS["Concept-lifecycleStatus"])


@pytest.mark.parametrize(
    ("language", "word"), [("en", "source"), ("fr", "source"), ("de", "Quelle"), ("es", "fuente")]
)
def test_findings_speak_the_language_asked_for(language: str, word: str) -> None:
    """Advice comes in each of the four languages."""
    evidence = "; pf:evidence <https://www.metmuseum.org/2017>"
    findings = check(museum((evidence, "")), as_of=AS_OF, movement=MOVEMENT, language=language)
    assert word in findings[0].message


def test_an_unknown_language_is_answered_in_english() -> None:
    """A message in a language one did not ask for is better than none."""
    ours = check(museum(), as_of=AS_OF, movement=MOVEMENT, language="nl")
    assert ours == check(museum(), as_of=AS_OF, movement=MOVEMENT, language="en")


def test_only_what_was_entered_is_held_against_a_record() -> None:
    """What rules derive is no violation; the same entered by hand is one."""
    derived = Graph()
    derived.add((PFD["collaborations/open-access"], PF.hasMutualObligations, PFV["yesno-yes"]))
    assert "Derived-hasMutualObligations" not in shapes_found(museum(), derived=derived)
    assert "Derived-hasMutualObligations" in shapes_found(museum() + derived)


def test_the_framework_profile_sees_what_was_derived() -> None:
    """Mutual obligations are derived, and asked for."""
    derived = Graph()
    derived.add((PFD["collaborations/open-access"], PF.hasMutualObligations, PFV["yesno-yes"]))
    assert "Collaboration-mutual-obligations" in shapes_found(museum(), "framework")
    assert "Collaboration-mutual-obligations" not in shapes_found(
        museum(), "framework", derived=derived
    )


@pytest.mark.parametrize(
    ("as_of", "late"),
    [
        (datetime.date(2018, 12, 31), False),
        (datetime.date(2019, 1, 1), True),
        (PartialDate("2019-06-30"), True),
    ],
)
def test_the_date_of_reading_is_given_and_not_the_clock(
    as_of: datetime.date | PartialDate, late: bool
) -> None:
    """An obligation due in 2018 is late from 2019 on, whenever the check is run."""
    duty = """<obligations/scans> a pf:Obligation ; pf:recordId "obligations/scans" ;
        pf:within <collaborations/open-access> ; pf:bearer <actors/met-museum> ;
        pf:owedTo <actors/wmf> ; pf:dueDate "2018"^^xsd:gYear ;
        pf:obligationKind pfv:obligation-provide-content ."""
    assert ("Obligation-due" in shapes_found(museum(more=duty), as_of=as_of)) is late


def test_the_public_is_no_party_but_may_be_owed_and_may_benefit() -> None:
    """`public` is a legal beneficiary and never asked to take part."""
    public = """<benefits/public> a pf:Benefit ; pf:recordId "benefits/public" ;
        pf:benefitOf <objectives/pictures> ; pf:beneficiary pfv:beneficiary-public ."""
    found = shapes_found(museum(more=public))
    assert "Objective-mutual" in found
    assert not {"Benefit-beneficiary-takes-part", "Concept-beneficiary"} & found


def test_words_that_map_to_no_concept_never_block() -> None:
    """A kind, a role and a status in the words of the source are enough."""
    words = """<activities/talks> a pf:JointActivity ; pf:recordId "activities/talks" ;
        pf:within <collaborations/open-access> ; pf:kindAsStated "fireside chats" ;
        pf:statusAsStated "held whenever somebody is in town" ."""
    findings = check(museum(more=words), as_of=AS_OF, movement=MOVEMENT)
    assert violations(findings) == []


def test_a_participant_known_only_by_name_is_a_warning() -> None:
    """Who has no record yet still takes part; one name twice is still one participant."""
    named = museum(("pf:participant <actors/wmf>", 'pf:alsoNamed "Wikimedia Foundation"'))
    findings = check(named, as_of=AS_OF, movement=MOVEMENT)
    assert violations(findings) == []
    assert "Participation-known" in shapes_found(named)
    twice = museum(("pf:participant <actors/wmf>", "pf:participant <actors/met-museum>"))
    assert "Collaboration-participants" in shapes_found(twice)


def test_neither_graph_is_changed() -> None:
    """Checking leaves no trace in what was checked."""
    graph, derived = museum(), Graph()
    before = set(graph)
    check(graph, ("record", "framework"), as_of=AS_OF, movement=MOVEMENT, derived=derived)
    assert set(graph) == before
    assert len(derived) == 0


def test_an_unknown_profile_is_named_beside_those_there_are() -> None:
    """A slip of the pen is answered with the choices."""
    with pytest.raises(PfgraphError, match=r"'recrod'.*record, framework, alignment, ontology"):
        check(museum(), ("recrod",), as_of=AS_OF, movement=MOVEMENT)


def test_our_own_ontology_keeps_its_own_rules() -> None:
    """Labels in four languages, one definition, a clause and a status for every term."""
    findings = check(ontology().graph, ("ontology",), as_of=AS_OF, movement=MOVEMENT)
    assert [str(finding) for finding in findings] == []


def test_the_bundled_records_can_all_be_loaded() -> None:
    """Real records pass; what they lack are warnings and information."""
    records = read_records([folder("records")])
    findings = check(records.graph, as_of=AS_OF, movement=MOVEMENT)
    assert violations((*records.findings, *findings)) == []
    assert findings


@pytest.mark.parametrize("profile", ["record", "framework", "alignment"])
def test_big_open_is_no_violation(profile: str) -> None:
    """A process of which it is unclear whether it was a partnership is a record like others."""
    path = Path(__file__).parents[1] / "fixtures" / "02-big-open.ttl"
    graph = Graph().parse(path, format="turtle")
    assert violations(check(graph, (profile,), as_of=AS_OF, movement=MOVEMENT)) == []
