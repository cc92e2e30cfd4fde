"""The laws of taking an edit back, over random edits of the tool and of people."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given

from pfgraph.runs.inverse import inverse, inverse_of_all
from pfgraph.runs.parts import parts_of, reference_text, same, texts
from tests.runs.entities import applied, histories

Json = dict[str, Any]


def alike(one: Json, other: Json) -> bool:
    """Whether two entities say the same."""
    first, second = parts_of(one), parts_of(other)
    return first.keys() == second.keys() and all(same(first[p], second[p]) for p in first)


@given(histories(2))
def test_an_edit_that_nobody_touched_goes_back_to_what_was_before(history: list[Json]) -> None:
    """Its inverse leaves the parent revision, and nothing overlaps."""
    before, after = history
    found = inverse(before, after, after)
    assert alike(applied(after, found.data), before)
    assert not found.overlaps


@given(histories(2))
def test_the_inverse_of_the_inverse_is_the_edit(history: list[Json]) -> None:
    """Taking an undo back leaves what the edit had left."""
    before, after = history
    undone = applied(after, inverse(before, after, after).data)
    again = inverse(after, undone, undone)
    assert alike(applied(undone, again.data), after)
    assert not again.overlaps


@given(histories(3))
def test_what_is_sent_makes_what_is_wanted(history: list[Json]) -> None:
    """The data of the edit, applied to the newest revision, leaves the wanted parts."""
    found = inverse(*history)
    after = parts_of(applied(history[2], found.data))
    assert after.keys() == found.wanted.keys()
    assert all(same(after[part], found.wanted[part]) for part in after)


@given(histories(3))
def test_what_nobody_touched_since_is_as_before(history: list[Json]) -> None:
    """Whatever people did elsewhere, a part that is as the edit left it goes back."""
    before, after, live = map(parts_of, history)
    wanted = inverse(*history).wanted
    for part in before.keys() | after.keys():
        if same(live.get(part), after.get(part)) and not _said_again(part, before, after, live):
            assert same(wanted.get(part), before.get(part))


@given(histories(3))
def test_nothing_of_theirs_is_touched(history: list[Json]) -> None:
    """A term that people set, and every piece of a statement that they set, stays theirs."""
    _, after, live = map(parts_of, history)
    wanted = inverse(*history).wanted
    for part in after.keys() | live.keys():
        ours, theirs, left = after.get(part), live.get(part), wanted.get(part)
        if same(ours, theirs):
            continue
        if part[0] != "statement" or ours is None or theirs is None:
            assert same(left, theirs)
        else:
            assert left is not None, "a statement that people changed is not removed"
            _keeps_pieces(ours, theirs, left)


def _keeps_pieces(ours: Json, theirs: Json, left: Json) -> None:
    assert left["mainsnak"] == theirs["mainsnak"], "what they said of a value stays with it"
    assert theirs["rank"] in (ours["rank"], left["rank"])
    for prop in ours["qualifiers"].keys() | theirs["qualifiers"].keys():
        one, two, three = (texts(each["qualifiers"].get(prop, [])) for each in (ours, theirs, left))
        assert two in (one, three)
    added = set(map(reference_text, theirs["references"]))
    added -= set(map(reference_text, ours["references"]))
    assert added <= set(map(reference_text, left["references"]))


@given(histories(3))
def test_whatever_stays_is_listed(history: list[Json]) -> None:
    """A part that the edit changed and that is neither as before nor as it left it overlaps."""
    before, after, live = map(parts_of, history)
    found = inverse(*history)
    listed = {overlap.part for overlap in found.overlaps}
    for part in before.keys() | after.keys():
        sides = before.get(part), after.get(part), live.get(part)
        if same(sides[0], sides[1]) or same(sides[2], sides[0]) or None not in sides:
            continue
        if not same(sides[2], sides[1]):
            assert part in listed
    for overlap in found.overlaps:
        assert not same(overlap.before, overlap.left)
        assert not same(overlap.live, overlap.left)


@given(histories(3))
def test_taking_an_edit_back_twice_is_taking_it_back_once(history: list[Json]) -> None:
    """A second look, as after a crash, finds nothing more to do."""
    before, after, live = history
    once = applied(live, inverse(before, after, live).data)
    assert not inverse(before, after, once).data


@given(histories(4))
def test_several_edits_of_one_run_are_taken_back_in_one(history: list[Json]) -> None:
    """Newest first, folded into one edit: what was before the first of them is there again."""
    edits = list(pairwise(history))
    found = inverse_of_all(edits, history[-1])
    assert alike(applied(history[-1], found.data), history[0])


@given(histories(4))
def test_edits_of_people_between_those_of_a_run_stay(history: list[Json]) -> None:
    """A term that people set between two edits of the run is there after both are taken back."""
    first, ours, theirs, again = history
    found = inverse_of_all([(first, ours), (theirs, again)], again)
    set_by_people = parts_of(theirs)
    for part, value in set_by_people.items():
        if part[0] in ("label", "description") and parts_of(ours).get(part) != value:
            assert found.wanted.get(part) == value


def _said_again(part: Any, before: Any, after: Any, live: Any) -> bool:
    """Whether people have put what the edit removed into a statement of their own."""
    removed = before.get(part)
    if part[0] != "statement" or removed is None or part in live:
        return False
    words = removed["mainsnak"], removed["qualifiers"]
    return any(
        each[0] == "statement" and each not in after and words == (it["mainsnak"], it["qualifiers"])
        for each, it in live.items()
    )
