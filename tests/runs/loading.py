"""A small load, and what it leaves on a wiki, in words that do not depend on numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from pfgraph.namespaces import PF, PFD, new_graph
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.runs.journal import Journal
from pfgraph.runs.running import Runner
from pfgraph.wikibase.client import PywikibotRepository
from pfgraph.wikibase.load import plan_load
from pfgraph.wikibase.results import Run
from pfgraph.wikibase.state import WikiState, read_state

Said = dict[str, tuple[dict[str, str], frozenset[object]]]


def actors(count: int) -> Graph:
    """So many actors, each a member of the next: a chain of references without a circle."""
    graph = new_graph()
    for number in range(count):
        node = PFD[f"actors/a{number}"]
        graph.add((node, RDF.type, PF.Organisation))
        graph.add((node, RDF.type, PF.Actor))
        graph.add((node, PF.recordId, Literal(f"actors/a{number}")))
        graph.add((node, SKOS.prefLabel, Literal(f"Actor {number}", lang="en")))
        graph.add((node, PF.evidence, URIRef(f"https://example.org/{number}")))
    return graph


@dataclass
class Loading:
    """One operator's side: a connection, and a folder with the journal."""

    repository: PywikibotRepository
    folder: Path

    def load(self, graph: Graph, workers: int = 1) -> Run:
        """Plan against the wiki as it is, and make that true."""
        state = read_state(self.repository)
        load = plan_load(graph, state, self.repository, ontology(), declaration(), tables())
        return self._with_runner(
            state, workers, lambda runner: runner.start(load.plan, state.item_ids)
        )

    def has_open_run(self) -> bool:
        """Whether the last run was cut off."""
        journal = Journal(self.folder)
        try:
            runs = journal.runs()
            return bool(runs) and not runs[0].ended
        finally:
            journal.close()

    def resume(self, workers: int = 1) -> Run:
        """Take the last run up again."""
        state = read_state(self.repository)
        return self._with_runner(
            state, workers, lambda runner: runner.resume("last", state.item_ids)
        )

    def _with_runner(self, state: WikiState, workers: int, act: Callable[[Runner], Run]) -> Run:
        journal = Journal(self.folder)
        try:
            runner = Runner(
                self.repository, state.properties, journal, self.repository.patience, workers
            )
            return act(runner)
        finally:
            journal.close()


def said(state: WikiState) -> Said:
    """What the items of records say, by key; ids, revisions and GUIDs apart."""
    assert state.twins == {}, state.twins
    return {
        key: (item.labels, frozenset((each.says, each.marker) for each in item.statements))
        for key, item in state.items.items()
        if "/" in key and not key.startswith("vocab/")
    }


def statements(state: WikiState) -> int:
    """How many statements the items of records have: a doubled one would count twice."""
    return sum(len(state.items[key].statements) for key in said(state))
