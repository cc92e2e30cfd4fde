"""Which records stay behind."""

from pfgraph.findings import Finding, Severity
from pfgraph.namespaces import PFS
from pfgraph.validation import blocked, check, with_what_hangs
from tests.validation.museum import AS_OF, MOVEMENT, museum


def test_a_violation_blocks_its_record_and_a_warning_does_not() -> None:
    """The museum without a name stays behind, alone."""
    graph = museum(('    skos:prefLabel "Metropolitan Museum of Art"@en ;', ""))
    assert blocked(check(graph, as_of=AS_OF, movement=MOVEMENT)) == {"actors/met-museum"}


def test_what_the_framework_asks_for_never_blocks() -> None:
    """Only the record profile and the reader keep records out."""
    of_framework = Finding(
        Severity.VIOLATION, "x", focus="frameworks/one", shape=str(PFS["Framework-applies-to"])
    )
    of_reader = Finding(Severity.VIOLATION, "x", focus="actors/one")
    of_file = Finding(Severity.VIOLATION, "x")
    assert blocked([of_framework, of_reader, of_file]) == {"actors/one"}


def test_the_rows_of_a_blocked_collaboration_stay_behind_with_it() -> None:
    """Participations are statements on the collaboration; its actors and objective are not."""
    assert with_what_hangs(museum(), {"collaborations/open-access"}) == {
        "collaborations/open-access",
        "participations/met",
        "participations/wmf",
    }


def test_rows_whose_main_value_is_blocked_stay_behind() -> None:
    """A participation, a benefit or an affiliation cannot be stated without its actor."""
    assert with_what_hangs(museum(), {"actors/met-museum"}) == {
        "actors/met-museum",
        "benefits/met",
        "participations/met",
    }
    assert "affiliations/wmf" in with_what_hangs(museum(), {"actors/wmf"})


def test_a_blocked_row_takes_nothing_with_it() -> None:
    """One malformed participation keeps nothing else back."""
    assert with_what_hangs(museum(), {"participations/met"}) == {"participations/met"}


def test_an_id_that_is_not_in_the_graph_stays_as_it_is() -> None:
    """A row that could not even be read is still named."""
    assert with_what_hangs(museum(), {"actors/unread"}) == {"actors/unread"}
