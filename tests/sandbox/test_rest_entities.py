"""Whole items and properties by the REST API: making, reading and patching them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.restclient import Rest, patch, refusal, stating

OWNERS = pytest.mark.parametrize("owner", ["item", "property"])


def paths(owner: str) -> str:
    return "/entities/items" if owner == "item" else "/entities/properties"


def body(owner: str, **parts: Any) -> dict[str, Any]:
    known = {"data_type": "string"} if owner == "property" else {}
    return {owner: known | parts}


def made(rest: Rest, owner: str, **parts: Any) -> str:
    """The path of a new entity."""
    answer = rest.ask("POST", paths(owner), body(owner, **parts))
    return f"{paths(owner)}/{answer.json()['id']}"


@OWNERS
def test_an_entity_is_made_of_what_is_sent(rest: Rest, owner: str) -> None:
    """Its address is told; read again it is the same."""
    known = rest.property("string")
    parts = {
        "labels": {"en": " one "},
        "descriptions": {"de": "zwei"},
        "aliases": {"en": ["a", "b", "a"]},
        "statements": {known: [stating(known, "x")]},
    }
    answer = rest.ask("POST", paths(owner), body(owner, **parts))
    entity = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"].endswith(f"{paths(owner)}/{entity['id']}")
    assert [entity["labels"], entity["aliases"]] == [{"en": "one"}, {"en": ["a", "b"]}]
    assert entity["statements"][known][0]["id"].startswith(f"{entity['id']}$")
    assert rest.get(f"{paths(owner)}/{entity['id']}") == entity


@OWNERS
def test_fields_are_chosen(rest: Rest, owner: str) -> None:
    """The id is always there; a field nobody knows is refused, and so is none."""
    path = made(rest, owner, labels={"en": "x"})
    assert list(rest.get(f"{path}?_fields=labels,type")) == ["type", "labels", "id"]
    for bad in ("labels,bogus", "", "id"):
        answer = rest.ask("GET", f"{path}?_fields={bad}")
        assert refusal(answer) == (400, "invalid-query-parameter", {"parameter": "_fields"})
    only = "sitelinks" if owner == "property" else "data_type"
    assert rest.ask("GET", f"{path}?_fields={only}").status_code == 400


@OWNERS
@pytest.mark.parametrize(
    ("parts", "code", "context"),
    [
        ({"labels": "x"}, "invalid-value", {"path": "/labels"}),
        ({"labels": ["x"]}, "invalid-value", {"path": "/labels"}),
        ({"labels": {"xx-none": "x"}}, "invalid-key", {"path": "/labels", "key": "xx-none"}),
        ({"labels": {"en": ""}}, "invalid-value", {"path": "/labels/en"}),
        ({"aliases": {"en": []}}, "invalid-value", {"path": "/aliases/en"}),
        ({"aliases": {"en": ["a", 5]}}, "invalid-value", {"path": "/aliases/en/1"}),
        (
            {"descriptions": {"en": "x" * 251}},
            "value-too-long",
            {"path": "/descriptions/en", "limit": 250},
        ),
        ({"statements": ["x"]}, "invalid-value", {"path": "/statements"}),
        ({"statements": {"P1": "x"}}, "invalid-value", {"path": "/statements/P1"}),
        ({"statements": {"P1": [5]}}, "invalid-value", {"path": "/statements/P1/0"}),
        (
            {"statements": {"P1": [{}]}},
            "missing-field",
            {"path": "/statements/P1/0", "field": "property"},
        ),
        (
            {"statements": {"P999": [stating("P999", "x")]}},
            "referenced-resource-not-found",
            {"path": "/statements/P999/0/property/id"},
        ),
        (
            {"statements": {"P1": [stating("P2", "x")]}},
            "statement-group-property-id-mismatch",
            {
                "path": "/statements/P1/0/property/id",
                "statement_group_property_id": "P1",
                "statement_property_id": "P2",
            },
        ),
    ],
)
def test_a_malformed_entity_is_refused(
    rest: Rest, owner: str, parts: Any, code: str, context: dict[str, Any]
) -> None:
    """With a pointer from the body's root to what is wrong."""
    answer = rest.ask("POST", paths(owner), body(owner, **parts))
    pointed = context | {"path": f"/{owner}{context['path']}"}
    assert refusal(answer) == (400, code, pointed)


def test_a_property_needs_a_datatype(rest: Rest) -> None:
    """One that the wiki has."""
    for sent, code, context in (
        ({}, "missing-field", {"path": "/property", "field": "data_type"}),
        ({"data_type": "bogus"}, "invalid-value", {"path": "/property/data_type"}),
        ({"data_type": 5}, "invalid-value", {"path": "/property/data_type"}),
    ):
        answer = rest.ask("POST", "/entities/properties", {"property": sent})
        assert refusal(answer) == (400, code, context)


def test_items_have_no_sitelinks_here(rest: Rest) -> None:
    """No site is known: none is given, none is taken, and every address of one is refused."""
    sent = {"somewiki": {"title": "X"}}
    answer = rest.ask("POST", "/entities/items", {"item": {"sitelinks": sent}})
    assert refusal(answer)[1:] == ("invalid-key", {"path": "/item/sitelinks", "key": "somewiki"})
    path = f"/entities/items/{rest.item()}/sitelinks"
    assert rest.get(path) == {}
    for method, sent_body in (("GET", None), ("PUT", {"sitelink": {}}), ("DELETE", {})):
        answer = rest.ask(method, f"{path}/somewiki", sent_body)
        assert refusal(answer)[1:] == ("invalid-path-parameter", {"parameter": "site_id"})
    changed = patch({"op": "add", "path": "/somewiki", "value": {"title": "X"}})
    expected = (422, "patch-result-invalid-key", {"path": "", "key": "somewiki"})
    assert refusal(rest.ask("PATCH", path, changed)) == expected
    assert rest.ask("PATCH", path, patch()).json() == {}


@OWNERS
def test_a_patch_changes_several_parts_in_one_edit(rest: Rest, owner: str) -> None:
    """What it does not touch stays, the ids of statements too."""
    known = rest.property("string")
    path = made(rest, owner, labels={"en": "a"}, statements={known: [stating(known, "x")]})
    before = rest.get(path)
    after = rest.ask(
        "PATCH",
        path,
        patch(
            {"op": "add", "path": "/labels/de", "value": "b"},
            {"op": "add", "path": "/aliases/en", "value": ["c"]},
            {"op": "add", "path": f"/statements/{known}/-", "value": stating(known, "y")},
            {"op": "remove", "path": "/id"},
        ),
    ).json()
    assert after["labels"] == {"en": "a", "de": "b"}
    assert after["statements"][known][0] == before["statements"][known][0]
    assert after["statements"][known][1]["value"]["content"] == "y"
    assert rest.get(path) == after


@OWNERS
def test_a_patch_that_changes_nothing_is_no_edit(rest: Rest, owner: str) -> None:
    """The entity tag stays."""
    path = made(rest, owner, labels={"en": "a"})
    tag = rest.ask("GET", path).headers["etag"]
    assert rest.ask("PATCH", path, patch()).headers["etag"] == tag


@OWNERS
@pytest.mark.parametrize(
    ("operation", "path"),
    [
        ({"path": "/id", "value": "Q77"}, "/id"),
        ({"path": "/statements/{0}/0/id", "value": "Q1$x"}, "/statements/{0}/0/id"),
        ({"path": "/statements/{0}/-", "from": "/statements/{0}/0"}, "/statements/{0}/0/id"),
    ],
)
def test_a_patch_may_not_change_who_is_who(
    rest: Rest, owner: str, operation: Any, path: str
) -> None:
    """Ids stay, and no statement is there twice."""
    known = rest.property("string")
    place = made(rest, owner, statements={known: [stating(known, "x")]})
    kind = "copy" if "from" in operation else "replace"
    named = {key: value.format(known) for key, value in operation.items()}
    answer = rest.ask("PATCH", place, patch({"op": kind, **named}))
    expected = (422, "patch-result-modified-read-only-value", {"path": path.format(known)})
    assert refusal(answer) == expected


def test_a_datatype_stays(rest: Rest) -> None:
    """It may neither be changed nor taken away."""
    path = made(rest, "property")
    changed = patch({"op": "replace", "path": "/data_type", "value": "url"})
    assert refusal(rest.ask("PATCH", path, changed))[2] == {"path": "/data_type"}
    gone = patch({"op": "remove", "path": "/data_type"})
    expected = (422, "patch-result-missing-field", {"path": "", "field": "data_type"})
    assert refusal(rest.ask("PATCH", path, gone)) == expected


@OWNERS
def test_a_statement_cannot_move_to_another_property(rest: Rest, owner: str) -> None:
    """Neither under a wrong key nor with its property changed along."""
    known, other = rest.property("string"), rest.property("string")
    path = made(rest, owner, statements={known: [stating(known, "x")]})
    moved = patch({"op": "move", "from": f"/statements/{known}", "path": f"/statements/{other}"})
    code, context = refusal(rest.ask("PATCH", path, moved))[1:]
    assert code == "patched-statement-group-property-id-mismatch"
    assert context["statement_property_id"] == known
    moved["patch"].append(
        {"op": "replace", "path": f"/statements/{other}/0/property/id", "value": other}
    )
    code, context = refusal(rest.ask("PATCH", path, moved))[1:]
    assert code == "patch-result-modified-read-only-value"
    assert context == {"path": f"/statements/{other}/0/property/id"}


def test_a_refused_patch_leaves_everything_as_it_was(rest: Rest) -> None:
    """Though its first operation was in order."""
    path = made(rest, "item", labels={"en": "a"})
    answer = rest.ask(
        "PATCH",
        path,
        patch(
            {"op": "replace", "path": "/labels/en", "value": "b"},
            {"op": "remove", "path": "/labels/de"},
        ),
    )
    assert refusal(answer) == (409, "patch-target-not-found", {"path": "/patch/1/path"})
    assert rest.get(f"{path}/labels") == {"en": "a"}
