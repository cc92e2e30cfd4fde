"""Edits: rights, conflicts, what is kept."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pfgraph.sandbox import Sandbox
from tests.sandbox.conftest import Bot, log_in


def label(text: str, language: str = "en") -> dict[str, object]:
    return {"labels": {language: {"language": language, "value": text}}}


def test_a_stale_edit_of_the_same_label_is_a_conflict(bot: Bot) -> None:
    """Somebody else's change of the same term is not overwritten."""
    made = bot.edit(label("one"), new="item")["entity"]
    bot.edit(label("two"), id=made["id"])
    refused = bot.edit(label("three"), id=made["id"], baserevid=str(made["lastrevid"]))
    assert refused["error"]["code"] == "editconflict"


def test_a_stale_edit_elsewhere_is_patched_in(bot: Bot) -> None:
    """Changes that do not meet are both kept, and a warning says so."""
    made = bot.edit(label("one"), new="item")["entity"]
    bot.edit(label("zwei", "de"), id=made["id"])
    answer = bot.edit(label("trois", "fr"), id=made["id"], baserevid=str(made["lastrevid"]))
    message = answer["warnings"]["wbeditentity"]["messages"][0]
    assert message["name"] == "wikibase-conflict-patched"
    kept = bot.get(action="wbgetentities", ids=made["id"])["entities"][made["id"]]["labels"]
    assert sorted(kept) == ["de", "en", "fr"]


def test_visitors_may_not_edit(sandbox: Sandbox) -> None:
    """Without logging in an edit is refused and nothing is made."""
    visitor = log_in(sandbox, sandbox.user, "wrong")
    refused = visitor.edit(label("mine"), new="item")
    assert refused["error"]["code"] == "permissiondenied"
    visitor.http.close()


def test_a_file_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    """A wiki opened again on its file has the items, their history and the next id."""
    path = tmp_path / "wiki.sqlite"
    with Sandbox(data=path) as first:
        bot = log_in(first, first.user, first.password)
        item = bot.make("item", "kept")
        bot.edit(label("kept still"), id=item, summary="again")
        bot.http.close()
    with Sandbox(data=path) as second:
        bot = log_in(second, second.user, second.password)
        entity = bot.get(action="wbgetentities", ids=item)["entities"][item]
        history = bot.get(
            action="query", prop="revisions", titles=f"Item:{item}", rvlimit="10", formatversion="2"
        )
        assert entity["labels"]["en"]["value"] == "kept still"
        comments = [each["comment"] for each in history["query"]["pages"][0]["revisions"]]
        assert comments[0].endswith("again")
        assert len(comments) == 2
        assert bot.make("item", "next") == "Q2"
        bot.http.close()


def test_too_large_a_body_is_refused(bot: Bot) -> None:
    """More than the server takes is told so, not read."""
    answer = bot.http.post("/w/api.php", content=b"x" * (11 * 1024 * 1024))
    assert answer.status_code == 413


def test_an_entity_beyond_the_limit_is_refused(bot: Bot) -> None:
    """Two megabytes are the most that one entity may have."""
    string = bot.make("property", "text", datatype="string")
    value = {"value": "x" * 399, "type": "string"}
    snak = {"snaktype": "value", "property": string, "datavalue": value}
    claims = [{"type": "statement", "mainsnak": snak}] * 4500
    sent = {"format": "json", "token": bot.token, "data": json.dumps({"claims": claims})}
    answer = bot.http.post(
        "/w/api.php", data={"action": "wbeditentity", "new": "item", **sent}, timeout=30
    )
    assert answer.status_code == 500
    assert "maximum allowed entity size" in answer.text


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["en", "P1", "id", "remove", "type", "mainsnak", "language", "value"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    part=st.sampled_from(["labels", "aliases", "claims", "sitelinks", "datatype"]), sent=ANY_JSON
)
def test_no_data_makes_the_server_fail(bot: Bot, part: str, sent: object) -> None:
    """Whatever stands in `data`, the answer is an entity or an error that says why."""
    answer = bot.edit({part: sent}, new="item")
    assert ("entity" in answer) != ("error" in answer)


def test_parallel_edits_of_many_items_are_all_kept(sandbox: Sandbox, bot: Bot) -> None:
    """Eight clients at a time lose nothing and get no id twice."""

    def make(number: int) -> str:
        made = httpx.post(
            sandbox.api,
            data={
                "action": "wbeditentity",
                "new": "item",
                "format": "json",
                "token": bot.token,
                "data": json.dumps(label(f"item {number}")),
            },
            cookies=dict(bot.http.cookies),
        )
        return str(made.json()["entity"]["id"])

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(make, range(40)))
    assert len(set(made)) == 40
    found = bot.get(action="wbgetentities", ids="|".join(made), props="labels")["entities"]
    texts = [found[item]["labels"]["en"]["value"] for item in made]
    assert texts == [f"item {number}" for number in range(40)]


def test_pages_are_listed_with_or_without_redirects(bot: Bot) -> None:
    """`apfilterredir` tells redirects from items."""
    kept, gone = bot.make("item", "listed"), bot.make("item", "listed twice")
    bot.edit({}, id=gone, clear="1")
    bot.post(action="wbcreateredirect", **{"from": gone, "to": kept})

    def listed(which: str) -> set[str]:
        asked = {"list": "allpages", "apnamespace": "120", "aplimit": "max"}
        pages = bot.get(action="query", apfilterredir=which, **asked)["query"]["allpages"]
        return {page["title"].removeprefix("Item:") for page in pages}

    assert gone in listed("redirects") - listed("nonredirects")
    assert kept in listed("nonredirects") - listed("redirects")
