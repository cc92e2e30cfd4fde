"""Taking edits back: undo, rollback, restoring, deleting and bringing back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.model.entities import empty, with_statements
from pfgraph.sandbox.model.patch import patched
from pfgraph.sandbox.model.undoing import NothingLeft, undone
from tests.sandbox.conftest import Bot, log_in
from tests.sandbox.editing import history, terms

Entity = dict[str, Any]
LANGUAGES = ("de", "en", "fr")


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    """An item with labels, aliases and statements, each statement told by its id."""
    word = st.sampled_from("abc")
    labels = draw(st.dictionaries(st.sampled_from(LANGUAGES), word))
    aliases = draw(st.dictionaries(st.sampled_from(LANGUAGES), st.sets(word, min_size=1)))
    values = draw(st.dictionaries(st.integers(1, 4), word))
    held = [
        {"id": f"Q1${number}", "mainsnak": {"property": f"P{number % 2}", "hash": value}}
        for number, value in sorted(values.items())
    ]
    item = empty("item", "Q1")
    item["labels"] = {code: {"language": code, "value": text} for code, text in labels.items()}
    item["aliases"] = {
        code: [{"language": code, "value": text} for text in sorted(group)]
        for code, group in aliases.items()
    }
    return item | {"claims": with_statements(held)}


def content(entity: Entity) -> Any:
    """What an entity says, in whatever order."""
    groups = entity["claims"].values()
    held = {entry["id"]: entry["mainsnak"]["hash"] for group in groups for entry in group}
    aliases = {code: {a["value"] for a in group} for code, group in entity["aliases"].items()}
    return entity["labels"], aliases, held


@given(entities(), entities())
def test_undoing_the_last_edit_gives_the_former_content(before: Entity, after: Entity) -> None:
    """Whatever an edit did, taking it back at once leaves nothing of it."""
    assert undone(before, after, after) == before


@given(entities(), entities())
def test_a_stale_edit_that_meets_nothing_is_the_edit_on_the_newest(
    base: Entity, edited: Entity
) -> None:
    """Without another edit in between the patched entity is the edited one."""
    assert content(patched(base, edited, base)) == content(edited)


Key = tuple[str, str]
KEYS = [(kind, code) for kind in ("labels", "aliases") for code in LANGUAGES] + [
    ("claims", number) for number in "1234"
]


def built(parts: dict[Key, str]) -> Entity:
    """An entity of labels, aliases of one text each, and statements."""
    item = empty("item", "Q1")
    for (kind, name), text in sorted(parts.items()):
        term = {"language": name, "value": text}
        if kind == "claims":
            statement = {"id": f"Q1${name}", "mainsnak": {"property": "P1", "hash": text}}
            item["claims"].setdefault("P1", []).append(statement)
        else:
            item[kind][name] = term if kind == "labels" else [term]
    return item


@st.composite
def two_edits(draw: st.DrawFn) -> tuple[Entity, Entity, Entity]:
    """An entity and two edits of it that touch different things."""
    word = st.sampled_from("abc")
    base = draw(st.dictionaries(st.sampled_from(KEYS), word))
    sides: tuple[dict[Key, str], dict[Key, str]] = (dict(base), dict(base))
    changes = st.dictionaries(st.sampled_from(KEYS), st.tuples(st.booleans(), word | st.none()))
    for key, (side, text) in draw(changes).items():
        sides[side].pop(key, None)
        if text is not None:
            sides[side][key] = text
    return built(base), built(sides[0]), built(sides[1])


@given(two_edits())
def test_edits_that_do_not_meet_are_both_kept(found: tuple[Entity, Entity, Entity]) -> None:
    """Whichever of two edits is the stale one, the same comes of both."""
    base, one, other = found
    assert content(patched(base, one, other)) == content(patched(base, other, one))


@given(two_edits())
def test_undoing_keeps_what_others_did_elsewhere(found: tuple[Entity, Entity, Entity]) -> None:
    """An edit under a later one is taken back as if it had never been."""
    before, after, other = found
    later = patched(before, other, after)
    try:
        assert content(undone(before, after, later)) == content(other)
    except NothingLeft:
        assert content(later) == content(other)


def label(text: str) -> Entity:
    return {"labels": terms(en=(text, ""))["labels"]}


def values(bot: Bot, item: str) -> dict[str, str]:
    labels = bot.get(action="wbgetentities", ids=item)["entities"][item]["labels"]
    return {code: term["value"] for code, term in labels.items()}


@pytest.fixture
def admin(sandbox: Sandbox) -> Any:
    admin = log_in(sandbox, "Admin@tool", sandbox.password)
    yield admin
    admin.http.close()


def test_an_edit_is_undone_with_a_comment_that_names_it(bot: Bot) -> None:
    """The former label is back; the comment tells number and author of the edit taken back."""
    item = bot.make("item", "first")
    edit = bot.edit(label("second"), id=item)["entity"]["lastrevid"]
    answer = bot.post(action="edit", title=f"Item:{item}", undo=str(edit))["edit"]
    assert (answer["result"], answer["oldrevid"]) == ("Success", edit)
    assert values(bot, item) == {"en": "first"}
    assert history(bot, f"Item:{item}")[0]["comment"] == (
        f"Undo revision {edit} by [[Special:Contributions/WikibaseBot|WikibaseBot]] "
        "([[User talk:WikibaseBot|talk]])"
    )


def tags(bot: Bot, item: str) -> list[list[str]]:
    found = bot.get(
        action="query", prop="revisions", titles=f"Item:{item}", rvlimit="max", rvprop="tags",
        formatversion="2",
    )  # fmt: skip
    return [each["tags"] for each in found["query"]["pages"][0]["revisions"]]


def test_what_brings_an_earlier_state_back_is_tagged(bot: Bot) -> None:
    """By hand or by an undo; the edits in between are left as they were."""
    item = bot.make("item", "first")
    bot.edit(label("second"), id=item)
    bot.edit(label("first"), id=item)
    assert tags(bot, item) == [["mw-manual-revert"], [], []]
    edit = bot.edit(label("third"), id=item)["entity"]["lastrevid"]
    bot.post(action="edit", title=f"Item:{item}", undo=str(edit))
    assert tags(bot, item)[:2] == [["mw-undo"], []]


def test_an_edit_that_was_written_over_cannot_be_undone(bot: Bot) -> None:
    """A label changed once more is not taken from under the later editor."""
    item = bot.make("item", "first")
    edit = bot.edit(label("second"), id=item)["entity"]["lastrevid"]
    bot.edit(label("third"), id=item)
    refused = bot.post(action="edit", title=f"Item:{item}", undo=str(edit))["error"]
    assert refused["code"] == "undofailure"
    assert values(bot, item) == {"en": "third"}


def test_a_redirect_can_be_undone(bot: Bot) -> None:
    """Taking back the edit that made it gives the item back, and taking back that, the redirect."""
    source, target = bot.edit({}, new="item")["entity"]["id"], bot.make("item", "target")
    bot.post(action="wbcreateredirect", **{"from": source, "to": target})
    made = history(bot, f"Item:{source}")[0]["revid"]
    undo = bot.post(action="edit", title=f"Item:{source}", undo=str(made))["edit"]["newrevid"]
    assert bot.get(action="wbgetentities", ids=source)["entities"][source]["id"] == source
    bot.post(action="edit", title=f"Item:{source}", undo=str(undo))
    assert bot.get(action="wbgetentities", ids=source)["entities"][source]["id"] == target


@pytest.mark.parametrize(
    ("revision", "code"), [("999999", "nosuchrevid"), ("2", "revwrongpage"), ("0", "missingparam")]
)
def test_what_cannot_be_undone_is_refused(bot: Bot, revision: str, code: str) -> None:
    """Unknown revisions, those of other pages, and none at all each have their own code."""
    bot.make("item", "another")
    item = bot.make("item", "first")
    refused = bot.post(action="edit", title=f"Item:{item}", undo=revision)["error"]
    assert refused["code"] == (code if revision != "0" else "wikibase-no-direct-editing")


def test_rollback_takes_back_all_of_one_editor(bot: Bot, admin: Bot) -> None:
    """Two edits of one editor go at once, and the summary counts them."""
    item = bot.make("item", "first")
    for text in ("second", "third"):
        admin.edit(label(text), id=item)
    token = admin.get(action="query", meta="tokens", type="rollback")["query"]["tokens"]
    fields = {"title": f"Item:{item}", "user": "Admin", "token": token["rollbacktoken"]}
    answer = admin.post(action="rollback", **fields)["rollback"]
    assert answer["summary"].startswith("Reverted 2 edits by [[Special:Contributions/Admin|Admin]]")
    assert values(bot, item) == {"en": "first"}
    again = admin.post(action="rollback", **fields | {"user": "WikibaseBot"})["error"]
    assert again["code"] == "alreadyrolled"


def test_a_deleted_item_comes_back_as_it_was(bot: Bot, admin: Bot) -> None:
    """Revisions, terms and the label's place in the index are all there again."""
    item = bot.make("item", "kept")
    before = bot.get(action="wbgetentities", ids=item)
    reason = admin.post(action="delete", title=f"Item:{item}")["delete"]["reason"]
    assert reason.startswith('content was: "kept", and the only contributor was ')
    assert "missing" in bot.get(action="wbgetentities", ids=item)["entities"][item]
    restored = admin.post(action="undelete", title=f"Item:{item}")["undelete"]
    assert restored["revisions"] == 1
    assert bot.get(action="wbgetentities", ids=item) == before
    found = bot.get(action="wbsearchentities", search="kept", language="en")["search"]
    assert [each["id"] for each in found] == [item]
    again = admin.post(action="undelete", title=f"Item:{item}")["error"]
    assert again["code"] == "cantundelete"


def test_bots_delete_nothing(bot: Bot) -> None:
    """Deleting is for administrators; a page that is not there is missed before that is said."""
    item = bot.make("item", "kept")
    assert bot.post(action="delete", title=f"Item:{item}")["error"]["code"] == "permissiondenied"
    assert bot.post(action="delete", title="Item:Q9")["error"]["code"] == "missingtitle"


def test_a_redirect_to_a_redirect_leads_nowhere(bot: Bot) -> None:
    """A wiki follows one redirect: of two in a row a reader finds nothing."""
    one, two = (bot.edit({}, new="item")["entity"]["id"] for _ in range(2))
    three = bot.make("item", "end")
    bot.post(action="wbcreateredirect", **{"from": one, "to": two})
    bot.post(action="wbcreateredirect", **{"from": two, "to": three})
    found = bot.get(action="wbgetentities", ids=f"{one}|{two}")["entities"]
    assert found[one] == {"id": one, "missing": ""}
    assert found[two]["id"] == three
