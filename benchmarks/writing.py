"""A first load beside three other ways to write the same items, each on a new embedded Wikibase.

A bare HTTP client posts the very bodies that pfgraph sent, over as many connections: what the wiki
alone needs. WikibaseIntegrator writes objects that were made beforehand, one after the other, which
is how it works. pywikibot's own way is what most bots do: make the item, then add every
statement, qualifier and source.

The embedded Wikibase shares the processors with its client and answers in a few milliseconds, so
the client's own work counts most. A second table gives each edit the time that a real Wikibase was
recorded to take for one.

    python benchmarks/writing.py [COLLABORATIONS]
"""

import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import integrator, natively, ours
from bench.bare import BareClient
from bench.clocks import Took, timed
from bench.made import write_tables
from bench.tables import print_table
from bench.wikis import Wikis, counted

from pfgraph.wikibase.repository import Edit, Entity

_DEFAULT = 222  # collaborations; with actors and participations 999 records
_REAL = 0.06  # seconds more for an edit; one connection then makes 15 or 16 items a second
_ROUNDS = 3
_SAMPLE = 10  # items made in pywikibot's own way, which is slow
WORKERS = 4


@dataclass(frozen=True, slots=True)
class Writing:
    """So many new items in so many requests that edit, and what that took."""

    items: int
    writes: int
    took: Took

    @property
    def each(self) -> float:
        """Seconds an item."""
        return self.took.wall / self.items


Way = Callable[[], Writing]


def main() -> None:
    """Print the tables."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else _DEFAULT
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "records").mkdir()
        rows = write_tables(folder / "records", number)
        (folder / "wikis").mkdir()
        loads = Loads(Wikis.prepared(folder / "wikis"), folder / "records")
        loads.record()
        title = f"First load: {rows:,} records as {len(loads.entities):,} new items"
        measure(f"{title}, the embedded Wikibase as it is", loads, 0.0, _ROUNDS)
        measure(f"{title}, each edit takes {_REAL * 1000:.0f} ms more", loads, _REAL, 1)


def measure(title: str, loads: "Loads", each_edit: float, rounds: int) -> None:
    """Each way in turn, several rounds of all; the median of each."""
    ways: dict[str, Way] = {
        f"pfgraph, {WORKERS} at a time": partial(loads.ours, each_edit, WORKERS),
        f"the same bodies, bare HTTP, {WORKERS} at a time": partial(loads.bare, each_edit, WORKERS),
        "pfgraph, one at a time": partial(loads.ours, each_edit, 1),
        "the same bodies, bare HTTP, one at a time": partial(loads.bare, each_edit, 1),
        "WikibaseIntegrator": partial(loads.integrator, each_edit),
        f"pywikibot's own way ({_SAMPLE} items)": partial(loads.native, each_edit),
    }
    taken = [{name: way() for name, way in ways.items()} for _ in range(rounds)]
    medians = {name: _median([each[name] for each in taken]) for name in ways}
    four, one, *_ = (way.each for name, way in medians.items() if name.startswith("pfgraph"))
    print_table(
        title,
        ("", "writes an item", "items/s", "processor ms an item",
         f"time, of pfgraph's with {WORKERS}", "of pfgraph's with one"),
        [
            (name, f"{way.writes / way.items:.2f}", 1 / way.each,
             way.took.worked / way.items * 1000, f"{way.each / four:.2f}×",
             f"{way.each / one:.2f}×")
            for name, way in medians.items()
        ],
    )  # fmt: skip


def _median(found: Sequence[Writing]) -> Writing:
    middle = statistics.median_low(each.took.wall for each in found)
    return next(each for each in found if each.took.wall == middle)


@dataclass(slots=True)
class Loads:
    """The same items made in each way; `record` comes first and finds out which."""

    wikis: Wikis
    records: Path
    edits: Sequence[Edit] = ()
    entities: Sequence[Entity] = ()

    def record(self) -> None:
        """Load once; keep the edits that were sent and the items that came of them."""
        with self.wikis.new() as url:
            repository = ours.logged_in(url)
            prepared = ours.prepare(repository, self.records)
            run, _ = ours.write(prepared, repository, 1, self._journal())
            self.edits = list(repository.edits)
            self.entities = list(repository.entities(result.id for result in run.results))
        assert len(self.entities) == len(self.edits), "a new item took more than one edit"

    def ours(self, each_edit: float, workers: int) -> Writing:
        """As `pfgraph load --workers` does it, from the journal's first line to its last."""
        with self.wikis.new(each_edit) as url:
            repository = ours.logged_in(url)
            prepared = ours.prepare(repository, self.records)
            with counted() as requests:
                run, took = ours.write(prepared, repository, workers, self._journal())
        return Writing(len(run.results), requests.writes, took)

    def bare(self, each_edit: float, connections: int) -> Writing:
        """The recorded bodies, posted."""
        with self.wikis.new(each_edit) as url:
            client = BareClient(url, connections)
            ids, took = timed(lambda: client.post_all(self.edits))
        assert len(set(ids)) == len(self.edits), "the bare client did not make the same items"
        return Writing(len(ids), len(ids), took)

    def integrator(self, each_edit: float) -> Writing:
        """WikibaseIntegrator's `write`, on objects made beforehand."""
        with self.wikis.new(each_edit) as url, counted() as requests:
            items = integrator.as_new(integrator.logged_in(url), self.entities)
            before = requests.writes
            _, took = timed(lambda: integrator.make(items))
            return Writing(len(items), requests.writes - before, took)

    def native(self, each_edit: float) -> Writing:
        """pywikibot's own objects, for some items from all over the load."""
        with self.wikis.new(each_edit) as url, ExitStack() as stack:
            repository = ours.logged_in(url)
            made = BareClient(url, WORKERS).post_all(self.edits)
            sample = made[:: max(1, len(made) // _SAMPLE)][:_SAMPLE]
            items = natively.read(repository.site, sample)
            requests = stack.enter_context(counted())
            _, took = timed(lambda: natively.make_again(repository.site, items))
        return Writing(len(items), requests.writes, took)

    def _journal(self) -> Path:
        return self.records.parent / f"journal-{len(list(self.records.parent.iterdir()))}"


if __name__ == "__main__":
    main()
