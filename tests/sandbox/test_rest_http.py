"""The REST API as HTTP: routes, bodies, conditions, accounts."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import httpx
import pytest

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.rest.routes import ROUTES
from tests.sandbox.conftest import Bot, log_in
from tests.sandbox.restclient import BASE, Rest, patch, refusal, stating


@pytest.fixture
def rest(bot: Bot) -> Rest:
    return Rest(bot.http)


@pytest.fixture
def visitor(sandbox: Sandbox) -> Iterator[Rest]:
    with httpx.Client(base_url=sandbox.url, trust_env=False) as http:
        yield Rest(http)


def described() -> set[tuple[str, str]]:
    data = files("pfgraph.sandbox").joinpath("data", "openapi.json.gz").read_bytes()
    paths = json.loads(gzip.decompress(data))["paths"]
    return {(method.upper(), path) for path, methods in paths.items() for method in methods}


def test_the_routes_are_those_of_the_description() -> None:
    """Each route that the API's own description lists, and no other."""
    assert {(route.method, route.template) for route in ROUTES} == described()


def test_the_description_is_served_to_everybody(visitor: Rest) -> None:
    """A client may be made from it."""
    answer = visitor.ask("GET", "/openapi.json")
    assert {(m.upper(), p) for p, each in answer.json()["paths"].items() for m in each} == (
        described()
    )
    assert "x-authenticated-user" not in answer.headers


def test_another_path_is_no_route(visitor: Rest) -> None:
    """Search among them: the recorded wiki does not have it."""
    answer = visitor.ask("GET", "/search/items?q=x")
    assert answer.status_code == 404
    assert answer.json()["errorKey"] == "rest-no-match"
    assert "(/wikibase/v1/search/items)" in answer.json()["messageTranslations"]["en"]


def test_another_method_is_named_with_those_that_are_allowed(visitor: Rest) -> None:
    """405, and the header that HTTP asks for."""
    answer = visitor.ask("DELETE", "/entities/items/Q1")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, PATCH"
    assert answer.json()["errorKey"] == "rest-wrong-method"


def test_head_is_get_without_a_body(rest: Rest) -> None:
    """With the same entity tag."""
    path = f"/entities/items/{rest.item(labels={'en': 'x'})}"
    head, get = rest.ask("HEAD", path), rest.ask("GET", path)
    assert (head.status_code, head.text) == (200, "")
    assert head.headers["etag"] == get.headers["etag"]


@pytest.mark.parametrize(
    ("content", "kind", "status", "key"),
    [
        (b'"x"', "application/json", 400, "rest-json-body-parse-error"),
        (b"{", "application/json", 400, "rest-json-body-parse-error"),
        (b"{}", "text/plain", 415, "rest-unsupported-content-type"),
        (b"{}", "application/json-patch+json", 415, "rest-unsupported-content-type"),
    ],
)
def test_a_body_that_is_no_json_object_is_refused(
    rest: Rest, content: bytes, kind: str, status: int, key: str
) -> None:
    """By MediaWiki, in its own form; only a patch may call itself one."""
    path = f"{BASE}/entities/items"
    answer = rest.http.post(path, content=content, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["errorKey"]) == (status, key)


@pytest.mark.parametrize(
    ("body", "code", "context"),
    [
        ({}, "missing-field", {"path": "", "field": "label"}),
        ({"label": None}, "missing-field", {"path": "", "field": "label"}),
        ({"label": 5}, "invalid-value", {"path": "/label"}),
        ({"label": "x", "bot": "yes"}, "invalid-value", {"path": "/bot"}),
        ({"label": "x", "comment": 5}, "invalid-value", {"path": "/comment"}),
        ({"label": "x", "tags": "t"}, "invalid-value", {"path": "/tags"}),
    ],
)
def test_fields_of_the_wrong_type_are_refused(
    rest: Rest, body: Any, code: str, context: Any
) -> None:
    """Wikibase's code and context in MediaWiki's form, before anything else is looked at."""
    answer = rest.ask("PUT", "/entities/items/Q999/labels/en", body)
    assert refusal(answer) == (400, code, context)
    assert answer.json()["httpReason"] == "Bad Request"


def test_fields_nobody_knows_are_refused(rest: Rest) -> None:
    """A token too, though the session is one that could need it elsewhere."""
    body = {"label": "x", "token": "t", "more": 1}
    answer = rest.ask("PUT", "/entities/items/Q1/labels/en", body)
    assert answer.json()["failureData"] == ["token", "more"]
    assert answer.json()["messageTranslations"]["en"].endswith("body: token, more")


@pytest.mark.parametrize(
    ("method", "header", "offset", "status"),
    [
        ("GET", "if_none_match", 0, 304),
        ("GET", "if_none_match", -1, 200),
        ("GET", "if_match", 0, 200),
        ("GET", "if_match", -1, 412),
        ("PUT", "if_match", 0, 200),
        ("PUT", "if_match", -1, 412),
        ("PUT", "if_none_match", 0, 412),
        ("PUT", "if_none_match", -1, 200),
    ],
)
def test_entity_tags_are_conditions(
    rest: Rest, method: str, header: str, offset: int, status: int
) -> None:
    """What a client has seen decides whether it is told again, and whether it may write."""
    path = f"/entities/items/{rest.item(labels={'en': 'x'})}/labels/en"
    revision = int(rest.ask("GET", path).headers["etag"].strip('"')) + offset
    body = {"label": "x"} if method == "PUT" else None
    for tag in (f'"{revision}"', f'"7", W/"{revision}"'):
        assert rest.ask(method, path, body, **{header: tag}).status_code == status


@pytest.mark.parametrize(
    ("header", "year", "status"),
    [
        ("if_modified_since", 2100, 304),
        ("if_modified_since", 1990, 200),
        ("if_unmodified_since", 2100, 200),
        ("if_unmodified_since", 1990, 412),
    ],
)
def test_dates_are_conditions(rest: Rest, header: str, year: int, status: int) -> None:
    """A date that cannot be read is none."""
    path = f"/entities/items/{rest.item(labels={'en': 'x'})}"
    date = f"Fri, 01 Jan {year} 00:00:00 GMT"
    assert rest.ask("GET", path, **{header: date}).status_code == status
    assert rest.ask("GET", path, **{header: "yesterday"}).status_code == 200


def test_a_star_stands_for_any_revision(rest: Rest) -> None:
    """`If-None-Match: *` keeps a client from writing where there is something."""
    path = f"/entities/items/{rest.item()}/labels/en"
    body = {"label": "x"}
    assert rest.ask("PUT", path, body, if_none_match="*").status_code == 412
    assert rest.ask("PUT", path, body, if_match="*").status_code == 201


def test_visitors_read_and_may_not_write(rest: Rest, visitor: Rest) -> None:
    """They are told so after the request was found to be in order."""
    path = f"/entities/items/{rest.item(labels={'en': 'x'})}/labels"
    assert visitor.get(path) == {"en": "x"}
    answer = visitor.ask("PUT", f"{path}/de", {"label": "y"})
    assert answer.status_code == 403
    assert answer.json()["error"] == "rest-write-denied"
    refused = visitor.ask("PUT", "/entities/items/Q999/labels/de", {"label": "y"})
    assert refusal(refused)[1] == "resource-not-found"


def test_only_bots_may_edit_as_bots(sandbox: Sandbox, visitor: Rest) -> None:
    """Others are refused, whatever else is right or wrong."""
    plain = log_in(sandbox, "PlainUser@tool", sandbox.password)
    body = {"item": {}, "bot": True}
    expected = (403, "permission-denied", {"denial_reason": "unauthorized-bot-edit"})
    for client in (Rest(plain.http), visitor):
        assert refusal(client.ask("POST", "/entities/items", body)) == expected
    assert Rest(plain.http).ask("POST", "/entities/items", {"item": {}}).status_code == 201
    plain.http.close()


def test_a_client_that_does_not_name_itself_is_refused(rest: Rest) -> None:
    """The header must be there and say something."""
    answer = rest.ask("GET", "/entities/items/Q1", user_agent="")
    assert (answer.status_code, answer.json()["code"]) == (400, "missing-user-agent")


def test_the_comment_and_the_bot_flag_are_kept(bot: Bot, rest: Rest) -> None:
    """In the history, after what the wiki says of the edit by itself."""
    item = rest.item()
    body = {"label": "thing", "comment": "by hand", "bot": True}
    rest.ask("PUT", f"/entities/items/{item}/labels/en", body)
    asked = {"action": "query", "list": "recentchanges", "rcprop": "comment|flags", "rclimit": "1"}
    change = bot.get(**asked)["query"]["recentchanges"][0]
    assert change["comment"] == "/* wbsetlabel-add:1|en */ thing, by hand"
    assert "bot" in change


@pytest.mark.parametrize(
    ("field", "value", "code", "context"),
    [
        ("comment", "x" * 501, "value-too-long", {"path": "/comment", "limit": 500}),
        ("comment", "é" * 251, "value-too-long", {"path": "/comment", "limit": 500}),
        ("tags", ["unheard-of"], "invalid-value", {"path": "/tags/0"}),
    ],
)
def test_what_is_said_of_an_edit_is_checked(
    rest: Rest, field: str, value: Any, code: str, context: Any
) -> None:
    """Five hundred bytes of comment, and tags that the wiki has defined: none."""
    answer = rest.ask("POST", "/entities/items", {"item": {}, field: value})
    assert refusal(answer) == (400, code, context)


def test_an_entity_that_grows_too_large_is_refused(rest: Rest) -> None:
    """With the limit in kilobytes; nothing is saved."""
    known = rest.property("string")
    item = rest.item()
    path = f"/entities/items/{item}"
    texts = [stating(known, f"{number:05d}{'é' * 390}") for number in range(2700)]
    body = patch({"op": "add", "path": "/statements", "value": {known: texts}})
    assert refusal(rest.ask("PATCH", path, body)) == (400, "resource-too-large", {"limit": 2048})
    assert rest.get(path)["statements"] == {}


def test_no_answer_names_a_file_of_this_machine(rest: Rest) -> None:
    """Whatever is sent."""
    for body in ({"patch": [None]}, {"patch": {"x": 5}}, [], {"patch": [{"op": {}, "path": 1}]}):
        text = rest.ask("PATCH", "/entities/items/Q1", body).text
        assert not re.search(r"Traceback|\.py|/work|site-packages", text)
