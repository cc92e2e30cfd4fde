"""What the wiki commands have in common: read the wiki, plan against it."""

import datetime
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from rdflib import Graph

from pfgraph.cli.options import settings
from pfgraph.cli.progress import Steps
from pfgraph.errors import SchemaError
from pfgraph.foresight import Asked, foresee, placed
from pfgraph.intake import Intake, take_in
from pfgraph.movement import movement_in
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.runs.journal import known_items
from pfgraph.wikibase.bookkeeping import with_rows
from pfgraph.wikibase.known import known_records
from pfgraph.wikibase.load import Load, plan_load
from pfgraph.wikibase.outlook import Outlook
from pfgraph.wikibase.pages import PagedRepository
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.schema import plan_schema
from pfgraph.wikibase.sources import with_sources
from pfgraph.wikibase.state import WikiState, read_state
from pfgraph.wikibase.wishes import NONE, Wishes


@dataclass(frozen=True, slots=True)
class WikiSession:
    """A wiki, logged in to and read."""

    repository: PagedRepository
    state: WikiState

    @classmethod
    def open(cls, repository: PagedRepository, steps: Steps) -> "WikiSession":
        """Read the wiki, whole."""
        with steps.counting(f"reading {repository.identity.url}"):
            return cls(repository, read_state(repository))

    def plan(
        self,
        paths: Sequence[Path],
        as_of: datetime.date,
        steps: Steps,
        profiles: tuple[str, ...] = (),
        wishes: Wishes = NONE,
    ) -> tuple[Intake, Load]:
        """Take records in, compare them with the wiki, and look at the shapes ahead.

        `profiles` are asked besides `record`. Raises SchemaError on a bare wiki.
        """
        self.need_schema()
        with steps.counting("reading and checking the records"):
            known = known_records(self.state, ontology())
            movement = movement_in(Graph(), settings().movement)
            intake = take_in(paths, known, as_of=as_of, movement=movement)
        with steps.counting("comparing with the wiki"):
            load = plan_load(
                intake.graph, self.state, self.repository, ontology(), declaration(), tables(),
                wishes, known_items(self.repository.identity.url),
            )  # fmt: skip
        load = with_rows(load, intake.rows, intake.teller())
        plan = with_sources(load.plan, intake.places())
        asked = Asked(as_of, movement, profiles)
        plan = replace(plan, outlook=self._outlook(plan, load, intake, asked, steps))
        return intake, replace(load, plan=plan)

    def _outlook(
        self, plan: Plan, load: Load, intake: Intake, asked: Asked, steps: Steps
    ) -> Outlook:
        """What the shapes say of the wiki as the plan would make it, each at its row."""
        with ExitStack() as step:

            def told(name: str) -> None:
                step.close()
                step.enter_context(steps.counting(name))

            state = load.state or self.state
            found = foresee(plan.changes, state, asked, ontology(), declaration(), told)
        return placed(found, intake.origins, intake.graph)

    def need_schema(self) -> None:
        """Raise SchemaError, with what to do, where the wiki lacks properties or vocabulary."""
        lacking = plan_schema(self.state, ontology(), declaration())
        absent = len(lacking.missing) + len(lacking.clashes) + len(lacking.items.new)
        if absent or lacking.wrong:
            raise SchemaError(
                f"{self.state.identity.url} lacks {absent} pages of the ontology; "
                "see them with `pfgraph schema plan`, make them with `pfgraph schema apply`"
            )
