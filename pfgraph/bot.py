"""A bot for those who work with pywikibot: it brings the items it is shown up to the records.

It is run like any of pywikibot's, on a page generator, and honours its options: `-always`,
`-simulate`, the throttle and the account of its configuration. What it writes is a run of the
journal: it can be listed and undone, and what people did stays.
https://doc.wikimedia.org/pywikibot/stable/library_usage.html
"""

import datetime
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pywikibot
from pywikibot.bot import WikidataBot
from rdflib import Graph

from pfgraph.errors import SchemaError
from pfgraph.foresight import Asked, foresee
from pfgraph.intake import take_in
from pfgraph.movement import movement_in
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.runs.journal import Journal
from pfgraph.runs.journalfile import FOLDER
from pfgraph.runs.running import Runner
from pfgraph.settings import read_settings
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.client import behind
from pfgraph.wikibase.known import known_records
from pfgraph.wikibase.load import plan_load
from pfgraph.wikibase.patience import Patience
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.planview import lines
from pfgraph.wikibase.refusals import advice
from pfgraph.wikibase.results import Run
from pfgraph.wikibase.schema import plan_schema
from pfgraph.wikibase.state import WikiState, read_state

__all__ = ["RecordsBot"]


class RecordsBot(WikidataBot):  # type: ignore[misc]  # pywikibot is not typed
    """Syncs the items that its generator yields with records; it makes no new items.

    `records` are files or folders of records, `journal` the folder of the journal. A subclass
    may overrule `wanted` to leave changes out.
    """

    use_from_page = None  # items, and pages that have one

    def __init__(
        self, records: Iterable[str | Path], journal: Path = FOLDER, **options: Any
    ) -> None:
        """Take pywikibot's options, such as `generator` and `always`."""
        super().__init__(**options)
        self.records = [Path(path) for path in records]
        self.plan, self.changes = Plan(""), dict[str, ItemChange]()
        self._folder, self._open = journal, ExitStack()
        self._make: Callable[[ItemChange], Run] | None = None

    def setup(self) -> None:
        """Read the wiki and the records, once, and plan. Raises WikiError and RecordError."""
        self.repository = behind(self.repo, Patience(told=_told))
        self.state = read_state(self.repository)
        self.plan = self._planned(self.state)
        self.changes = {change.id: change for change in self.plan.changes if change.id}

    def _planned(self, state: WikiState) -> Plan:
        lacking = plan_schema(state, ontology(), declaration())
        if lacking.missing or lacking.wrong:
            raise SchemaError(
                f"{state.identity.url} does not hold the ontology; `pfgraph schema apply` makes it"
            )
        known = known_records(state, ontology())
        movement = movement_in(Graph(), read_settings().movement)
        self._asked = Asked(datetime.date.today(), movement)
        intake = take_in(self.records, known, as_of=self._asked.as_of, movement=movement)
        for finding in intake.findings:
            if finding.severity == "violation":
                pywikibot.warning(f"{finding.location or finding.focus}: {finding.message}")
        return plan_load(
            intake.graph, state, self.repository, ontology(), declaration(), tables()
        ).plan

    def wanted(self, item: Any, change: ItemChange) -> ItemChange | None:
        """The change to make on an item, or None for none; this one takes it as planned."""
        return change

    def treat_page_and_item(self, page: Any, item: Any) -> None:
        """Show what differs on one item, ask, and write it."""
        planned = self.changes.get(item.getID())
        change = planned and self.wanted(item, planned)
        if change is None:
            pywikibot.log(f"{item.getID()} is as the records say, or is none of them")
            return
        for line in lines(replace(self.plan, changes=(change,))):
            pywikibot.info(f"{'  ' * line.depth}{line.sign} {line.text}")
        if not change.writes or not self.user_confirm("Write this to the wiki?"):
            self.counter["left"] += 1
        elif self._stops(change):
            self.counter["stopped"] += 1
        elif self.repository.simulates:
            pywikibot.info(f"SIMULATION: {item.getID()} is not written")
        else:
            self._write(change)

    def _stops(self, change: ItemChange) -> bool:
        """Whether the item would violate the record shapes as it does not now; says so."""
        stops = foresee([change], self.state, self._asked, ontology(), declaration()).stops
        for finding in stops:
            pywikibot.warning(f"not written, it would bring: {finding.message}")
        return bool(stops)

    def _write(self, change: ItemChange) -> None:
        run = self._begun()(change)
        for result in run.refused:
            pywikibot.warning(f"{result.key}: {result.refusal}{advice(result)}")
            self.counter["refused"] += 1
        self.counter["write"] += run.edits
        if run.stopped:
            self.quit()

    def _begun(self) -> Callable[[ItemChange], Run]:
        """The run, which begins with the first edit: without one there is none in the journal."""
        if self._make is None:
            journal = Journal(self._folder)
            self._open.callback(journal.close)
            runner = Runner(
                self.repository, self.state.properties, journal, self.repository.patience
            )
            self._make = self._open.enter_context(runner.step_by_step(self.plan))
        return self._make

    def teardown(self) -> None:
        """End the run and let others write."""
        self._make = None
        self._open.close()


def _told(reason: str, seconds: float) -> None:
    pywikibot.info(f"waiting for the wiki: {reason}, {seconds:.0f} s")
