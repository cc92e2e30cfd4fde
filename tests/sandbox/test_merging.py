"""Merging items: what moves, what stands in the way, and what is left."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox.model.entities import empty, statements, with_statements
from pfgraph.sandbox.model.ids import new_guid
from pfgraph.sandbox.model.merging import Conflict, is_empty, merged
from tests.sandbox.conftest import Bot
from tests.sandbox.editing import history, terms, text_statement

Entity = dict[str, Any]
LANGUAGES = ("de", "en", "fr")


def an_item(entity_id: str, **parts: Any) -> Entity:
    return empty("item", entity_id) | parts


def a_statement(owner: str, value: str, *references: str) -> Entity:
    """A statement in the form that is kept; its hashes are the values themselves."""
    snak = {"snaktype": "value", "property": "P1", "hash": value}
    statement: Entity = {"mainsnak": snak, "type": "statement", "id": new_guid(owner)}
    if references:
        statement["references"] = [{"hash": each, "snaks": {}} for each in references]
    return statement


@st.composite
def items(draw: st.DrawFn, entity_id: str) -> Entity:
    text = st.sampled_from("abc")
    words = draw(st.dictionaries(st.sampled_from(LANGUAGES), text))
    aliases = draw(st.dictionaries(st.sampled_from(LANGUAGES), st.lists(text, min_size=1)))
    values = draw(st.lists(st.tuples(st.sampled_from("xyz"), st.lists(st.sampled_from("rs")))))
    held = [a_statement(entity_id, value, *dict.fromkeys(refs)) for value, refs in values]
    return an_item(
        entity_id,
        labels={code: {"language": code, "value": word} for code, word in words.items()},
        aliases={
            code: [{"language": code, "value": word} for word in dict.fromkeys(group)]
            for code, group in aliases.items()
        },
        claims=with_statements(held),
    )


def names(item: Entity, language: str) -> set[str]:
    label = item["labels"].get(language)
    aliases = item["aliases"].get(language, [])
    return {each["value"] for each in [*([label] if label else []), *aliases]}


def facts(item: Entity) -> set[tuple[str, str]]:
    """Each value with each reference it has, and each value without."""
    found = set()
    for statement in statements(item):
        value = statement["mainsnak"]["hash"]
        found.add((value, ""))
        found |= {(value, each["hash"]) for each in statement.get("references", [])}
    return found


@given(items("Q1"), items("Q2"))
def test_a_merge_keeps_every_name_and_every_sourced_value(source: Entity, target: Entity) -> None:
    """Nothing of either item is lost, and nothing is there that neither had."""
    left, kept = merged(source, target)
    assert is_empty(left)
    assert facts(kept) == facts(source) | facts(target)
    for language in LANGUAGES:
        assert names(kept, language) == names(source, language) | names(target, language)


@given(items("Q1"), items("Q2"))
def test_a_merge_keeps_the_target_as_it_was(source: Entity, target: Entity) -> None:
    """Labels and statements of the target stand first, under their own ids, once each."""
    _, kept = merged(source, target)
    assert kept["labels"] == source["labels"] | target["labels"]
    ids = [statement["id"] for statement in statements(kept)]
    assert len(set(ids)) == len(ids)
    assert set(ids) >= {statement["id"] for statement in statements(target)}
    assert all(each.startswith("Q2$") for each in ids)


@given(items("Q2"))
def test_merging_an_empty_item_changes_nothing(target: Entity) -> None:
    """An item without content is merged without a trace."""
    left, kept = merged(an_item("Q1"), target)
    assert is_empty(left)
    assert kept == target


@given(items("Q1"), items("Q2"))
def test_merging_twice_is_merging_once(source: Entity, target: Entity) -> None:
    """What was merged already gives nothing new a second time."""
    _, once = merged(source, target)
    _, twice = merged(source, once)
    assert facts(twice) == facts(once)
    assert len(statements(twice)) == len(statements(once))


def test_different_descriptions_are_a_conflict_unless_ignored() -> None:
    """An ignored description stays where it was, so that the item is not empty."""
    source = an_item("Q1", descriptions={"en": {"language": "en", "value": "one"}})
    target = an_item("Q2", descriptions={"en": {"language": "en", "value": "two"}})
    with pytest.raises(Conflict, match="Conflicting descriptions for language en"):
        merged(source, target)
    left, kept = merged(source, target, ["description"])
    assert left["descriptions"] == source["descriptions"]
    assert kept["descriptions"] == target["descriptions"]


def pair(bot: Bot, **data: Any) -> tuple[str, str]:
    """An item with data and an item to merge it into."""
    return bot.make("item", "from", **data), bot.make("item", "to")


def test_a_merge_leaves_a_redirect_and_three_comments(bot: Bot) -> None:
    """The source says where it went, the target what came, and the redirect that it is one."""
    source, target = pair(bot)
    answer = bot.post(action="wbmergeitems", fromid=source, toid=target, summary="the same")
    assert (answer["redirected"], answer["from"]["id"], answer["to"]["id"]) == (1, source, target)
    assert [each["comment"] for each in history(bot, f"Item:{source}")] == [
        f"/* wbcreateredirect:0||{source}|{target} */",
        f"/* wbmergeitems-to:0||{target} */ the same",
        "/* wbeditentity-create-item:0| */",
    ]
    assert history(bot, f"Item:{target}")[0]["comment"] == (
        f"/* wbmergeitems-from:0||{source} */ the same"
    )


def test_items_that_refer_to_each_other_are_not_merged(bot: Bot) -> None:
    """Main snaks, qualifiers and references are looked at, and their properties are named."""
    number = bot.edit({"datatype": "wikibase-item"}, new="property")["entity"]["id"]
    source, target = pair(bot)
    value = {"type": "wikibase-entityid", "value": {"entity-type": "item", "id": target}}
    snak = {"snaktype": "value", "property": number, "datavalue": value}
    claims = [
        {
            "type": "statement",
            "mainsnak": {"snaktype": "novalue", "property": number},
            "qualifiers": [snak],
        }
    ]
    bot.edit({"claims": claims}, id=source)
    refused = bot.post(action="wbmergeitems", fromid=source, toid=target)["error"]
    assert refused["code"] == "failed-modify"
    assert refused["extradata"] == [
        "The two items cannot be merged because one of them links to the other "
        f"using the properties: {number}"
    ]
    ignoring = {"fromid": source, "toid": target, "ignoreconflicts": "statement"}
    assert bot.post(action="wbmergeitems", **ignoring)["redirected"] == 1


def test_a_merge_that_would_make_a_double_is_refused_whole(bot: Bot) -> None:
    """Label and description of a third item are not taken, and nothing of the merge is kept."""
    bot.edit(terms(en=("rose", "a flower")), new="item")
    source = bot.edit({"labels": terms(en=("rose", ""))["labels"]}, new="item")["entity"]["id"]
    target = bot.edit({"descriptions": terms(en=("", "a flower"))["descriptions"]}, new="item")
    refused = bot.post(action="wbmergeitems", fromid=source, toid=target["entity"]["id"])["error"]
    assert refused["code"] == "failed-modify"
    assert refused["messages"][0]["name"] == "wikibase-validator-label-with-description-conflict"
    assert len(history(bot, f"Item:{source}")) == 1


def test_statements_move_with_their_references(bot: Bot) -> None:
    """A statement that both have is kept once, with the references of both."""
    number = bot.edit({"datatype": "string"}, new="property")["entity"]["id"]
    one, two = (text_statement(number, "same", reference) for reference in ("r1", "r2"))
    source, target = pair(bot, claims=[one])
    bot.edit({"claims": [two]}, id=target)
    bot.post(action="wbmergeitems", fromid=source, toid=target)
    kept = bot.get(action="wbgetclaims", entity=target)["claims"][number]
    values = [
        reference["snaks"][number][0]["datavalue"]["value"] for reference in kept[0]["references"]
    ]
    assert len(kept) == 1
    assert values == ["r2", "r1"]


def test_an_item_may_become_a_redirect_only_when_it_is_empty(bot: Bot) -> None:
    """An older redirect may lead elsewhere; one to itself, to another or to nothing may not be."""
    full, target = pair(bot)
    bare = bot.edit({}, new="item")["entity"]["id"]

    def code(source: str, to: str) -> str:
        answer = bot.post(action="wbcreateredirect", **{"from": source, "to": to})
        return str(answer.get("error", {}).get("code", "made"))

    assert code(full, target) == "origin-not-empty"
    assert code(bare, bare) == "source-and-target-are-the-same"
    assert code(bare, target) == "made"
    assert code(bare, full) == "made"
    assert code(full, bare) == "target-is-redirect"
    assert code(bare, "Q99999") == "no-such-entity"
    assert code("Q99999", target) == "no-such-entity"
    assert code(bare, "P1") == "target-is-incompatible"


def test_visitors_may_not_merge(bot: Bot) -> None:
    """Merging needs the right to edit, which is looked at before the items are."""
    source, target = pair(bot)
    bot.http.cookies.clear()
    refused = bot.post(action="wbmergeitems", fromid=source, toid=target, token="+\\")
    assert refused["error"]["code"] == "permissiondenied"
    assert refused["error"]["info"] == "Permission denied."
