"""A first load and a second one on the embedded Wikibase, beside two other ways to write.

Each wiki runs in a process of its own. A bare HTTP client posts the very bodies that pfgraph sent
to a second new wiki, on one connection and by turns with pfgraph, edit by edit: what the wiki alone
needs. pywikibot's own way is what most bots do: make the item, then add every statement, qualifier
and source. The second load of the same records must write nothing; how often it reads is counted as
HTTP requests.

    python benchmarks/loading.py [COLLABORATIONS]
"""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.clocks import Took, timed
from bench.copies import AS_OF, MOVEMENT
from bench.made import write_tables
from bench.others import BareClient, copy_natively, read
from bench.tables import print_table
from bench.wikis import RecordingRepository, Requests, counted, prepared, wiki

from pfgraph.intake import Intake, take_in
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.wikibase.apply import apply
from pfgraph.wikibase.known import known_records
from pfgraph.wikibase.load import Load, plan_load
from pfgraph.wikibase.results import Run
from pfgraph.wikibase.state import WikiState, read_properties, read_state

_DEFAULT = 200
_STEPS = (
    "reading the wiki, vocabulary included",
    "reading and checking the tables",
    "comparing and planning",
    "writing",
)
_SAMPLE = 10  # items made in pywikibot's own way, which is slow


@dataclass(frozen=True, slots=True)
class Writing:
    """How many items were written in how many requests, and what that took."""

    items: int
    writes: int
    took: Took


@dataclass(frozen=True, slots=True)
class Loaded:
    """One load: how many new items and edits, what each step took, and all its requests."""

    items: int
    edits: int
    steps: tuple[Took, Took, Took, Took]
    requests: Requests
    refused: int

    @property
    def writing(self) -> Writing:
        """The last step."""
        return Writing(self.items, self.requests.writes, self.steps[-1])


def main() -> None:
    """Print the tables."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else _DEFAULT
    with tempfile.TemporaryDirectory() as folder, wiki() as url, wiki() as other:
        rows = write_tables(Path(folder), number)
        beside = prepared(other)
        repository = prepared(url)  # pywikibot holds one session: that of the last log-in
        bare = BareClient(other)
        first = load(repository, Path(folder), bare)
        second = load(repository, Path(folder), bare)
        beside.site.login()
        native = in_pywikibots_way(beside.site, bare.ids)
    assert first.writing.writes == first.edits and second.writing.writes == 0
    assert len(set(bare.ids)) == first.items, "the bare client did not make the same items"
    print_first(first, Writing(first.items, len(bare.ids), bare.took), native, rows)
    print_again(first, second, rows)


def load(repository: RecordingRepository, folder: Path, bare: BareClient) -> Loaded:
    """Load the tables, step by step as `pfgraph load` does; `bare` makes the same edits."""
    with counted() as requests:
        state, reading = timed(lambda: read_state(repository))
        intake, taking = timed(lambda: _intake(state, folder))
        planned, planning = timed(lambda: _plan(intake, state, repository))
        run, writing = timed(lambda: _apply(planned, repository, bare))
    refused = len(run.refused) + len(intake.left_out) + len(planned.held_back)
    items = len(planned.plan.new)
    steps = (reading, taking, planning, writing - bare.took if items else writing)
    return Loaded(items, run.edits, steps, requests, refused)


def _apply(planned: Load, repository: RecordingRepository, bare: BareClient) -> Run:
    run = apply(
        planned.plan,
        repository,
        read_properties(repository),
        "benchmark",
        lambda result: bare.catch_up(repository.edits),
    )
    bare.catch_up(repository.edits)
    return run


def in_pywikibots_way(site: Any, ids: Sequence[str]) -> Writing:
    """Make some items from all over the load once more, under other names."""
    different = list(dict.fromkeys(ids))
    sample = read(site, different[:: max(1, len(different) // _SAMPLE)][:_SAMPLE])
    with counted() as requests:
        _, took = timed(lambda: copy_natively(site, sample))
    return Writing(len(sample), requests.writes, took)


def _intake(state: WikiState, folder: Path) -> Intake:
    known = known_records(state, ontology())
    return take_in([folder], known, as_of=AS_OF, movement=MOVEMENT)


def _plan(intake: Intake, state: WikiState, repository: RecordingRepository) -> Load:
    return plan_load(intake.graph, state, repository, ontology(), declaration(), tables())


def print_first(first: Loaded, bare: Writing, native: Writing, rows: int) -> None:
    """The first load beside the two other ways."""
    ways = {
        "pfgraph": first.writing,
        "the same bodies, bare HTTP": bare,
        "pywikibot's own way": native,
    }
    pace = first.writing.took.wall / first.items
    print_table(
        f"First load: {rows:,} records as {first.items:,} new items, {first.refused} refused",
        ("", "items", "writes an item", "items/s", "time an item, of pfgraph's"),
        [
            (name, way.items, f"{way.writes / way.items:.2f}", way.items / way.took.wall,
             f"{way.took.wall / way.items / pace:.2f}×")
            for name, way in ways.items()
        ],
    )  # fmt: skip


def print_again(first: Loaded, second: Loaded, rows: int) -> None:
    """Requests and the client's own time of both loads."""
    print_table(
        f"The same {rows:,} records once more",
        ("", "first load", "second load"),
        [
            ("write requests", first.requests.writes, second.requests.writes),
            ("read requests", first.requests.reads, second.requests.reads),
        ],
    )
    print_table(
        "The client's processor time, in milliseconds a record",
        ("", "first load", "second load"),
        [
            (step, *(took.worked / rows * 1000 for took in both))
            for step, *both in zip(_STEPS, first.steps, second.steps, strict=True)
        ],
    )


if __name__ == "__main__":
    main()
