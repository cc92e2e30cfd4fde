"""Histories, and two revisions compared."""

from __future__ import annotations

import re

import pytest

from tests.sandbox.conftest import Bot
from tests.sandbox.pages.person import Person


def revisions(who: Person, entity_id: str) -> list[int]:
    """The numbers in the history, oldest first."""
    page = who.open(f"/w/index.php?title=Item:{entity_id}&action=history").text
    return sorted({int(number) for number in re.findall(r"revision (\d+),", page)})


def words(html: str) -> str:
    """The text of a page without its tags, blanks run together."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def thing(admin: Person) -> str:
    """An item whose statement was added, qualified, given a source, changed and removed."""
    text = admin.make("Property", "motto", language="en", datatype="string")
    item = admin.make("Item", "thing", language="en")
    guid = admin.state(item, text, "first words")
    address = f"/wiki/Special:EditStatement/{guid}"
    admin.open(address).send(address, "add:q", add__q="motto")
    admin.send(address, "save", q0__text="in Latin")
    admin.open(address).send(address, "add:r", add__r="motto")
    admin.send(address, "save", r0__0__text="a stone")
    admin.open(address).send(address, "save", main__text="other words", rank="deprecated")
    admin.open(address).send(address, "remove")
    return item


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (1, "Statement added: motto + value added first words"),
        (2, "Statement changed: motto → first words + qualifier added motto : in Latin"),
        (3, "Statement changed: motto → first words + reference added motto a stone"),
        (
            4,
            "Statement changed: motto − value removed first words + value added other words "
            "− rank removed normal rank + rank added deprecated rank",
        ),
        (
            5,
            "Statement removed: motto − value removed other words − rank removed deprecated rank "
            "− qualifier removed motto : in Latin − reference removed motto a stone",
        ),
    ],
)
def test_a_change_is_told_in_words_and_signs(
    admin: Person, thing: str, step: int, told: str
) -> None:
    """Labels instead of numbers, statement by statement; nobody needs to tell colours apart."""
    numbers = revisions(admin, thing)
    address = f"/w/index.php?title=Item:{thing}&diff={numbers[step]}&oldid={numbers[step - 1]}"
    assert told in words(admin.open(address).text)


def test_changed_terms_name_their_language(admin: Person) -> None:
    """A label is told with the language's own name."""
    made = admin.make("Item", "eins", language="de", aliases="a\nb")
    address = f"/wiki/Special:SetLabelDescriptionAliases/{made}/de"
    admin.open(address).send(address, label="zwei", description="Zahl", aliases="b\nc")
    told = words(admin.open(f"/wiki/Special:Diff/{revisions(admin, made)[-1]}").text)
    assert "Label in Deutsch changed − label removed eins de + label added zwei de" in told
    assert "Description in Deutsch added + description added Zahl de" in told
    assert "Aliases in Deutsch changed − alias removed a de + alias added c de" in told


@pytest.mark.parametrize(
    ("asked", "which"),
    [
        ("diff={2}&oldid={1}", (1, 2)),
        ("diff={2}", (1, 2)),
        ("diff=prev&oldid={2}", (1, 2)),
        ("diff=next&oldid={2}", (2, 3)),
        ("diff=cur&oldid={2}", (2, -1)),
    ],
)
def test_revisions_are_named_as_in_mediawiki(
    admin: Person, thing: str, asked: str, which: tuple[int, int]
) -> None:
    """Numbers or words, in the address that every tool writes."""
    numbers = revisions(admin, thing)
    page = words(admin.open(f"/w/index.php?title=Item:{thing}&{asked.format(*numbers)}").text)
    old, new = numbers[which[0]], numbers[which[1]]
    assert f"From revision {old}" in page
    assert f"To revision {new}" in page


def test_two_revisions_are_chosen_in_the_history(admin: Person, thing: str) -> None:
    """The form of the history leads to the comparison of the newest two, if nothing is chosen."""
    numbers = revisions(admin, thing)
    admin.send("/w/index.php")
    assert f"From revision {numbers[-2]}" in words(admin.text)


def test_revisions_of_two_pages_are_not_compared(admin: Person, thing: str) -> None:
    """404 instead of nonsense."""
    other = admin.make("Item", "other", language="en")
    newest = revisions(admin, other)[-1]
    admin.open(f"/w/index.php?title=Item:{thing}&diff={newest}&oldid={revisions(admin, thing)[0]}")
    assert "no such revisions" in admin.text


def test_the_history_says_in_words_what_an_edit_did(admin: Person, thing: str) -> None:
    """No message names, no numbers of properties."""
    page = words(admin.open(f"/w/index.php?title=Item:{thing}&action=history").text)
    assert "Added a statement: motto : first words" in page
    assert "Removed a statement: motto : other words" in page
    assert "/*" not in page


def test_recent_changes_can_leave_bots_out(bot: Bot, visitor: Person) -> None:
    """What people did is not buried under what bots did."""
    for label, flags in (("made by a bot", {"bot": "1"}), ("made by hand", {})):
        labels = {"en": {"language": "en", "value": label}}
        bot.edit({"labels": labels}, new="item", **flags)
    everything = visitor.open("/wiki/Special:RecentChanges").text
    by_hand = visitor.open("/wiki/Special:RecentChanges?hidebots=1").text
    assert "made by a bot" in everything
    assert "made by a bot" not in by_hand
    assert "made by hand" in by_hand
