"""The same 10,000 records loaded once more: what is read, and that nothing is written.

WikibaseIntegrator does the same against the same wiki: it gets each item and compares it with what
is wanted. What it is given is what the wiki holds, so it too finds nothing to write; it checks no
shapes and knows no records.

    python benchmarks/again.py [COLLABORATIONS]
"""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import integrator, ours
from bench.clocks import Took, timed
from bench.made import write_tables
from bench.ours import Prepared
from bench.tables import print_table
from bench.wikis import Requests, Wikis, counted

from pfgraph.wikibase.repository import Entity

_DEFAULT = 2_223  # collaborations; with actors and participations 10,003 records
_BAR = 210  # read requests
_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Compared:
    """So many items found as they should be, in so many requests."""

    items: int
    requests: Requests
    took: Took


def main() -> None:
    """Print the tables."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else _DEFAULT
    with tempfile.TemporaryDirectory() as made:
        records, wikis = Path(made) / "records", Path(made) / "wikis"
        records.mkdir()
        wikis.mkdir()
        rows = write_tables(records, number)
        with Wikis.prepared(wikis).new() as url:
            repository = ours.logged_in(url)
            first = ours.prepare(repository, records)
            run, writing = ours.write(first, repository, _WORKERS, Path(made) / "journal")
            again = ours.prepare(ours.logged_in(url), records)
            entities = list(repository.entities(result.id for result in run.results))
            theirs = by_the_integrator(url, entities)
    assert again.load.plan.is_empty and not again.requests.writes, "loading again writes"
    print_requests(rows, run.edits, first, again, theirs)
    print_steps(rows, first, again, writing)


def by_the_integrator(url: str, entities: Sequence[Entity]) -> Compared:
    """Every item got and compared by WikibaseIntegrator."""
    library = integrator.logged_in(url)
    wanted = integrator.wanted(library, entities)
    with counted() as requests:
        differing, took = timed(lambda: integrator.differing(library, wanted))
    assert not differing and not requests.writes, "the integrator would write"
    return Compared(len(entities), requests, took)


def print_requests(
    rows: int, edits: int, first: Prepared, again: Prepared, theirs: Compared
) -> None:
    """All requests of a load, and how long it took to know that there is nothing to write."""
    reading = again.reading + again.comparing
    whole = reading + again.checking
    print_table(
        f"{rows:,} unchanged records ({theirs.items:,} items) loaded again; "
        f"at most {_BAR} reads were aimed at",
        ("", "writes", "reads", "seconds", "of pfgraph's"),
        [
            ("pfgraph, reading and comparing", 0, again.requests.reads, reading.wall, "1×"),
            ("pfgraph, with checking the records", 0, again.requests.reads, whole.wall,
             f"{whole.wall / reading.wall:.1f}×"),
            ("WikibaseIntegrator, getting and comparing", theirs.requests.writes,
             theirs.requests.reads, theirs.took.wall, f"{theirs.took.wall / reading.wall:.1f}×"),
            ("for comparison: pfgraph's first load", edits, first.requests.reads, "", ""),
        ],
    )  # fmt: skip


def print_steps(rows: int, first: Prepared, again: Prepared, writing: Took) -> None:
    """The client's own time."""
    steps = {
        "reading the wiki, vocabulary included": (first.reading, again.reading),
        "reading and checking the tables": (first.checking, again.checking),
        "comparing and planning": (first.comparing, again.comparing),
        "writing": (writing, Took(0, 0)),
    }
    print_table(
        "The client's processor time, in milliseconds a record",
        ("", "first load", "second load"),
        [
            (name, *(took.worked / rows * 1000 for took in both)) for name, both in steps.items()
        ],
    )  # fmt: skip


if __name__ == "__main__":
    main()
