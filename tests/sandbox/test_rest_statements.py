"""Statements by the REST API: by their own id and under their entity."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.restclient import Rest, patch, refusal, stating

UNUSED = "01234567-89AB-4CDE-8F01-23456789ABCD"


@pytest.fixture
def stated(rest: Rest) -> tuple[str, dict[str, Any]]:
    """The id of an item, and a statement of it with a string."""
    item = rest.item()
    return item, rest.statement(item, rest.property("string"), "x")


def places(item: str, guid: str) -> list[str]:
    """The two paths of a statement."""
    return [f"/statements/{guid}", f"/entities/items/{item}/statements/{guid}"]


def test_a_statement_is_found_by_both_paths(rest: Rest, stated: tuple[str, dict[str, Any]]) -> None:
    """The letter of the entity id may be small; the answer is the same."""
    item, statement = stated
    guid = statement["id"]
    for path in [*places(item, guid), f"/statements/{guid.lower()[:1]}{guid[1:]}"]:
        assert rest.get(path) == statement


@pytest.mark.parametrize("under", [0, 1])
def test_a_statement_is_replaced_whole(
    rest: Rest, stated: tuple[str, dict[str, Any]], under: int
) -> None:
    """What is not sent is gone; the id stays."""
    item, statement = stated
    known, path = statement["property"]["id"], places(item, statement["id"])[under]
    parts = {"rank": "preferred", "references": [{"parts": [stating(known, "ref")]}]}
    first = rest.ask("PUT", path, {"statement": stating(known, "y", **parts)}).json()
    assert [first["rank"], len(first["references"])] == ["preferred", 1]
    second = rest.ask("PUT", path, {"statement": stating(known, "z")}).json()
    assert second == statement | {"value": {"type": "value", "content": "z"}}


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda sent, other: sent | {"property": {"id": other}}, "/statement/property/id"),
        (lambda sent, _: sent | {"id": f"Q1${UNUSED}"}, "/statement/id"),
    ],
)
def test_id_and_property_of_a_statement_stay(
    rest: Rest, stated: tuple[str, dict[str, Any]], change: Any, path: str
) -> None:
    """Another of either is refused, put in place or patched in."""
    item, statement = stated
    other = rest.property("string")
    changed = change(statement, other)
    place = places(item, statement["id"])[0]
    put = rest.ask("PUT", place, {"statement": changed})
    assert refusal(put) == (400, "cannot-modify-read-only-value", {"path": path})
    body = patch({"op": "replace", "path": "", "value": changed})
    patched = refusal(rest.ask("PATCH", place, body))
    pointer = path.removeprefix("/statement")
    assert patched == (422, "patch-result-modified-read-only-value", {"path": pointer})


@pytest.mark.parametrize("under", [0, 1])
def test_a_statement_is_patched_and_deleted(
    rest: Rest, stated: tuple[str, dict[str, Any]], under: int
) -> None:
    """After which there is none to be found."""
    item, statement = stated
    path = places(item, statement["id"])[under]
    body = patch({"op": "remove", "path": "/id"}, {"op": "remove", "path": "/rank"},
                 {"op": "replace", "path": "/value", "value": {"type": "novalue"}})  # fmt: skip
    assert rest.ask("PATCH", path, body).json()["value"] == {"type": "novalue"}
    assert rest.ask("DELETE", path).json() == "Statement deleted"
    expected = (404, "resource-not-found", {"resource_type": "statement"})
    for method, sent in (("GET", None), ("DELETE", {}), ("PATCH", body)):
        assert refusal(rest.ask(method, path, sent)) == expected


@pytest.mark.parametrize(
    ("operation", "code", "context"),
    [
        (
            {"op": "remove", "path": "/value"},
            "patch-result-missing-field",
            {"path": "", "field": "value"},
        ),
        (
            {"op": "replace", "path": "/value/content", "value": " x"},
            "patch-result-invalid-value",
            {"path": "/value/content", "value": " x"},
        ),
        (
            {"op": "add", "path": "/qualifiers/-", "value": stating("P999", "x")},
            "patch-result-referenced-resource-not-found",
            {"path": "/qualifiers/0/property/id", "value": "P999"},
        ),
        (
            {"op": "replace", "path": "", "value": "x"},
            "patch-result-invalid-value",
            {"path": "", "value": "x"},
        ),
    ],
)
def test_a_patch_that_spoils_a_statement_is_refused(
    rest: Rest, stated: tuple[str, dict[str, Any]], operation: Any, code: str, context: Any
) -> None:
    """422, with a pointer into the result and the value there."""
    item, statement = stated
    answer = rest.ask("PATCH", places(item, statement["id"])[0], patch(operation))
    assert refusal(answer) == (422, code, context)


def test_statements_have_the_datatypes_rules(rest: Rest) -> None:
    """A value that the Action API refuses is refused here, too, whatever is wrong with it."""
    item = rest.item()
    for datatype, content in (
        ("string", "x" * 401),
        ("url", "no address"),
        ("wikibase-item", "Q999"),
        ("wikibase-item", {"id": item}),
        ("wikibase-property", item),
        ("quantity", {"amount": "many", "unit": "1"}),
        ("monolingualtext", {"text": "x", "language": "xx-none"}),
        ("globe-coordinate", {"latitude": 1, "longitude": 2}),
    ):
        sent = {"statement": stating(rest.property(datatype), content)}
        answer = rest.ask("POST", f"/entities/items/{item}/statements", sent)
        expected = (400, "invalid-value", {"path": "/statement/value/content"})
        assert refusal(answer) == expected, datatype


def test_a_new_statement_never_takes_the_id_it_is_sent_with(
    rest: Rest, stated: tuple[str, dict[str, Any]]
) -> None:
    """So that no statement is there twice; its address is told."""
    item, statement = stated
    path = f"/entities/items/{item}/statements"
    answer = rest.ask("POST", path, {"statement": statement})
    guid = answer.json()["id"]
    assert answer.status_code == 201
    assert guid != statement["id"]
    assert answer.headers["location"].endswith(f"{path}/{guid.replace('$', '%24')}")


def test_statements_are_filtered_by_property(
    rest: Rest, stated: tuple[str, dict[str, Any]]
) -> None:
    """A property without statements gives none; what is no property id is refused."""
    item, statement = stated
    known, other = statement["property"]["id"], rest.property("string")
    path = f"/entities/items/{item}/statements"
    assert rest.get(f"{path}?property={known}") == {known: [statement]}
    assert rest.get(f"{path}?property={other}") == {}
    for bad in ("Q1", "x", ""):
        answer = rest.ask("GET", f"{path}?property={bad}")
        assert refusal(answer) == (400, "invalid-query-parameter", {"parameter": "property"})


def test_a_statement_of_something_else_is_told_apart(
    rest: Rest, stated: tuple[str, dict[str, Any]]
) -> None:
    """Under another item, under a missing one, and under none at all."""
    _, statement = stated
    other = rest.item()
    answer = rest.ask("GET", f"/entities/items/{other}/statements/{statement['id']}")
    told = {"item_id": other, "statement_id": statement["id"]}
    assert refusal(answer) == (400, "item-statement-id-mismatch", told)
    for path, kind in (
        (f"/entities/items/Q999/statements/Q999${UNUSED}", "item"),
        (f"/statements/Q999${UNUSED}", "statement"),
        (f"/statements/{other}${UNUSED}", "statement"),
    ):
        assert refusal(rest.ask("GET", path))[2] == {"resource_type": kind}
    for path in ("/statements/Q1", "/statements/Q1$x", f"/entities/items/{other}/statements/x$y"):
        answer = rest.ask("GET", path)
        assert refusal(answer)[1:] == ("invalid-path-parameter", {"parameter": "statement_id"})


def test_properties_have_statements_too(rest: Rest) -> None:
    """Under their own paths, with a refusal of their own."""
    known = rest.property("string")
    path = f"/entities/properties/{known}/statements"
    made = rest.ask("POST", path, {"statement": stating(known, "x")}).json()
    assert rest.get(path) == {known: [made]}
    body = patch({"op": "replace", "path": "/rank", "value": "deprecated"})
    assert rest.ask("PATCH", f"{path}/{made['id']}", body).json()["rank"] == "deprecated"
    other = rest.property("string")
    answer = rest.ask("DELETE", f"/entities/properties/{other}/statements/{made['id']}")
    assert refusal(answer)[1] == "property-statement-id-mismatch"
    assert rest.ask("DELETE", f"{path}/{made['id']}").status_code == 200


def test_a_redirect_has_no_statements(rest: Rest) -> None:
    """Reading its list leads on, adding to it is refused, and its statements are not found."""
    known, target, source = rest.property("string"), rest.item(), rest.item()
    merge(rest, source, target)
    path = f"/entities/items/{source}/statements"
    moved = rest.ask("GET", f"{path}?property={known}")
    assert moved.status_code == 308
    ending = f"/entities/items/{target}/statements?property={known}"
    assert moved.headers["location"].endswith(ending)
    added = rest.ask("POST", path, {"statement": stating(known, "x")})
    assert refusal(added) == (409, "redirected-item", {"redirect_target": target})
    for place in places(source, f"{source}${UNUSED}"):
        assert refusal(rest.ask("GET", place))[2] == {"resource_type": "statement"}
        assert refusal(rest.ask("DELETE", place))[2] == {"resource_type": "statement"}


def merge(rest: Rest, source: str, target: str) -> None:
    """Make one item a redirect to another, by the Action API."""
    asked = {"action": "query", "meta": "tokens", "format": "json"}
    token = rest.http.get("/w/api.php", params=asked).json()["query"]["tokens"]["csrftoken"]
    fields = {"action": "wbcreateredirect", "from": source, "to": target, "token": token}
    assert rest.http.post("/w/api.php", data={"format": "json", **fields}).json()["success"] == 1
