"""The whole road, walked once on the bundled records."""

import datetime
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import RDF

from pfgraph.cli.progress import Steps
from pfgraph.demo import Road, summary, walk
from pfgraph.demo.folder import fresh
from pfgraph.errors import PfgraphError
from pfgraph.namespaces import PF, PFD
from pfgraph.resources import folder
from pfgraph.settings import DEFAULT_MOVEMENT
from pfgraph.wikibase.pull import by_record_id

AS_OF = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> Road:
    """The road from an empty folder."""
    from pfgraph.cli.options import say

    with Steps(say()) as steps:
        return walk(
            tmp_path_factory.mktemp("road") / "demo",
            (folder("records"),),
            AS_OF,
            DEFAULT_MOVEMENT,
            steps,
        )


def test_every_bundled_record_is_loaded_once(road: Road) -> None:
    """Nothing is left out or refused, and loading again writes nothing."""
    assert not road.intake.left_out
    assert not road.first.refused
    assert road.again == 0


def test_every_bundled_record_comes_back_as_it_was(road: Road) -> None:
    """Records → graph → wiki → pull → the same graph."""
    there, back = set(by_record_id(road.intake.graph)), set(by_record_id(road.graph))
    assert (there - back, back - there) == (set(), set())


def test_the_bundled_collaborations_are_read_as_the_sources_say(road: Road) -> None:
    """All collaborations are there; some are partnerships, and Big Open is none."""
    both = by_record_id(road.graph + road.derived)
    collaborations = set(both.subjects(RDF.type, PF.Collaboration))
    partnerships = set(both.subjects(RDF.type, PF.Partnership))
    assert len(collaborations) == 126
    assert 20 <= len(partnerships) <= 40
    assert PFD["collaborations/big-open"] in collaborations - partnerships


def test_the_folder_holds_what_the_demo_promises(road: Road) -> None:
    """The graph, what was derived, the plan, the answers and the wiki are left to look at."""
    names = {path.name for path in road.folder.iterdir()}
    assert {"graph.nt", "derived.ttl", "first.plan", "answers", "wiki.sqlite"} <= names
    assert len(Graph().parse(road.folder / "graph.nt")) == len(road.graph)
    assert len(list((road.folder / "answers").glob("*.csv"))) == 5


def test_the_summary_answers_the_five_questions(road: Road) -> None:
    """A reader learns how many, what is lacking, who connects, what is late, where nobody works."""
    text = summary(road)
    assert "126 collaborations are on record" in text
    for title in ("What is on the wiki", "Who connects", "Overdue", "Where nobody works yet"):
        assert f"# {title}" in text
    assert "http://127" not in text  # everything is called by its name


def test_a_folder_with_other_files_is_not_touched(tmp_path: Path) -> None:
    """A demo never clears a folder that is not its own."""
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(PfgraphError, match="name an empty folder"):
        fresh(tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
