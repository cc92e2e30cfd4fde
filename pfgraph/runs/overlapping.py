"""What an undo leaves alone because it was changed since: in words, by whom and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pfgraph.runs.inverse import Overlap
from pfgraph.runs.parts import parts_of, same
from pfgraph.wikibase.history import run_of
from pfgraph.wikibase.pages import Pages
from pfgraph.wikibase.repository import StoredRevision

MOST = 500  # later revisions that are looked through for who changed a part


@dataclass(frozen=True, slots=True)
class Told:
    """An overlap, with the last who changed the part: account, time, and run if it was one.

    `user` is empty where that could not be found.
    """

    overlap: Overlap
    user: str = ""
    timestamp: str = ""
    run: str = ""


def tell(
    overlaps: Sequence[Overlap],
    entity_id: str,
    first: int,
    run: str,
    pages: Pages,
) -> tuple[Told, ...]:
    """The overlaps with their authors; `first` is the run's first revision of the entity.

    Costs requests only where there are overlaps.
    """
    if not overlaps:
        return ()
    numbers = [each.revision for each in pages.summaries(entity_id) if each.revision >= first][
        :MOST
    ]
    later = sorted(pages.revisions(numbers), key=lambda each: each.id)
    return tuple(_told(overlap, later, run) for overlap in overlaps)


def _told(overlap: Overlap, revisions: Sequence[StoredRevision], run: str) -> Told:
    told = Told(overlap)
    values = [parts_of(each.entity).get(overlap.part) for each in revisions]
    for before, now, revision in zip(values, values[1:], revisions[1:], strict=False):
        other = run_of(revision.comment)
        if not same(before, now) and other != run:
            told = Told(overlap, revision.user, revision.timestamp, other)
    return told


def overlap_words(overlap: Overlap, labels: Mapping[str, str]) -> str:
    """An overlap in one line: which part, and that it stays."""
    gone = "was removed" if overlap.live is None else "was changed"
    return f"{part_words(overlap, labels)}: it {gone} since the run and stays as it is"


def part_words(overlap: Overlap, labels: Mapping[str, str]) -> str:
    """What to call the part that overlaps."""
    if overlap.part[0] != "statement":
        return " ".join(overlap.part[:2])
    side = overlap.live or overlap.left or overlap.before
    prop = str(side["mainsnak"]["property"])
    name = labels.get(prop, prop)
    kind, _, qualifier = overlap.aspect.partition(" ")
    aspect = f"{kind} {labels.get(qualifier, qualifier)}".strip()
    return f"{name}, {aspect}" if aspect else name
