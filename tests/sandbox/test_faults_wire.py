"""Each fault as a client without manners sees it: bytes on a socket."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import httpx
import pytest

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.app import make_app
from pfgraph.sandbox.faults import Fault
from pfgraph.sandbox.faults.connections import ConnectionCut
from pfgraph.sandbox.store.storage import Storage
from pfgraph.sandbox.wiki import Wiki
from tests.sandbox.conftest import Bot
from tests.sandbox.wire import Answer, ask, post


def _labels(text: str, language: str = "en") -> str:
    return json.dumps({"labels": {language: {"language": language, "value": text}}})


def _edit(sandbox: Sandbox, bot: Bot, **fields: str) -> Answer:
    cookie = "; ".join(f"{name}={value}" for name, value in bot.http.cookies.items())
    sent = {"action": "wbeditentity", "token": bot.token, "assert": "bot", "maxlag": "5"}
    return post(sandbox, cookie, **sent, **fields)


def _error(answer: Answer) -> Any:
    assert answer.status == 200
    return json.loads(answer.body)["error"]


def _items(bot: Bot) -> int:
    listed = bot.get(action="query", list="allpages", apnamespace="120")
    return len(listed["query"]["allpages"])


def test_an_answer_lost_before_leaves_nothing_behind(sandbox: Sandbox, bot: Bot) -> None:
    """The connection is closed without a byte, and nothing was saved."""
    sandbox.faults.add(Fault("lost-before", times=1))
    assert _edit(sandbox, bot, new="item", data=_labels("a")).raw == b""
    assert _items(bot) == 0


def test_an_answer_lost_after_leaves_the_edit(sandbox: Sandbox, bot: Bot) -> None:
    """The connection is closed without a byte, and the item is there."""
    sandbox.faults.add(Fault("lost-after", times=1))
    assert _edit(sandbox, bot, new="item", data=_labels("a")).raw == b""
    assert (
        bot.get(action="wbgetentities", ids="Q1")["entities"]["Q1"]["labels"]["en"]["value"] == "a"
    )


def test_a_lost_answer_strikes_a_read_only_if_it_is_named(sandbox: Sandbox) -> None:
    """Reads go on while edits are lost, unless the fault says otherwise."""
    read = "GET /w/api.php?action=query&meta=siteinfo&format=json"
    sandbox.faults.add(Fault("lost-before"))
    assert ask(sandbox, read).status == 200
    sandbox.faults.add(Fault("lost-before", module="query+siteinfo"))
    assert ask(sandbox, read).raw == b""


def test_a_cut_body_is_shorter_than_promised(sandbox: Sandbox) -> None:
    """The headers promise the whole; about the wanted share comes."""
    sandbox.faults.add(Fault("cut", share=0.25))
    answer = ask(sandbox, "GET /w/api.php?action=query&meta=siteinfo&format=json")
    promised = int(answer.headers["content-length"])
    assert answer.status == 200
    assert 0 < len(answer.body) <= promised / 4 + 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_gateway_answers_with_a_page(sandbox: Sandbox, bot: Bot, status: int) -> None:
    """The page is HTML with the status in it; the edit is not made."""
    sandbox.faults.add(Fault("http-error", status=status, times=1, module="wbeditentity"))
    answer = _edit(sandbox, bot, new="item", data="{}")
    assert (answer.status, answer.headers["content-type"]) == (status, "text/html")
    assert f"<title>{status} ".encode() in answer.body
    assert "retry-after" not in answer.headers
    assert _items(bot) == 0


def test_too_many_requests_say_when_to_come_back(sandbox: Sandbox) -> None:
    """429 has Retry-After, with the seconds that were set."""
    sandbox.faults.add(Fault("too-many-requests", retry_after=17))
    answer = ask(sandbox, "GET /wiki/")
    assert (answer.status, answer.headers["retry-after"]) == (429, "17")


def test_a_lag_is_told_to_those_who_ask(sandbox: Sandbox, bot: Bot) -> None:
    """maxlag has status 200, the two headers, and host, lag and type in the error."""
    sandbox.faults.add(Fault("maxlag", lag=7.5))
    answer = _edit(sandbox, bot, new="item", data="{}")
    error = _error(answer)
    assert (answer.headers["retry-after"], answer.headers["x-database-lag"]) == ("5", "7")
    assert answer.headers["mediawiki-api-error"] == error["code"] == "maxlag"
    assert error["info"] == "Waiting for a database server: 7.5 seconds lagged."
    assert (error["host"], error["lag"], error["type"]) == ("db2", 7.5, "db")


@pytest.mark.parametrize(("maxlag", "passes"), [("8", True), ("7", False), ("", True)])
def test_a_client_says_how_much_lag_it_puts_up_with(
    sandbox: Sandbox, maxlag: str, passes: bool
) -> None:
    """A request without maxlag, or with more than the lag, is answered."""
    sandbox.faults.add(Fault("maxlag", lag=7.5))
    sent = {"maxlag": maxlag} if maxlag else {}
    answer = post(sandbox, action="query", meta="siteinfo", **sent)
    assert ("query" in json.loads(answer.body)) is passes


def test_a_wiki_that_is_read_only_answers_reads(sandbox: Sandbox, bot: Bot) -> None:
    """An edit ends in readonly with the reason; a read does not."""
    sandbox.faults.add(Fault("read-only", reason="The disk is full"))
    error = _error(_edit(sandbox, bot, new="item", data="{}"))
    assert (error["code"], error["readonlyreason"]) == ("readonly", "The disk is full")
    assert _items(bot) == 0


def test_nobody_logs_in_to_a_wiki_that_is_read_only(sandbox: Sandbox) -> None:
    """Logging in writes; it is refused before its parameters are looked at."""
    sandbox.faults.add(Fault("read-only"))
    assert _error(post(sandbox, action="login", lgname="x"))["code"] == "readonly"


def test_a_lost_session_is_seen_by_the_assertion(sandbox: Sandbox, bot: Bot) -> None:
    """With an assertion it fails; a token of a lost session is a bad one."""
    sandbox.faults.add(Fault("lost-session", times=1))
    assert _error(_edit(sandbox, bot, new="item", data="{}"))["code"] == "assertbotfailed"
    assert bot.edit({}, new="item")["error"]["code"] == "badtoken"


def test_a_lost_session_takes_its_own_cookie_alone(sandbox: Sandbox, bot: Bot) -> None:
    """The bot's cookie is deleted; the visitor's stays good unless every session is lost."""
    read = {"action": "query", "meta": "siteinfo", "format": "json"}
    carried = dict(bot.http.cookies)
    sandbox.faults.add(Fault("lost-session", times=1))
    first = bot.http.get("/w/api.php", params=read)
    assert [each.partition("=")[0] for each in first.headers.get_list("set-cookie")] == [
        "wikidb_BPsession"
    ]
    sandbox.wiki.sessions.forget_all()
    bot.http.cookies.update(carried)
    second = bot.http.get("/w/api.php", params=read)
    assert [each.partition("=")[0] for each in second.headers.get_list("set-cookie")] == [
        "wikidb_BPsession",
        "wikidb_session",
    ]


def test_a_new_token_mends_a_bad_one(sandbox: Sandbox, bot: Bot) -> None:
    """Only the tokens are exchanged: the account stays logged in and can ask for a new one."""
    sandbox.faults.add(Fault("bad-token", times=1))
    assert _error(_edit(sandbox, bot, new="item", data="{}"))["code"] == "badtoken"
    token = bot.get(action="query", meta="tokens")["query"]["tokens"]["csrftoken"]
    assert token != bot.token
    assert Bot(bot.http, token).edit({}, new="item")["entity"]["id"] == "Q1"


def test_somebody_else_edits_between_read_and_write(sandbox: Sandbox, bot: Bot) -> None:
    """The same label changes just before the write, which ends in a conflict."""
    bot.make("item", "mine")
    base = str(bot.get(action="wbgetentities", ids="Q1")["entities"]["Q1"]["lastrevid"])
    sandbox.faults.add(Fault("foreign-edit", language="en", value="theirs"))
    answer = _edit(sandbox, bot, id="Q1", baserevid=base, data=_labels("mine again"))
    assert _error(answer)["code"] == "editconflict"
    newest = sandbox.wiki.storage.latest("Q1")
    assert newest is not None
    assert (newest.user, newest.content["labels"]["en"]["value"]) == ("Admin", "theirs")


def test_somebody_else_adds_a_statement(sandbox: Sandbox, bot: Bot) -> None:
    """With a property the foreign edit is a statement, and both edits are kept."""
    held = bot.make("property", "note", datatype="string")
    bot.make("item", "thing")
    sandbox.faults.add(Fault("foreign-edit", property=held, value="by the way", times=1))
    _edit(sandbox, bot, id="Q1", data=_labels("Ding", "de"))
    entity = bot.get(action="wbgetentities", ids="Q1")["entities"]["Q1"]
    assert entity["labels"]["de"]["value"] == "Ding"
    assert entity["claims"][held][0]["mainsnak"]["datavalue"]["value"] == "by the way"


def test_each_foreign_edit_changes_something(sandbox: Sandbox, bot: Bot) -> None:
    """Struck a second time, the label changes once more."""
    bot.make("item", "mine")
    sandbox.faults.add(Fault("foreign-edit", times=2))
    for language in ("de", "fr"):
        _edit(sandbox, bot, id="Q1", data=_labels("x", language))
    assert [each.user for each in sandbox.wiki.storage.revisions("1", (), 9)].count("Admin") == 2


def test_a_slow_answer_comes_late_and_whole(sandbox: Sandbox) -> None:
    """The answer is that of the wiki, after at least the delay."""
    sandbox.faults.add(Fault("slow", delay=0.2))
    begun = time.monotonic()
    answer = ask(sandbox, "GET /w/api.php?action=query&meta=siteinfo&format=json")
    assert time.monotonic() - begun >= 0.2
    assert "query" in json.loads(answer.body)


REFUSALS = [
    (Fault("collision"), "failed-save", "edit-conflict", "failed-save, editconflict"),
    (Fault("rate-limited"), "failed-save", "actionthrottledtext", "failed-save, ratelimited"),
    (
        Fault("abuse-filter"),
        "failed-save",
        "abusefilter-disallowed",
        "failed-save, abusefilter-disallowed",
    ),
    (Fault("blocked"), "permissiondenied", "blockedtext", "permissiondenied, blocked"),
]


@pytest.mark.parametrize(
    ("fault", "code", "message", "header"), REFUSALS, ids=lambda value: getattr(value, "kind", "")
)
def test_a_save_is_refused_as_a_wikibase_does(
    sandbox: Sandbox, bot: Bot, fault: Fault, code: str, message: str, header: str
) -> None:
    """The code is Wikibase's, the reason is the second message and the end of the header."""
    sandbox.faults.add(fault)
    answer = _edit(sandbox, bot, new="item", data="{}")
    error = _error(answer)
    assert (error["code"], error["messages"][1]["name"]) == (code, message)
    assert answer.headers["mediawiki-api-error"] == header
    assert _items(bot) == 0


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("rate-limited", "ratelimited"),
        ("abuse-filter", "abusefilter-disallowed"),
        ("blocked", "blocked"),
    ],
)
def test_a_refusal_can_have_the_code_of_mediawiki(
    sandbox: Sandbox, bot: Bot, kind: str, code: str
) -> None:
    """The plain code, as MediaWiki's own modules answer."""
    sandbox.faults.add(Fault(kind, code=code))
    assert _error(_edit(sandbox, bot, new="item", data="{}"))["code"] == code


def test_what_is_wrong_with_an_edit_is_told_before_a_refusal(sandbox: Sandbox, bot: Bot) -> None:
    """A save is refused when everything else about it is right."""
    sandbox.faults.add(Fault("abuse-filter"))
    assert _error(_edit(sandbox, bot, new="item", data="{"))["code"] == "invalid-json"


def test_rights_can_be_taken_away_and_given_back(sandbox: Sandbox, bot: Bot) -> None:
    """Without `edit` an edit is denied; when the fault is gone, the right is there again."""
    sandbox.faults.add(Fault("no-right", right="edit"))
    assert _error(_edit(sandbox, bot, new="item", data="{}"))["code"] == "permissiondenied"
    sandbox.faults.clear()
    assert bot.edit({}, new="item")["success"] == 1


def test_duplicates_come_through_while_the_index_is_behind(sandbox: Sandbox, bot: Bot) -> None:
    """The same label and description pass at once, and are refused when nothing is behind."""
    data: Any = {
        kind: {"en": {"language": "en", "value": text}}
        for kind, text in (("labels", "twin"), ("descriptions", "one of two"))
    }
    sandbox.faults.add(Fault("late-index", milliseconds=60_000))
    assert [bot.edit(data, new="item")["entity"]["id"] for _ in range(2)] == ["Q1", "Q2"]
    sandbox.faults.clear("late-index")
    assert bot.edit(data, new="item")["error"]["code"] == "modification-failed"


def test_the_rest_api_is_struck_too(sandbox: Sandbox) -> None:
    """A path alone says for whom a fault is."""
    sandbox.faults.add(Fault("http-error", path="/w/rest.php", status=503))
    assert ask(sandbox, "GET /w/rest.php/wikibase/v1/entities/items/Q1").status == 503
    assert ask(sandbox, "GET /wiki/").status == 200


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("read-only", 500, "unexpected-error"),
        ("rate-limited", 429, "request-limit-reached"),
        ("abuse-filter", 403, "permission-denied"),
        ("blocked", 403, "permission-denied"),
        ("collision", 500, "unexpected-error"),
    ],
)
def test_the_rest_api_refuses_in_its_own_words(
    sandbox: Sandbox, bot: Bot, kind: str, status: int, code: str
) -> None:
    """Conditions of the wiki hold for both APIs, and nothing is saved."""
    bot.make("item", "thing")
    sandbox.faults.add(Fault(kind))
    path = "/w/rest.php/wikibase/v1/entities/items/Q1/labels/de"
    answer = bot.http.put(path, json={"label": "Ding"})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    newest = sandbox.wiki.storage.latest("Q1")
    assert newest is not None and set(newest.content["labels"]) == {"en"}


def test_without_a_connection_a_cut_is_an_exception() -> None:
    """In process there is nothing to close, so that the client is told by name."""
    wiki = Wiki("http://127.0.0.1", "secret", Storage())
    app = make_app(wiki)
    app.state.faults.add(Fault("lost-before", path="/"))

    async def asked() -> None:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=wiki.server) as client:
            await client.get("/wiki/")

    with pytest.raises(ConnectionCut):
        asyncio.run(asked())
    app.state.graph.close()
    wiki.storage.close()


def test_another_connection_goes_on_while_one_is_cut(sandbox: Sandbox, bot: Bot) -> None:
    """A cut takes one client's connection and nobody else's, which stays open for more."""
    sandbox.faults.add(Fault("lost-before", module="wbeditentity"))
    assert _items(bot) == 0
    assert _edit(sandbox, bot, new="item", data="{}").raw == b""
    assert _items(bot) == 0
