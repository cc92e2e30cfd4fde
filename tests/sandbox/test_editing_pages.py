"""Pages of wikitext beside the entities: talk pages, made, changed, undone, deleted."""

from __future__ import annotations

from typing import Any

import pytest

from pfgraph.sandbox import Sandbox
from tests.sandbox.conftest import Bot, log_in


def put(bot: Bot, title: str, text: str, **fields: str) -> Any:
    answer = bot.post(action="edit", title=title, text=text, **fields)
    return answer.get("edit") or answer["error"]


def test_a_talk_page_is_made_changed_and_left_alone(bot: Bot) -> None:
    """A new page is new, a changed one names both revisions, and the same text changes nothing."""
    item = bot.make("item", "talked about")
    made = put(bot, f"Item talk:{item}", "one\n\n")
    assert (made["new"], made["oldrevid"], made["contentmodel"]) == ("", 0, "wikitext")
    changed = put(bot, f"item_talk:{item}", "two")
    assert (changed["oldrevid"], changed["title"]) == (made["newrevid"], f"Item talk:{item}")
    assert put(bot, f"Item talk:{item}", "two")["nochange"] == ""


def test_an_edit_of_a_talk_page_is_undone_unless_it_was_written_over(bot: Bot) -> None:
    """Only the newest state can be taken back; an older one would lose what came after."""
    first, second, third = (put(bot, "User talk:X", text)["newrevid"] for text in "abc")
    undo = {"action": "edit", "title": "User talk:X"}
    assert bot.post(undo=str(second), **undo)["error"]["code"] == "undofailure"
    assert bot.post(undo=str(third), undoafter=str(first), **undo)["edit"]["oldrevid"] == third
    assert put(bot, "User talk:X", "a")["nochange"] == ""


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Item:Q1", "wikibase-no-direct-editing"),
        ("Property:P5", "wikibase-no-direct-editing"),
        ("EntitySchema:E1", "no-direct-editing"),
        ("Special:Version", "ns-specialprotected"),
        ("<b>", "invalidtitle"),
    ],
)
def test_what_is_no_wikitext_is_not_edited_as_such(bot: Bot, title: str, code: str) -> None:
    """Entities and special pages each refuse text in their own words."""
    assert put(bot, title, "text")["code"] == code


def test_a_talk_page_is_deleted_and_brought_back(sandbox: Sandbox, bot: Bot) -> None:
    """Its revisions are counted when they come back, and the log names both deeds."""
    put(bot, "User talk:X", "a")
    put(bot, "User talk:X", "b")
    admin = log_in(sandbox, "Admin@tool", sandbox.password)
    number = admin.post(action="delete", title="User talk:X", reason="old")["delete"]["logid"]
    assert put(bot, "User talk:X", "c", nocreate="1")["code"] == "missingtitle"
    assert admin.post(action="undelete", title="User talk:X")["undelete"]["revisions"] == 2
    admin.http.close()
    events = bot.get(action="query", list="logevents", letype="delete")["query"]["logevents"]
    assert [each["action"] for each in events] == ["restore", "delete"]
    assert events[1]["logid"] == number
