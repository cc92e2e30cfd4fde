"""A first load and a second one on the embedded Wikibase, beside two other ways to write.

The wiki runs in a process of its own. A bare HTTP client posts the very bodies that pfgraph sent
to a second new wiki, on one connection: what the wiki alone needs. pywikibot's own way is what
most bots do: make the item, then add every statement, qualifier and source. The second load of
the same records must write nothing; how often it reads is counted as HTTP requests.

    python benchmarks/loading.py [COLLABORATIONS]
"""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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
from pfgraph.wikibase.repository import Edit
from pfgraph.wikibase.state import WikiState, read_properties, read_state

_DEFAULT = 200
_SAMPLE = 10  # items made in pywikibot's own way, which is slow


@dataclass(frozen=True, slots=True)
class Loaded:
    """One load: how many items it wrote, what each step took, and its requests."""

    items: int
    reading: Took
    intake: Took
    planning: Took
    writing: Took
    requests: Requests
    refused: int


def main() -> None:
    """Print the tables."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else _DEFAULT
    with tempfile.TemporaryDirectory() as folder, wiki() as url:
        rows = write_tables(Path(folder), number)
        repository = prepared(url)
        first = load(repository, Path(folder))
        edits = list(repository.edits)
        second = load(repository, Path(folder))
    assert first.requests.writes == len(edits) and second.requests.writes == 0
    print_first(first, edits, rows)
    print_again(first, second, rows)


def load(repository: RecordingRepository, folder: Path) -> Loaded:
    """Load the tables, step by step as `pfgraph load` does."""
    with counted() as requests:
        state, reading = timed(lambda: read_state(repository))
        intake, taking = timed(lambda: _intake(state, folder))
        planned, planning = timed(lambda: _plan(intake, state, repository))
        properties = read_properties(repository)
        run, writing = timed(lambda: apply(planned.plan, repository, properties, "benchmark"))
    refused = len(run.refused) + len(intake.left_out) + len(planned.held_back)
    items = len(planned.plan.new)
    return Loaded(items, reading, taking, planning, writing, requests, refused)


def _intake(state: WikiState, folder: Path) -> Intake:
    known = known_records(state, ontology())
    return take_in([folder], known, as_of=AS_OF, movement=MOVEMENT)


def _plan(intake: Intake, state: WikiState, repository: RecordingRepository) -> Load:
    return plan_load(intake.graph, state, repository, ontology(), declaration(), tables())


def print_first(first: Loaded, edits: Sequence[Edit], rows: int) -> None:
    """The first load beside the two other ways, on another new wiki."""
    with wiki() as url:
        repository = prepared(url)
        bare = BareClient(url)
        ids, by_bare = timed(lambda: bare.send(edits))
        sample = read(repository.site, _spread(ids))
        with counted() as requests:
            _, natively = timed(lambda: copy_natively(repository.site, sample))
    assert len(set(ids)) == first.items, "the bare client did not make the same items"
    ways = (
        ("pfgraph", first.items, first.requests.writes, first.writing),
        ("the same bodies, bare HTTP", len(set(ids)), len(edits), by_bare),
        ("pywikibot's own way", len(sample), requests.writes, natively),
    )
    pace = first.writing.wall / first.items
    print_table(
        f"First load: {rows:,} records as {first.items:,} new items, {first.refused} refused",
        ("", "items", "writes an item", "items/s", "time an item, of pfgraph's"),
        [
            (name, items, f"{writes / items:.2f}", items / took.wall,
             f"{took.wall / items / pace:.2f}×")
            for name, items, writes, took in ways
        ],
    )  # fmt: skip


def print_again(first: Loaded, second: Loaded, rows: int) -> None:
    """Requests and the client's own time of both loads."""
    steps = ("reading", "intake", "planning", "writing")
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
            (words, *(getattr(each, step).worked / rows * 1000 for each in (first, second)))
            for step, words in zip(steps, _WORDS, strict=True)
        ],
    )


_WORDS = (
    "reading the wiki, vocabulary included",
    "reading and checking the tables",
    "comparing and planning",
    "writing",
)


def _spread(ids: Sequence[str]) -> list[str]:
    """Items from all over the load."""
    different = list(dict.fromkeys(ids))
    return different[:: max(1, len(different) // _SAMPLE)][:_SAMPLE]


if __name__ == "__main__":
    main()
