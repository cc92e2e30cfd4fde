"""Loads, undos and people's edits as the tests of runs make them, through the real wire."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from pfgraph.ontology import declaration, ontology, tables
from pfgraph.runs.found import find
from pfgraph.runs.journal import Journal
from pfgraph.runs.running import Runner
from pfgraph.runs.undo import Undo, plan_undo
from pfgraph.wikibase.client import PywikibotRepository
from pfgraph.wikibase.load import plan_load
from pfgraph.wikibase.patience import Patience
from pfgraph.wikibase.repository import Edit
from pfgraph.wikibase.results import Run
from pfgraph.wikibase.state import WikiState, read_state
from tests.wikibase.rows import graph_of

_edits = count(1)


class Bot:
    """One folder with its journal, on one wiki."""

    def __init__(self, repository: PywikibotRepository, folder: Path, patience: Patience) -> None:
        self.repository, self.patience = repository, patience
        self.journal = Journal(folder)

    @property
    def state(self) -> WikiState:
        """The wiki as it is now."""
        return read_state(self.repository)

    def runner(self) -> Runner:
        """A runner as a command makes one."""
        patience = replace(self.patience, stop=type(self.patience.stop)())
        return Runner(self.repository, self.state.properties, self.journal, patience)

    def load(self, rows: dict[str, list[dict[str, Any]]]) -> Run:
        """Load records."""
        state = self.state
        load = plan_load(
            graph_of(rows), state, self.repository, ontology(), declaration(), tables()
        )
        return self.runner().start(load.plan, state.item_ids)

    def planned(self, run: str) -> Undo:
        """What taking a run back would do."""
        info = self.journal.run(run)
        return plan_undo(find(info.id, info, self.journal.entries(info.id), self.repository),
                         self.repository)

    def undo(self, run: str) -> Run:
        """Take a run back."""
        return self.runner().undo(self.planned(run), self.state.item_ids)


def people_edit(repository: PywikibotRepository, entity_id: str, data: dict[str, Any]) -> int:
    """An edit by hand; returns its revision."""
    return repository.edit(Edit(data, f"by hand {next(_edits)}", id=entity_id)).revision
