"""Where a query is asked: an embedded store filled from files, or an endpoint on the web."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rdflib import Graph, URIRef
from rich.console import Console

from pfgraph.errors import QueryError
from pfgraph.graphfile import HOME
from pfgraph.namespaces import PF, PFD
from pfgraph.resources import folder
from pfgraph.rules import derive
from pfgraph.settings import DEFAULT_MOVEMENT
from pfgraph.sparql.library import Question
from pfgraph.sparql.records import RecordFinder
from pfgraph.sparql.remote import RemoteEndpoint
from pfgraph.sparql.results import ResultTable
from pfgraph.sparql.store import Store


@dataclass(frozen=True, slots=True)
class Asking:
    """A place to ask, with the reference date and movement."""

    endpoint: Store | RemoteEndpoint
    as_of: date
    movement: URIRef

    @classmethod
    def open(
        cls,
        records: Sequence[str],
        store: str | None,
        on: str | None,
        as_of: date,
        movement: str,
        console: Console,
    ) -> "Asking":
        """Fill a store from the first source that is named, or reach out to `on`."""
        if sum(map(bool, (records, store, on))) > 1:
            raise QueryError("give one of --records, --store and --on")
        endpoint = RemoteEndpoint(on) if on else filled(records, store, console)
        return cls(endpoint, as_of, _movement(endpoint, movement))

    def question(self, question: Question, arguments: Mapping[str, str]) -> ResultTable:
        """The answer to a question of the library."""
        if isinstance(self.endpoint, Store):
            return question.run(
                self.endpoint,
                arguments,
                as_of=self.as_of,
                movement=self.movement,
                derive=derive,
            )
        return question.ask(self.endpoint, arguments, as_of=self.as_of, movement=self.movement)

    def raw(self, text: str, arguments: Mapping[str, str]) -> ResultTable | bool | Graph:
        """The answer to somebody's own query, over records, ontology and all that is derived."""
        if arguments:
            raise QueryError("-p belongs to questions of the library; put values into the query")
        if isinstance(self.endpoint, RemoteEndpoint):
            return self.endpoint.select(text)
        derive(self.endpoint, as_of=self.as_of, movement=self.movement)
        return self.endpoint.query(text)


def filled(records: Sequence[str], store: str | None, console: Console) -> Store:
    """A store with the ontology and with records from files, a graph file, or what is bundled."""
    made = Store()
    if store or (not records and HOME.exists()):
        path = Path(store) if store else HOME
        made.load(path)
        if not store:
            console.print(f"[dim]asked of {path}[/dim]")
    else:
        _read(made, [Path(each) for each in records] or [folder("records")], console)
        if not records:
            console.print("[dim]asked of the bundled records[/dim]")
    made.load_ontology()
    return made


def _read(store: Store, paths: Sequence[Path], console: Console) -> None:
    from pfgraph.records import read_records

    read = read_records(paths)
    if read.findings:
        console.print(
            f"[yellow]{_findings(len(read.findings))} in the records; "
            "`pfgraph check` lists them[/yellow]"
        )
    store.add(read.graph)


def _findings(number: int) -> str:
    return f"{number} finding{'' if number == 1 else 's'}"


def _movement(endpoint: Store | RemoteEndpoint, text: str) -> URIRef:
    try:
        return RecordFinder(endpoint).find(text, (PF.Movement,))
    except ValueError as problem:
        if text == DEFAULT_MOVEMENT:  # records need not know any movement
            return URIRef(PFD[text])
        raise QueryError(f"--movement {text}: {problem}") from problem
