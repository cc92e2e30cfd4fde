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
from pfgraph.runs.model import State
from pfgraph.runs.outcomes import RowOutcome, counts, outcomes
from pfgraph.runs.running import Runner
from pfgraph.runs.standing import standing
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
from tests.runs.person import Person

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
            intake.graph, self.state, self.repository, ontology(), declaration(), tables(),
            known=self.journal.items(self.repository.identity.url),
        )  # fmt: skip
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


ACTORS = """\
actors:
  - {id: a, label: A, source: "https://a.example/"}
  - {id: b, label: B, source: "https://b.example/"}
"""
AIM = """\
goals:
  - {id: maps, label: old maps for all, pursued_by: [a], source: "https://b.example/"}
"""


def named(person: Person, record_id: str, label: str) -> None:
    """Somebody gives an item another label."""
    item = person.item(record_id)["id"]
    person.edit(item, labels={"en": {"language": "en", "value": label}})


def standing_now(operator: Operator) -> list[tuple[str, str, str, str]]:
    found = standing(operator.journal, operator.repository.identity.url, operator.state, {})
    return [(each.run, each.key, each.wiki, each.records) for each in found]


def test_a_conflict_is_kept_with_both_sides_where_nothing_is_written(
    operator: Operator, wiki: Sandbox
) -> None:
    """It stands once, as the newest load knows it, until one of the two sides gives in."""
    operator.load(ACTORS)
    person = Person(wiki)
    named(person, "actors/a", "Theirs")
    ours = ACTORS.replace("label: A", "label: Ours")
    first = operator.load(ours)
    row = operator.rows()["actors/a"]
    assert (str(row.fate), first.edits) == ("conflict", 0)
    assert row.reason == "people changed it since it was last written"
    (told,) = row.conflicts
    assert (told.what, told.wiki, told.records) == ("label en", "Theirs", "Ours")
    assert standing_now(operator) == [(first.id, "actors/a", "Theirs", "Ours")]
    second = operator.load(ours)
    assert standing_now(operator) == [(second.id, "actors/a", "Theirs", "Ours")]
    other = ACTORS.replace('  - {id: a, label: A, source: "https://a.example/"}\n', "")
    operator.load(other)
    assert standing_now(operator) == [(second.id, "actors/a", "Theirs", "Ours")]
    named(person, "actors/a", "Ours")
    assert standing_now(operator) == []
    named(person, "actors/a", "Theirs")
    operator.load(ACTORS)
    assert operator.fates()["actors/a"] == "unchanged"
    assert standing_now(operator) == []


def test_a_conflict_about_a_value_is_gone_when_the_wiki_says_it(
    operator: Operator, wiki: Sandbox
) -> None:
    """The row of the statement is in conflict, not the item beside it."""
    dated = CIRCLE.replace("to: b,", "to: b, start: 2019,")
    operator.load(dated)
    person = Person(wiki)
    item = person.item("actors/a")
    claim = person.statement(item, "isMemberOfNetwork")
    start = claim["qualifiers"][person.props[str(PF.startDate)]][0]["datavalue"]["value"]
    start["time"] = "+2017-00-00T00:00:00Z"
    person.edit(item["id"], claims=[claim])
    operator.load(dated.replace("start: 2019", "start: 2018"))
    assert operator.fates() == {**dict.fromkeys(ROWS, "unchanged"), "affiliations/ab": "conflict"}
    (told,) = operator.rows()["affiliations/ab"].conflicts
    assert (told.wiki, told.records) == ("2017", "2018")
    assert [each[2:] for each in standing_now(operator)] == [("2017", "2018")]
    start["time"] = "+2018-00-00T00:00:00Z"
    person.edit(item["id"], claims=[claim])
    assert standing_now(operator) == []


def test_rows_that_are_not_loaded_are_kept_with_the_reason(operator: Operator) -> None:
    """Those that the reader or a shape rejects, what hangs on them, and rows without an id."""
    broken = CIRCLE.replace("id: b, label: B", "id: b").replace("{id: c,", "{id: a,") + (
        '  - {actor: a, relation: is member of network, to: b, source: "https://a.example/"}\n'
    )
    operator.load(broken)
    found = outcomes(operator.journal, operator.journal.runs()[0])
    told = {(row.record, row.line): (str(row.fate), row.reason) for row in found}
    assert len(found) == 7 and {fate for fate, _ in told.values()} == {"left-out"}
    assert "has no name" in told["actors/b", 3][1]
    assert "is there already" in told["actors/a", 4][1]
    assert told["affiliations/ab", 6][1].startswith("it hangs on actors/")
    assert told["", 9][1]


def test_rows_that_wait_for_what_is_nowhere_are_held_back(
    operator: Operator, wiki: Sandbox
) -> None:
    """What a row says of a thing that people deleted waits; the row names what is missing."""
    operator.load(ACTORS)
    person = Person(wiki)
    title = person.ask(action="wbgetentities", ids=person.item("actors/a")["id"])
    page = next(iter(title["entities"].values()))["title"]
    person.do("delete", title=page, reason="a double")
    operator.load(CIRCLE)
    fates = operator.fates()
    assert fates["actors/a"] == fates["affiliations/ab"] == "conflict"
    assert fates["affiliations/ba"] == fates["affiliations/ca"] == "held-back"
    assert "it waits for actors/a" in operator.rows()["affiliations/ca"].reason
    assert "it stands on actors/a" in operator.rows()["affiliations/ab"].reason


def test_a_row_that_speaks_of_the_item_of_another_is_the_one_that_is_refused(
    operator: Operator, wiki: Sandbox
) -> None:
    """A goal names who pursues it: that stands on their item, and their own row is unchanged."""
    alone = AIM.replace("pursued_by: [a], ", "")
    operator.load(ACTORS + alone)
    wiki.faults.add(Fault("abuse-filter", module="wbeditentity"))
    operator.load(ACTORS + AIM)
    assert operator.fates() == {
        "actors/a": "unchanged", "actors/b": "unchanged", "goals/maps": "refused",
    }  # fmt: skip


def test_what_was_not_sent_is_open_until_it_is(operator: Operator, wiki: Sandbox) -> None:
    """An account that is blocked in the middle: refused, open, and done once it may again."""
    rows = "".join(f'  - {{id: x{n}, label: X {n}, source: "https://x.example/"}}\n'
                   for n in range(12))  # fmt: skip
    wiki.faults.add(Fault("blocked", module="wbeditentity", first=4))
    run = operator.load("actors:\n" + rows)
    assert operator.counted() == {Fate.REFUSED: 5, Fate.OPEN: 4, Fate.DONE: 3}
    wiki.faults.clear()
    operator.runner().resume(run.id, operator.state.item_ids)
    assert operator.counted() == {Fate.REFUSED: 5, Fate.DONE: 7}
    operator.runner().retry(run.id, operator.state.item_ids)
    assert operator.counted() == {Fate.DONE: 12}


def test_an_edit_whose_answer_was_lost_carries_its_rows_all_the_same(
    operator: Operator, wiki: Sandbox
) -> None:
    """Saved, cut off before the answer was written down, and looked up when it is taken up."""
    run = operator.load(CIRCLE)
    for number in (1, 2):
        operator.journal.update(run.id, number, state=State.SENT, item="", revision=0)
    assert "open" in operator.fates().values()
    operator.runner().resume(run.id, operator.state.item_ids)
    assert operator.fates() == dict.fromkeys(ROWS, "done")


def test_an_edit_that_comes_too_late_is_a_conflict_of_its_rows(
    operator: Operator, wiki: Sandbox
) -> None:
    """The item was edited after the plan was made: the rows of that edit, and no others."""
    operator.load(CIRCLE)
    plan = operator.plan(CIRCLE.replace("ca, actor: c", "ca, start: 2018, actor: c"))
    named(Person(wiki), "actors/c", "Sea")
    operator.runner().start(plan, operator.state.item_ids)
    assert operator.fates() == {**dict.fromkeys(ROWS, "unchanged"), "affiliations/ca": "conflict"}
    row = operator.rows()["affiliations/ca"]
    assert row.code == "edited-since" and "plan again" in row.reason
    assert len(standing_now(operator)) == 1
    operator.load(CIRCLE.replace("ca, actor: c", "ca, start: 2018, actor: c"))
    assert operator.fates()["affiliations/ca"] == "done"
    assert standing_now(operator) == []
