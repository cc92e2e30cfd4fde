"""The inverse of an edit, on the entity JSON of the API: pure, and it never takes from people.

What is still as the edit left it goes back to what it was before. What was changed since is an
*overlap*: it stays as it is and is listed. What the edit did not touch is not looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pfgraph.runs.parts import (
    Json,
    Part,
    Parts,
    edit_between,
    parts_of,
    reference_text,
    same,
    snak_text,
    texts,
)
from pfgraph.wikibase.repository import Entity


@dataclass(frozen=True, slots=True)
class Overlap:
    """A part that was changed since the edit and stays as it is.

    `aspect` is empty for the whole part; of a statement it may be `rank`, `references` or
    `qualifier P7`. `before` is what the part was, `left` what the edit made of it, `live` what
    it is now: a text, the JSON of a statement or of a sitelink, or None where there is none.
    """

    part: Part
    before: Any
    left: Any
    live: Any
    aspect: str = ""


@dataclass(frozen=True, slots=True)
class Inverse:
    """What takes an edit back: the `data` to send (empty where nothing is to be done).

    `live` are the parts that were compared and `wanted` those that sending it leaves.
    """

    live: Parts
    wanted: Parts
    overlaps: tuple[Overlap, ...] = ()

    @property
    def data(self) -> Json:
        """The `data` of the `wbeditentity`."""
        return edit_between(self.live, self.wanted)

    @property
    def empties(self) -> bool:
        """Whether nothing is left on the entity."""
        return not self.wanted


def inverse(before: Entity, after: Entity, live: Entity) -> Inverse:
    """Take one edit back; `before` is its parent revision, `after` its own, `live` the newest."""
    return inverse_of_all([(before, after)], live)


def inverse_of_all(edits: Sequence[tuple[Entity, Entity]], live: Entity) -> Inverse:
    """Take several edits of one entity back, given oldest first as (before, after), in one."""
    compared = parts_of(live)
    wanted = dict(compared)
    overlaps: dict[tuple[Part, str], Overlap] = {}
    for before, after in reversed(edits):
        wanted, found = _taken_back(parts_of(before), parts_of(after), wanted)
        for overlap in found:
            name = (overlap.part, overlap.aspect)
            later = overlaps.get(name, overlap)  # what stays now stays for the older edits too
            overlaps[name] = Overlap(
                overlap.part, overlap.before, later.left, overlap.live, overlap.aspect
            )
    return Inverse(compared, wanted, tuple(overlaps.values()))


def _taken_back(before: Parts, after: Parts, live: Parts) -> tuple[Parts, list[Overlap]]:
    wanted, overlaps = dict(live), []
    for part in [*after, *(part for part in before if part not in after)]:
        sides = before.get(part), after.get(part), live.get(part)
        if same(sides[0], sides[1]):
            continue
        if sides[2] is None and sides[1] is None and _said_again(sides[0], after, live):
            continue
        value, found = _part_taken_back(part, *sides)
        overlaps += found
        wanted.pop(part, None) if value is None else wanted.update({part: value})
    return wanted, overlaps


def _part_taken_back(part: Part, before: Any, after: Any, live: Any) -> tuple[Any, list[Overlap]]:
    if same(live, after):
        return before, []
    if same(live, before):
        return live, []
    whole = [Overlap(part, before, after, live)]
    if part[0] != "statement" or None in (before, after, live):
        return live, whole
    turned = snak_text(before["mainsnak"]) != snak_text(after["mainsnak"])
    if turned and snak_text(live["mainsnak"]) != snak_text(before["mainsnak"]):
        return live, whole  # what people said since, they said of the value that stands there
    return _statement_taken_back(part, before, after, live)


def _statement_taken_back(
    part: Part, before: Json, after: Json, live: Json
) -> tuple[Json, list[Overlap]]:
    """Rank, qualifiers by property, and references, each by itself; the value is not ours."""
    made, overlaps = dict(live), []
    sides = before, after, live
    if before["rank"] != after["rank"]:
        if live["rank"] == after["rank"]:
            made["rank"] = before["rank"]
        elif live["rank"] != before["rank"]:
            overlaps.append(Overlap(part, *sides, "rank"))
    made["qualifiers"] = dict(live["qualifiers"])
    for prop in sorted({*before["qualifiers"], *after["qualifiers"]}):
        old, ours, now = (each["qualifiers"].get(prop, []) for each in sides)
        if texts(old) == texts(ours) or texts(now) == texts(old):
            continue
        if texts(now) != texts(ours):
            overlaps.append(Overlap(part, *sides, f"qualifier {prop}"))
        elif old:
            made["qualifiers"][prop] = old
        else:
            del made["qualifiers"][prop]
    made["references"], overlapping = _references(
        before["references"], after["references"], live["references"]
    )
    if overlapping:
        overlaps.append(Overlap(part, *sides, "references"))
    made.pop("qualifiers-order", None)
    return made, overlaps


def _references(before: list[Json], after: list[Json], live: list[Json]) -> tuple[list[Json], bool]:
    """The groups as they are now, without those that the edit added, with those it took away.

    A group of the edit that is not there any more was removed, or changed into one that is new.
    """
    added, taken = _without(after, before), _without(before, after)
    missing, theirs = _without(added, live), _without(live, [*after, *before])
    return [*_without(live, added), *_without(taken, live)], bool(missing and theirs)


def _without(groups: list[Json], others: list[Json]) -> list[Json]:
    """The groups that are not among the others; one that is there twice counts twice."""
    left = [reference_text(each) for each in others]
    kept = []
    for group in groups:
        text = reference_text(group)
        if text in left:
            left.remove(text)
        else:
            kept.append(group)
    return kept


def _said_again(removed: Any, after: Parts, live: Parts) -> bool:
    """Whether people have said in a statement of their own what the edit took away."""
    return isinstance(removed, dict) and any(
        part[0] == "statement" and part not in after and _words(value) == _words(removed)
        for part, value in live.items()
    )


def _words(statement: Json) -> tuple[str, dict[str, list[str]]] | None:
    if "mainsnak" not in statement:
        return None
    qualifiers = {prop: texts(each) for prop, each in statement["qualifiers"].items()}
    return snak_text(statement["mainsnak"]), qualifiers
