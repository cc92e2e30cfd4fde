"""Runs taken back on a wiki, through the real wire, with people's edits in between."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import SKOS

from pfgraph.errors import RunError
from pfgraph.namespaces import PFD
from pfgraph.runs.found import find
from pfgraph.runs.parts import Parts, edit_between, parts_of, same
from pfgraph.runs.steps import for_deletion
from pfgraph.runs.undo import plan_undo
from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.wikibase.client.pages import PywikibotPages
from tests.runs.bots import Bot, Person, bot
from tests.runs.loading import actors, said

Json = dict[str, Any]


@pytest.fixture
def person(wiki: Sandbox) -> Iterator[Person]:
    """Somebody who edits the wiki by hand."""
    somebody = Person(wiki)
    yield somebody
    somebody.close()


def ids_of(there: Bot) -> list[str]:
    """The items that the loads of these tests have made, in their order."""
    return [item_id for key, item_id in there.state.item_ids.items() if key.startswith("actors/")]


def emptied(there: Bot) -> tuple[str, ...]:
    """What the last run lists for deletion."""
    with there.journal() as journal:
        return for_deletion(journal.entries(journal.run("last").id))


def renamed(label: str) -> Graph:
    """One actor, as a later load may call it."""
    graph = actors(1)
    graph.set((PFD["actors/a0"], SKOS.prefLabel, Literal(label, lang="en")))
    return graph


def alike(one: Parts, other: Parts) -> bool:
    """Whether two entities say the same."""
    return one.keys() == other.keys() and all(same(one[part], other[part]) for part in one)


def test_items_that_a_run_made_are_emptied_and_listed(
    wiki: Sandbox, tmp_path: Path, person: Person
) -> None:
    """An account that may not delete leaves empty items, and says which; a load makes new ones."""
    ours = bot(wiki, tmp_path)
    ours.load(actors(3))
    loaded, made = said(ours.state), ids_of(ours)
    undone = ours.undo("last")
    assert (undone.edits, undone.refused) == (3, ())
    assert [parts_of(person.see(each)) for each in made] == [{}, {}, {}]
    assert sorted(emptied(ours)) == sorted(made)
    ours.load(actors(3))
    assert said(ours.state) == loaded


def test_an_administrator_deletes_them_and_the_undo_of_that_brings_them_back(
    wiki: Sandbox, tmp_path: Path, person: Person
) -> None:
    """With the right to delete nothing is left, and all of it comes back as it was."""
    admin = bot(wiki, tmp_path, "Admin@tool")
    admin.load(actors(3))
    made = ids_of(admin)
    loaded = [parts_of(person.see(each)) for each in made]
    assert not admin.undo("last").refused
    assert [person.see(each) for each in made] == [{}, {}, {}]
    assert emptied(admin) == ()
    assert not admin.undo("last").refused
    back = [parts_of(person.see(each)) for each in made]
    assert all(alike(one, other) for one, other in zip(loaded, back, strict=True))
    assert not admin.load(actors(3)).edits


def test_an_account_that_may_not_undelete_says_so(
    wiki: Sandbox, tmp_path: Path, person: Person
) -> None:
    """The wiki's refusal stands in the run; once the items are back, the undo can be retried."""
    admin = bot(wiki, tmp_path, "Admin@tool")
    admin.load(actors(1))
    made = ids_of(admin)[0]
    admin.undo("last")
    ours = bot(wiki, tmp_path)
    codes = {each.code for each in ours.undo("last").refused}
    assert codes == {"permissiondenied", "no-such-entity"}
    helping = bot(wiki, tmp_path / "elsewhere", "Admin@tool")
    helping.repository.pages.undelete(made, "asked for")
    again = bot(wiki, tmp_path)
    state = again.state
    assert not again._with_runner(state, 1, lambda r: r.retry("last", state.item_ids)).refused
    assert parts_of(person.see(made))


def test_taking_an_undo_back_is_having_the_run_again(
    wiki: Sandbox, tmp_path: Path, person: Person
) -> None:
    """Also where the items were only emptied; the run can then be taken back once more."""
    ours = bot(wiki, tmp_path)
    run = ours.load(actors(2)).id
    made = ids_of(ours)
    loaded = [parts_of(person.see(each)) for each in made]
    undo = ours.undo(run).id
    with pytest.raises(RunError, match=f"taken back by run {undo}"):
        ours.undo(run)
    ours.undo(undo)
    back = [parts_of(person.see(each)) for each in made]
    assert all(alike(one, other) for one, other in zip(loaded, back, strict=True))
    ours.undo(run)
    assert [parts_of(person.see(each)) for each in made] == [{}, {}]


def test_a_record_that_was_made_again_is_not_filled_twice(wiki: Sandbox, tmp_path: Path) -> None:
    """Load, undo, load: the first item is not brought back beside the second."""
    ours = bot(wiki, tmp_path)
    ours.load(actors(1))
    undo = ours.undo("last").id
    ours.load(actors(1))
    result = ours.undo(undo).refused[0]
    assert result.is_conflict and "made again" in result.refusal
    assert not ours.state.twins


def test_a_label_that_nobody_changed_is_the_old_one_again(
    wiki: Sandbox, tmp_path: Path, person: Person
) -> None:
    """Only the run that is named is taken back; loading its records again does it again."""
    ours = bot(wiki, tmp_path)
    ours.load(renamed("Old"))
    made = ids_of(ours)[0]
    ours.load(renamed("New"))
    ours.undo("last")
    assert person.see(made)["labels"]["en"]["value"] == "Old"
    ours.load(renamed("New"))
    assert person.see(made)["labels"]["en"]["value"] == "New"


def test_a_label_that_people_changed_since_stays_and_is_listed(
    wiki: Sandbox, tmp_path: Path, person: Person
) -> None:
    """What overlaps is a conflict with both values, who changed it, and when."""
    ours = bot(wiki, tmp_path)
    ours.load(renamed("Old"))
    made = ids_of(ours)[0]
    ours.load(renamed("New"))
    person.edit(made, {"labels": {"en": {"language": "en", "value": "Theirs"}}})
    told = ours.planned("last").items[0].told[0]
    assert (told.overlap.before, told.overlap.left, told.overlap.live) == ("Old", "New", "Theirs")
    assert told.user == "PlainUser" and told.timestamp
    undone = ours.undo("last")
    assert [each.is_conflict for each in undone.results] == [True]
    assert person.see(made)["labels"]["en"]["value"] == "Theirs"
    ours.load(renamed("New"))
    ours.load(renamed("Third"))
    assert person.see(made)["labels"]["en"]["value"] == "Theirs"


def test_an_edit_after_the_comparison_is_seen_before_it_is_sent(
    wiki: Sandbox, tmp_path: Path, person: Person
) -> None:
    """What people do between looking and writing stays as well."""
    ours = bot(wiki, tmp_path)
    ours.load(actors(1))
    made = ids_of(ours)[0]
    planned = ours.planned("last")
    person.edit(made, {"labels": {"fr": {"language": "fr", "value": "le leur"}}})
    ours.carry_out(planned)
    assert parts_of(person.see(made)) == {("label", "fr"): "le leur"}
    assert emptied(ours) == ()


def test_an_item_that_people_refer_to_is_not_deleted(
    wiki: Sandbox, tmp_path: Path, person: Person
) -> None:
    """It is emptied, and the conflict says who refers to it."""
    admin = bot(wiki, tmp_path, "Admin@tool")
    admin.load(actors(1))
    made = ids_of(admin)[0]
    prop = next(each.id for each in admin.state.properties.values() if "item" in each.datatype)
    value = {"entity-type": "item", "id": made}
    snak = {
        "snaktype": "value",
        "property": prop,
        "datavalue": {"type": "wikibase-entityid", "value": value},
    }
    claim = {"mainsnak": snak, "type": "statement", "rank": "normal"}
    theirs = person.make(
        {"labels": {"en": {"language": "en", "value": "About it"}}, "claims": [claim]}
    )
    undone = admin.undo("last")
    assert f"{theirs} refers to it" in undone.refused[0].refusal
    assert person.see(made) and not parts_of(person.see(made))


class Died(BaseException):
    """The process ended here."""


THEIRS: Json = {"labels": {"fr": {"language": "fr", "value": "le leur"}}}


def edited_before_the_deletion(monkeypatch: pytest.MonkeyPatch, person: Person) -> None:
    """Somebody edits each page after the last look at it, just before it is deleted."""
    delete = PywikibotPages.delete

    def late(pages: PywikibotPages, entity_id: str, reason: str) -> None:
        person.edit(entity_id, THEIRS)
        delete(pages, entity_id, reason)

    monkeypatch.setattr(PywikibotPages, "delete", late)


def test_a_page_that_was_edited_in_the_moment_it_was_deleted_is_given_back(
    wiki: Sandbox, tmp_path: Path, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last deleted revision is not the one that was looked at: a conflict."""
    admin = bot(wiki, tmp_path, "Admin@tool")
    admin.load(actors(2))
    made = ids_of(admin)
    edited_before_the_deletion(monkeypatch, person)
    refused = admin.undo("last").refused
    assert [(each.id, each.is_conflict) for each in refused] == [(each, True) for each in made]
    assert all("in the moment in which it was deleted; it is back" in e.refusal for e in refused)
    assert [parts_of(person.see(each)) for each in made] == [{("label", "fr"): "le leur"}] * 2
    assert emptied(admin) == ()


def test_an_undo_that_dies_before_it_gives_a_page_back_does_so_when_resumed(
    wiki: Sandbox, tmp_path: Path, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal knows which revision was looked at."""
    admin = bot(wiki, tmp_path, "Admin@tool")
    admin.load(actors(1))
    made = ids_of(admin)[0]
    with monkeypatch.context() as dying:
        edited_before_the_deletion(dying, person)
        dying.setattr(PywikibotPages, "newest_deleted", lambda *_: _die())
        with pytest.raises(Died):
            admin.undo("last")
    assert not person.see(made)
    again = bot(wiki, tmp_path, "Admin@tool")
    state = again.state
    outcome = again._with_runner(state, 1, lambda r: r.resume("last", state.item_ids))
    assert [each.is_conflict for each in outcome.refused] == [True]
    assert parts_of(person.see(made)) == {("label", "fr"): "le leur"}


def _die() -> int:
    raise Died


def test_a_page_that_somebody_else_deleted_meanwhile_stays_deleted(
    wiki: Sandbox, tmp_path: Path, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Theirs was the decision, also over what was edited last."""
    admin = bot(wiki, tmp_path, "Admin@tool")
    admin.load(actors(1))
    made = ids_of(admin)[0]
    other = bot(wiki, tmp_path / "elsewhere", "Admin@tool")
    delete = PywikibotPages.delete

    def late(pages: PywikibotPages, entity_id: str, reason: str) -> None:
        person.edit(entity_id, THEIRS)
        delete(other.repository.pages, entity_id, "not wanted")
        delete(pages, entity_id, reason)

    monkeypatch.setattr(PywikibotPages, "delete", late)
    assert not admin.undo("last").refused
    assert not person.see(made)


def test_an_account_that_may_not_see_deleted_revisions_leaves_it_at_that(
    wiki: Sandbox, tmp_path: Path, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It cannot know; nothing is asked that would be refused."""
    admin = bot(wiki, tmp_path, "Admin@tool")
    admin.load(actors(1))
    made = ids_of(admin)[0]
    rights = admin.repository.pages.rights() - {"deletedhistory"}
    monkeypatch.setattr(PywikibotPages, "rights", lambda _: rights)
    edited_before_the_deletion(monkeypatch, person)
    assert not admin.undo("last").refused
    assert not person.see(made)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_people_did_since_stays(
    wiki: Sandbox, tmp_path: Path, person: Person, seed: int
) -> None:
    """Random edits by hand: none is lost by the undo, by the undo of that, or by a load."""
    chance = random.Random(seed)
    ours = bot(wiki, tmp_path)
    ours.load(actors(6))
    made = ids_of(ours)
    loaded = {each: parts_of(person.see(each)) for each in made}
    for each in made:
        person.edit(each, by_chance(chance, loaded[each]))
    theirs = {each: parts_of(person.see(each)) for each in made}
    undo = ours.undo("last").id
    for each in made:
        left = parts_of(person.see(each))
        for part in loaded[each].keys() | theirs[each].keys():
            touched = not same(loaded[each].get(part), theirs[each].get(part))
            wanted = theirs[each].get(part) if touched else None
            assert same(left.get(part), wanted), (each, part)
    ours.undo(undo)
    for each in made:
        assert alike(parts_of(person.see(each)), theirs[each])
    ours.load(actors(6))
    for each in made:
        after = parts_of(person.see(each))
        for part, value in theirs[each].items():
            if not same(loaded[each].get(part), value):
                assert same(after.get(part), value)


def by_chance(chance: random.Random, parts: Parts) -> Json:
    """An edit by hand of some parts of an item: added to, changed, or taken away."""
    wanted: Parts = dict(parts)
    for part in sorted(parts):
        if chance.random() < 0.4:
            _change(chance, wanted, part)
    if chance.random() < 0.5:
        wanted["description", "fr"] = f"la leur {chance.random()}"
    if chance.random() < 0.5:
        wanted["alias", "en", "also so"] = "also so"
    return edit_between(parts, wanted)


def _change(chance: random.Random, wanted: Parts, part: tuple[str, ...]) -> None:
    if part[0] != "statement":
        wanted[part] = f"by hand {chance.random()}"
    elif chance.random() < 0.4:
        del wanted[part]
    else:
        groups = wanted[part]["references"]
        wanted[part] = {**wanted[part], "rank": "preferred", "references": [*groups, *groups[:1]]}


@pytest.mark.parametrize(
    "fault",
    [
        Fault("lost-before", module="wbeditentity"),
        Fault("lost-after", module="wbeditentity"),
        Fault("cut", module="wbeditentity"),
        Fault("http-error", module="wbeditentity", status=502),
        Fault("maxlag", module="wbeditentity"),
        Fault("lost-session", module="wbeditentity"),
        Fault("lost-after", module="delete"),
        Fault("http-error", module="delete", status=503, retry_after=1),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.module}",
)
def test_whatever_the_wiki_does_meanwhile_each_page_is_taken_back_once(
    wiki: Sandbox, tmp_path: Path, person: Person, fault: Fault
) -> None:
    """Lost answers, lag and lost sessions: nothing twice, nothing left."""
    admin = bot(wiki, tmp_path, "Admin@tool")
    admin.load(actors(3))
    made = ids_of(admin)
    planned = admin.planned("last")
    wiki.faults.add(replace(fault, at=2))
    outcome = admin.carry_out(planned)
    wiki.faults.clear()
    assert not outcome.refused
    assert [person.see(each) for each in made] == [{}, {}, {}]
    for each in made:
        admin.repository.pages.undelete(each, "to look at its history")
        assert len(list(admin.repository.pages.summaries(each))) == 2


def test_a_run_is_found_without_its_journal(wiki: Sandbox, tmp_path: Path, person: Person) -> None:
    """From another folder, by the contributions of the account; and by another account too."""
    run = bot(wiki, tmp_path / "one").load(actors(2)).id
    other = bot(wiki, tmp_path / "two", "Admin@tool")
    found = find(run, None, (), other.repository)
    assert len(found.revisions) == 2 and not found.known and not found.missing
    undo = plan_undo(found, other.repository)
    assert not other.carry_out(undo).refused
    assert not ids_of(other)
    with pytest.raises(RunError, match="no edit of a run"):
        find("20200101T000000-ffff", None, (), other.repository)


def test_a_page_that_is_gone_is_named(wiki: Sandbox, tmp_path: Path, person: Person) -> None:
    """What cannot be taken back is told, and the rest is taken back."""
    admin = bot(wiki, tmp_path, "Admin@tool")
    admin.load(actors(2))
    first, second = ids_of(admin)
    admin.repository.pages.delete(first, "not wanted")
    undo = admin.planned("last")
    assert undo.left == ((first, "it is gone"),)
    assert not admin.carry_out(undo).refused
    assert not person.see(second)
