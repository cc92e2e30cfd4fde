"""Editing statements one by one: order, duplicates, references, and what the history says."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.model.ordering import placed
from tests.sandbox.conftest import Bot, log_in
from tests.sandbox.editing import history, text_snak, text_statement

Statement = dict[str, Any]


def a_statement(property_id: str, number: int) -> Statement:
    return {"id": str(number), "mainsnak": {"property": property_id}}


@st.composite
def grouped_statements(draw: st.DrawFn) -> list[Statement]:
    """Statements as they are kept: property by property."""
    names = draw(st.lists(st.sampled_from(["P1", "P2", "P3"]), unique=True))
    counts = [draw(st.integers(1, 3)) for _ in names]
    row = [name for name, count in zip(names, counts, strict=True) for _ in range(count)]
    return [a_statement(name, number) for number, name in enumerate(row)]


def row(statements: list[Statement]) -> str:
    """The last figures of the properties, one for each statement."""
    return "".join(each["mainsnak"]["property"][-1] for each in statements)


@given(grouped_statements(), st.sampled_from(["P1", "P2", "P4"]), st.integers(0, 12))
def test_an_index_parts_no_group_and_loses_nothing(
    held: list[Statement], name: str, index: int
) -> None:
    """All others are still there in their own order, and each property stands in one piece."""
    new = a_statement(name, 99)
    result = placed(held, new, index)
    for each in ("P1", "P2", "P3"):
        before = [one for one in held if one["mainsnak"]["property"] == each]
        after = [one for one in result if one["mainsnak"]["property"] == each and one != new]
        assert after == before
    assert len(result) == len(held) + 1
    assert len([group for group, _ in groupby(row(result))]) == len(set(row(result)))


@pytest.mark.parametrize("index", [0, 1, 2])
def test_an_index_inside_its_group_is_the_place(index: int) -> None:
    """Before, between and right behind the others of the property."""
    held = [a_statement(f"P{figure}", number) for number, figure in enumerate("11233")]
    result = placed(held, a_statement("P1", 99), index)
    assert row(result) == "111233"
    assert result[index]["id"] == "99"


@pytest.mark.parametrize(("index", "expected"), [(3, "211133"), (4, "233111"), (99, "233111")])
def test_an_index_behind_its_group_moves_the_group(index: int, expected: str) -> None:
    """The new one comes last in its group, which goes where no other group is parted."""
    held = [a_statement(f"P{figure}", number) for number, figure in enumerate("11233")]
    result = placed(held, a_statement("P1", 99), index)
    assert row(result) == expected
    assert [each["id"] for each in result if each["mainsnak"]["property"] == "P1"][-1] == "99"


def made(bot: Bot) -> tuple[str, str]:
    """A property of strings and an item."""
    number = bot.edit({"datatype": "string"}, new="property")["entity"]["id"]
    return number, bot.make("item", "edited")


def comments(bot: Bot, item: str) -> list[str]:
    return [each["comment"] for each in history(bot, f"Item:{item}")]


def make(bot: Bot, item: str, number: str, value: str) -> str:
    answer = bot.post(
        action="wbcreateclaim", entity=item, property=number, snaktype="value", value=f'"{value}"'
    )
    return str(answer["claim"]["id"])


def test_each_edit_of_a_statement_says_what_it_did(bot: Bot) -> None:
    """The comments name module, number of values, property and value."""
    number, item = made(bot)
    guid = make(bot, item, number, "one")
    fields = {"property": number, "snaktype": "value"}
    bot.post(action="wbsetclaimvalue", claim=guid, value='"two"', summary="why", **fields)
    bot.post(action="wbsetqualifier", claim=guid, value='"q"', **fields)
    bot.post(action="wbremoveclaims", claim=guid)
    named = f"[[Property:{number}]]"
    assert comments(bot, item)[:4] == [
        f"/* wbremoveclaims-remove:1| */ {named}: two",
        f"/* wbsetqualifier-add:1| */ {named}: q",
        f"/* wbsetclaimvalue:1| */ {named}: two, why",
        f"/* wbcreateclaim-create:1| */ {named}: one",
    ]


def test_terms_say_whether_they_were_added_changed_or_removed(bot: Bot) -> None:
    """A removed label is named with its old text; several languages are named together."""
    item = bot.make("item", "edited")
    for value in ("a", "b", ""):
        bot.post(action="wbsetlabel", id=item, language="de", value=value)
    bot.post(action="wbsetaliases", id=item, language="de", add="x|y")
    bot.post(action="wbsetaliases", id=item, language="de", add="z", remove="x")
    labels = {code: {"language": code, "value": "c"} for code in ("fr", "de")}
    bot.edit({"labels": labels}, id=item)
    assert comments(bot, item)[:6] == [
        "/* wbeditentity-update-languages-short:0||fr, de */",
        "/* wbsetaliases-update:2|de */ y, z",
        "/* wbsetaliases-add:2|de */ x, y",
        "/* wbsetlabel-remove:1|de */ b",
        "/* wbsetlabel-set:1|de */ b",
        "/* wbsetlabel-add:1|de */ a",
    ]


def test_a_long_summary_is_cut_with_a_mark(bot: Bot) -> None:
    """Five hundred characters are kept, the mark included."""
    item = bot.make("item", "edited")
    bot.post(action="wbsetlabel", id=item, language="de", value="x", summary="s" * 600)
    (comment, _) = comments(bot, item)
    assert len(comment) == 500
    assert comment.endswith("ss...")


def test_the_same_reference_is_refused_and_a_changed_one_goes_last(bot: Bot) -> None:
    """A reference is replaced by its hash; without an index it comes behind the others."""
    number, item = made(bot)
    held = text_statement(number, "v", "r1", "r2")
    claims = bot.edit({"claims": [held]}, id=item)["entity"]["claims"][number]
    guid = claims[0]["id"]
    first, second = (each["hash"] for each in claims[0]["references"])

    def put(value: str, **fields: str) -> Any:
        snaks = json.dumps({number: [text_snak(number, value)]})
        return bot.post(action="wbsetreference", statement=guid, snaks=snaks, **fields)

    refused = put("r2")["error"]
    assert refused["info"] == f"The statement has already a reference with hash {second}"
    changed = put("r3", reference=first)["reference"]["hash"]
    kept = bot.get(action="wbgetclaims", claim=guid)["claims"][number][0]["references"]
    assert [each["hash"] for each in kept] == [second, changed]


def test_statements_of_two_items_are_not_removed_together(bot: Bot) -> None:
    """All ids must be of one entity; with an unknown one among them nothing is removed."""
    number, item = made(bot)
    one, two = make(bot, item, number, "one"), make(bot, bot.make("item", "b"), number, "two")
    assert bot.post(action="wbremoveclaims", claim=f"{one}|{two}")["error"]["code"] == (
        "invalid-guid"
    )
    assert bot.get(action="wbgetclaims", entity=item)["claims"][number][0]["id"] == one


def test_an_item_keeps_statements_of_a_property_that_is_gone(sandbox: Sandbox, bot: Bot) -> None:
    """They are read as before and may stay in an edit; new ones are refused."""
    number, item = made(bot)
    guid = make(bot, item, number, "one")
    admin = log_in(sandbox, "Admin@tool", sandbox.password)
    admin.post(action="delete", title=f"Property:{number}")
    admin.http.close()
    assert bot.edit({"labels": {"de": {"language": "de", "value": "x"}}}, id=item)["success"] == 1
    kept = bot.get(action="wbgetclaims", entity=item)["claims"][number][0]
    assert (kept["id"], kept["mainsnak"]["datavalue"]["value"]) == (guid, "one")
    refused = bot.edit({"claims": [text_statement(number, "two")]}, id=item)["error"]
    assert refused["messages"][0]["name"] == "wikibase-validator-no-such-property"


def test_a_protected_item_and_a_blocked_account(sandbox: Sandbox, bot: Bot) -> None:
    """Modules that change whole entities say that at once, those of statements when they save."""
    number, item = made(bot)
    admin = log_in(sandbox, "Admin@tool", sandbox.password)
    admin.post(action="protect", title=f"Item:{item}", protections="edit=sysop")
    fields = {"entity": item, "property": number, "snaktype": "novalue"}
    assert bot.edit({}, id=item)["error"]["code"] == "permissiondenied"
    refused = bot.post(action="wbcreateclaim", **fields)["error"]
    assert [each["name"] for each in refused["messages"]] == [
        "wikibase-api-failed-save",
        "protectedpagetext",
    ]
    admin.post(action="protect", title=f"Item:{item}", protections="edit=all")
    admin.post(action="block", user="WikibaseBot", reason="test")
    assert bot.edit({}, id=item)["error"]["messages"][1]["name"] == "blockedtext"
    admin.post(action="unblock", user="WikibaseBot")
    assert bot.post(action="wbcreateclaim", **fields)["success"] == 1
    admin.http.close()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"lastrevid": 1}, "param-illegal"),
        ({"pageid": 1}, "param-illegal"),
        ({"title": "Item:Q99"}, "param-illegal"),
        ({"ns": 0}, "param-illegal"),
        ({"id": "Q99"}, "param-invalid"),
        ({"type": "property"}, "param-invalid"),
    ],
)
def test_data_of_another_entity_is_refused(bot: Bot, data: dict[str, Any], code: str) -> None:
    """An entity sent back as it was read must still be the one that is there."""
    item = bot.make("item", "edited")
    assert bot.edit(data, id=item)["error"]["code"] == code


def test_an_entity_may_be_sent_back_as_it_was_read(bot: Bot) -> None:
    """Page, title and revision that are right change nothing and are no error."""
    item = bot.make("item", "edited")
    read = bot.get(action="wbgetentities", ids=item)["entities"][item]
    del read["modified"]
    answer = bot.edit(read, id=item)["entity"]
    assert answer["nochange"] == ""
    assert answer["lastrevid"] == read["lastrevid"]


def test_a_stale_edit_finds_what_its_base_had(bot: Bot) -> None:
    """With `baserevid` a statement is looked for where the editor saw it, gone or not."""
    number, item = made(bot)
    guid = make(bot, item, number, "one")
    seen = str(history(bot, f"Item:{item}")[0]["revid"])
    bot.post(action="wbsetlabel", id=item, language="de", value="x")
    fields = {"claim": guid, "snaktype": "value", "value": '"two"', "baserevid": seen}
    warned = bot.post(action="wbsetclaimvalue", **fields)["warnings"]["wbsetclaimvalue"]
    assert warned["messages"][0]["name"] == "wikibase-conflict-patched"
    bot.post(action="wbremoveclaims", claim=guid)
    assert bot.post(action="wbsetclaimvalue", **fields)["error"]["code"] == "editconflict"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"claim": "x"}, "invalid-guid"),
        ({"snaktype": "value"}, "param-missing"),
        ({"snaktype": "value", "property": "P1"}, "param-missing"),
        ({"snaktype": "novalue", "property": "P1", "snakhash": "0" * 40}, "no-such-qualifier"),
    ],
)
def test_a_qualifier_needs_a_property_and_a_value(
    bot: Bot, fields: dict[str, str], code: str
) -> None:
    """What is missing is said before the statement is looked for."""
    number, item = made(bot)
    sent = {"claim": make(bot, item, number, "one")} | fields
    assert bot.post(action="wbsetqualifier", **sent)["error"]["code"] == code


def test_an_entity_larger_than_allowed_is_refused_by_the_database(bot: Bot) -> None:
    """HTTP 500 with JSON that says to be HTML; nothing is saved, and the wiki goes on."""
    number, item = made(bot)
    claims = [text_statement(number, f"{place:04} {'x' * 390}") for place in range(5000)]
    sent = {"action": "wbeditentity", "id": item, "data": json.dumps({"claims": claims})}
    answer = bot.http.post("/w/api.php", data={"format": "json", "token": bot.token, **sent})
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["mediawiki-api-error"].endswith("DBTransactionError")
    assert json.loads(answer.text)["error"]["code"] == "rawmessage"
    assert len(history(bot, f"Item:{item}")) == 1
