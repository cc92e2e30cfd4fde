"""What became of each row: kept with every load, and right whatever becomes of the edits."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from pfgraph.intake import Intake, take_in
from pfgraph.namespaces import PF
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.runs.journal import Journal
from pfgraph.runs.outcomes import RowOutcome, counts, outcomes
from pfgraph.runs.running import Runner
from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.wikibase.bookkeeping import with_rows
from pfgraph.wikibase.client import PywikibotRepository
from pfgraph.wikibase.known import known_records
from pfgraph.wikibase.load import plan_load
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.results import Run
from pfgraph.wikibase.rows import Fate
from pfgraph.wikibase.sources import with_sources
from pfgraph.wikibase.state import WikiState, read_state
from tests.runs.conftest import connected

CIRCLE = """\
actors:
  - {id: a, label: A, source: "https://a.example/"}
  - {id: b, label: B, source: "https://b.example/"}
  - {id: c, label: C, source: "https://c.example/"}
affiliations:
  - {id: ab, actor: a, relation: is member of network, to: b, source: "https://a.example/"}
  - {id: ba, actor: b, relation: is member of network, to: a, source: "https://b.example/"}
  - {id: ca, actor: c, relation: is member of network, to: a, source: "https://c.example/"}
"""
ROWS = {"actors/a", "actors/b", "actors/c", "affiliations/ab", "affiliations/ba", "affiliations/ca"}


class Operator:
    """Loads a file of records, and asks the journal what became of its rows."""

    def __init__(self, repository: PywikibotRepository, folder: Path) -> None:
        self.repository, self.folder = repository, folder
        self.journal = Journal(folder)

    def taken_in(self, text: str) -> Intake:
        path = self.folder / "mine.yaml"
        path.write_text(text, encoding="utf-8")
        known = known_records(self.state, ontology())
        return take_in([path], known, as_of=datetime.date(2026, 12, 1), movement=PF.movement)

    @property
    def state(self) -> WikiState:
        return read_state(self.repository)

    def plan(self, text: str) -> Plan:
        intake = self.taken_in(text)
        load = plan_load(
            intake.graph, self.state, self.repository, ontology(), declaration(), tables()
        )
        load = with_rows(load, intake.rows, intake.teller())
        return with_sources(load.plan, intake.places())

    def load(self, text: str, workers: int = 1) -> Run:
        plan = self.plan(text)
        runner = self.runner(workers)
        return runner.note(plan) if plan.is_empty else runner.start(plan, self.state.item_ids)

    def runner(self, workers: int = 1) -> Runner:
        properties = self.state.properties
        return Runner(self.repository, properties, self.journal, self.repository.patience, workers)

    def rows(self) -> dict[str, RowOutcome]:
        """The rows of the newest run by their record id."""
        found = outcomes(self.journal, self.journal.runs()[0])
        assert len({row.record for row in found}) == len(found)
        return {row.record: row for row in found}

    def fates(self) -> dict[str, str]:
        return {record: str(row.fate) for record, row in self.rows().items()}

    def counted(self) -> dict[Fate, int]:
        return counts(self.journal, self.journal.runs()[0])


@pytest.fixture
def operator(wiki: Sandbox, tmp_path: Path) -> Iterator[Operator]:
    """An operator with a wiki of their own."""
    with connected(wiki) as repository:
        made = Operator(repository, tmp_path)
        yield made
        made.journal.close()


def test_every_row_has_its_place_item_and_revision(operator: Operator) -> None:
    """Also rows that are statements on the item of another."""
    operator.load(CIRCLE)
    rows = operator.rows()
    assert rows.keys() == ROWS
    assert {row.fate for row in rows.values()} == {Fate.DONE}
    state = operator.state
    row = rows["affiliations/ca"]
    assert (row.file, row.line) == (str(operator.folder / "mine.yaml"), 8)
    assert row.item == state.item_ids["actors/c"]
    assert row.revision == state.items["actors/c"].revision


def test_a_second_load_knows_each_row_as_unchanged(operator: Operator, wiki: Sandbox) -> None:
    """A run of its own that wrote nothing; it is not the one that undo and resume mean."""
    first = operator.load(CIRCLE)
    edits = wiki.requests.actions["wbeditentity"]
    operator.load(CIRCLE)
    assert operator.fates() == dict.fromkeys(ROWS, "unchanged")
    assert operator.counted() == {Fate.UNCHANGED: len(ROWS)}
    assert operator.rows()["affiliations/ab"].item == operator.state.item_ids["actors/a"]
    assert wiki.requests.actions["wbeditentity"] == edits
    assert operator.journal.run("last").id == first.id != operator.journal.runs()[0].id


@pytest.mark.parametrize("workers", [1, 4])
@pytest.mark.parametrize("refused", [1, 2, 3])
def test_what_a_retry_sends_again_is_made_once(
    operator: Operator, wiki: Sandbox, workers: int, refused: int
) -> None:
    """Items that refer to each other in a circle, one of them refused: no twins, no lost rows."""
    wiki.faults.add(Fault("abuse-filter", module="wbeditentity", at=refused))
    run = operator.load(CIRCLE, workers)
    fates = operator.fates()
    assert set(fates.values()) == {"done", "refused"}
    made = {key for key in ROWS if key in operator.state.item_ids}
    assert made <= {record for record, fate in fates.items() if fate == "done"}
    wiki.faults.clear()
    operator.runner(workers).retry(run.id, operator.state.item_ids)
    assert operator.fates() == dict.fromkeys(ROWS, "done")
    state = operator.state
    assert state.twins == {} and all(item.labels for item in state.items.values())
    assert operator.plan(CIRCLE).is_empty


KNOT = """\
actors:
  - {id: a, label: A, source: "https://a.example/"}
  - {id: b, label: B, source: "https://b.example/"}
  - {id: c, label: C, source: "https://c.example/"}
affiliations:
  - {id: ab, actor: a, relation: is member of network, to: b, source: "https://a.example/"}
  - {id: bc, actor: b, relation: is member of network, to: c, source: "https://b.example/"}
  - {id: ca, actor: c, relation: is member of network, to: a, source: "https://c.example/"}
  - {id: cb, actor: c, relation: is member of network, to: b, source: "https://c.example/"}
"""


def test_of_a_part_sent_later_only_what_waits_in_vain_is_refused(
    operator: Operator, wiki: Sandbox
) -> None:
    """What could be said is done, and sending the rest again does not meet our own edit."""
    wiki.faults.add(Fault("abuse-filter", module="wbeditentity", at=3))
    run = operator.load(KNOT)
    refused = {record for record, fate in operator.fates().items() if fate == "refused"}
    assert refused == {"actors/a", "affiliations/ab", "affiliations/ca"}
    assert "actors/a, which is not on the wiki" in operator.rows()["affiliations/ca"].reason
    wiki.faults.clear()
    operator.runner().retry(run.id, operator.state.item_ids)
    assert set(operator.fates().values()) == {"done"}
    assert operator.plan(KNOT).is_empty
