"""What taking a run back would do: the run's edits found on the wiki, and the inverse of each.

The wiki's own lists are the source: every edit of a run carries the run's id in its summary. The
journal tells when the run began and by whom; without it the account's contributions are gone
through, then everybody's recent changes.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from pfgraph.runs.found import Found
from pfgraph.runs.inverse import Inverse, inverse_of_all
from pfgraph.runs.overlapping import Told, overlap_words, tell
from pfgraph.runs.parts import Part, parts_of, same
from pfgraph.runs.steps import Do, Step
from pfgraph.wikibase.history import run_of
from pfgraph.wikibase.pages import Newest, PagedRepository, Pages
from pfgraph.wikibase.repository import StoredRevision

_TOGETHER = 50  # items whose revisions are read at once
_ID = re.compile(r'"([PQ]\d+)"')


@dataclass(frozen=True, slots=True)
class Turn:
    """One part that an undo changes: what it is now and what it will be; None where nothing."""

    part: Part
    live: Any
    wanted: Any


@dataclass(frozen=True, slots=True)
class Taken:
    """One item of an undo: the step, what it changes, and what stays because it was changed."""

    step: Step
    label: str
    turns: tuple[Turn, ...] = ()
    told: tuple[Told, ...] = ()
    deletes: bool = False


@dataclass(frozen=True, slots=True)
class Undo:
    """All that taking a run back would do.

    `left` are pages that cannot be taken back, with the reason; `missing` the numbers of edits
    that were not found; `unchanged` counts the items that are as before the run already;
    `labels` are names of entities by their ids.
    """

    run: str
    items: tuple[Taken, ...]
    left: tuple[tuple[str, str], ...] = ()
    missing: tuple[int, ...] = ()
    unchanged: int = 0
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps in their order: pages brought back, edits, deletions."""
        made = [each.step for each in self.items]
        first = [each for each in made if each.do is Do.UNDELETE]
        then = [replace(each, do=Do.EDIT) for each in first]
        edits = [each for each in made if each.do is Do.EDIT and (each.data or each.overlaps)]
        gone = [each.step for each in self.items if each.deletes]
        return (*first, *then, *edits, *(Step(Do.DELETE, each.id, each.key) for each in gone))

    @property
    def for_deletion(self) -> tuple[str, ...]:
        """The items that will be empty and that the account may not delete."""
        listed = (each.step for each in self.items if each.step.empties and not each.deletes)
        return tuple(step.id for step in listed)


def plan_undo(found: Found, repository: PagedRepository) -> Undo:
    """Compare what a run wrote with what the wiki holds now. Nothing is written."""
    may_delete = "delete" in repository.pages.rights()
    items: list[Taken] = []
    left: list[tuple[str, str]] = []
    unchanged = 0
    for entity_id, newest, edits in _read(found, repository):
        key = found.keys.get(entity_id, entity_id)
        reason = _why_left(entity_id, newest, edits, found)
        if newest is None and entity_id in found.deleted:
            items.append(Taken(Step(Do.UNDELETE, entity_id, key), key))
        elif reason or newest is None or edits is None:
            left.append((entity_id, reason))
        else:
            taken = _taken(found, key, newest, edits, repository.pages)
            deletes = taken.step.empties and may_delete
            if taken.turns or taken.told or deletes:
                items.append(replace(taken, deletes=deletes))
            else:
                unchanged += 1
    undo = Undo(found.run, tuple(items), tuple(left), found.missing, unchanged)
    return _named(undo, repository)


Pairs = list[tuple[StoredRevision | None, StoredRevision]]  # (parent, edit), oldest first


def _why_left(entity_id: str, newest: Newest | None, edits: Pairs | None, found: Found) -> str:
    if newest is None:
        return "it is gone"
    if newest.target:
        return f"it was merged into {newest.target}; split the two by hand"
    return "" if edits is not None else "a revision of its history is hidden or gone"


def _read(
    found: Found, repository: PagedRepository
) -> Iterator[tuple[str, Newest | None, Pairs | None]]:
    waiting = iter(found.revisions)
    while batch := list(islice(waiting, _TOGETHER)):
        newest = {each.id: each for each in repository.pages.newest(batch)}
        wanted = [number for entity_id in batch for number in found.revisions[entity_id]]
        pairs = pairs_of(wanted, found.run, repository.pages)
        for entity_id in batch:
            numbers = found.revisions[entity_id]
            whole = all(number in pairs for number in numbers)
            edits = [pairs[number] for number in sorted(numbers)] if whole else None
            yield entity_id, newest.get(entity_id), edits


def pairs_of(
    numbers: Iterable[int], run: str, pages: Pages
) -> dict[int, tuple[StoredRevision | None, StoredRevision]]:
    """The revisions of the run with their parents, by number; those that are hidden left out."""
    edits = {each.id: each for each in pages.revisions(numbers) if run_of(each.comment) == run}
    needed = {each.parent for each in edits.values() if each.parent} - edits.keys()
    parents = {each.id: each for each in pages.revisions(sorted(needed))} | edits
    return {
        number: (parents.get(each.parent), each)
        for number, each in edits.items()
        if not each.parent or each.parent in parents
    }


def compared(step: Step, newest: Newest, edits: Pairs) -> tuple[Step, Inverse]:
    """The step as the newest revision has it, and the inverse that it sends."""
    sides = [(before.entity if before else {}, after.entity) for before, after in edits]
    found = inverse_of_all(sides, newest.revision.entity)
    again = replace(
        step,
        revisions=tuple(after.id for _, after in edits),
        base=newest.revision.id,
        data=found.data,
        overlaps=tuple(overlap_words(each, {}) for each in found.overlaps),
        empties=bool(edits) and not edits[0][1].parent and found.empties,
    )
    return again, found


def _taken(found: Found, key: str, newest: Newest, edits: Pairs, pages: Pages) -> Taken:
    step, inverse = compared(Step(Do.EDIT, newest.id, key), newest, edits)
    live, wanted = inverse.live, inverse.wanted
    told = tell(inverse.overlaps, newest.id, edits[0][1].id, found.run, pages)
    turns = tuple(
        Turn(part, live.get(part), wanted.get(part))
        for part in {**live, **wanted}
        if not same(live.get(part), wanted.get(part))
    )
    return Taken(step, label_of(live) or label_of(wanted) or key, turns, told)


def _named(undo: Undo, repository: PagedRepository) -> Undo:
    """The undo with the names of what it speaks of, also in the words of its overlaps."""
    labels = read_labels(mentioned(undo.items), repository)
    items = (
        replace(
            each,
            step=replace(
                each.step,
                overlaps=tuple(overlap_words(told.overlap, labels) for told in each.told),
            ),
        )
        for each in undo.items
    )
    return replace(undo, items=tuple(items), labels=labels)


def mentioned(items: Iterable[Taken]) -> frozenset[str]:
    """The ids of all properties and items that the turns and overlaps speak of."""
    sides = [side for each in items for turn in each.turns for side in (turn.live, turn.wanted)]
    overlaps = [told.overlap for each in items for told in each.told]
    sides += [side for each in overlaps for side in (each.before, each.left, each.live)]
    found = (_ID.findall(json.dumps(side)) for side in sides if isinstance(side, dict))
    return frozenset(entity_id for ids in found for entity_id in ids)


def read_labels(ids: Iterable[str], repository: PagedRepository) -> dict[str, str]:
    """What to call these entities: in English where there is a choice."""
    named = {each["id"]: label_of(parts_of(each)) for each in repository.entities(sorted(ids))}
    return {entity_id: label for entity_id, label in named.items() if label}


def label_of(parts: Mapping[Part, Any]) -> str:
    """A name for the entity: English where there is one."""
    labels = {part[1]: text for part, text in parts.items() if part[0] == "label"}
    return str(labels.get("en") or next(iter(labels.values()), ""))
