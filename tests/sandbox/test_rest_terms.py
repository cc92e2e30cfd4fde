"""Labels, descriptions and aliases by the REST API, of items and of properties."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.restclient import Rest, patch, refusal

OWNERS = pytest.mark.parametrize("owner", ["items", "properties"])
KINDS = pytest.mark.parametrize("kind", ["labels", "descriptions"])


def made(rest: Rest, owner: str, **parts: Any) -> str:
    """The path of a new entity."""
    entity_id = rest.item(**parts) if owner == "items" else rest.property("string", **parts)
    return f"/entities/{owner}/{entity_id}"


@OWNERS
@KINDS
def test_a_term_is_set_replaced_and_taken_away(rest: Rest, owner: str, kind: str) -> None:
    """201 where there was none, 200 where there was; gone is gone."""
    path, name = f"{made(rest, owner)}/{kind}/de", kind.removesuffix("s")
    assert rest.ask("PUT", path, {name: "eins"}).status_code == 201
    second = rest.ask("PUT", path, {name: "zwei"})
    assert (second.status_code, second.json()) == (200, "zwei")
    assert rest.get(path) == "zwei"
    gone = rest.ask("DELETE", path)
    assert (gone.status_code, gone.json()) == (200, f"{name.capitalize()} deleted")
    expected = (404, "resource-not-found", {"resource_type": name})
    assert refusal(rest.ask("GET", path)) == refusal(rest.ask("DELETE", path)) == expected


@OWNERS
@KINDS
def test_white_space_around_a_term_goes(rest: Rest, owner: str, kind: str) -> None:
    """Before it is looked at; a text of nothing else is empty."""
    path, name = f"{made(rest, owner)}/{kind}/en", kind.removesuffix("s")
    assert rest.ask("PUT", path, {name: " \tx y\n"}).json() == "x y"
    refused = rest.ask("PUT", path, {name: " \n"})
    assert refusal(refused) == (400, "invalid-value", {"path": f"/{name}"})


@OWNERS
def test_a_term_set_again_is_no_edit(rest: Rest, owner: str) -> None:
    """The entity tag stays."""
    path = f"{made(rest, owner)}/labels/de"
    first = rest.ask("PUT", path, {"label": "x"})
    again = rest.ask("PUT", path, {"label": "x"})
    assert (again.status_code, again.headers["etag"]) == (200, first.headers["etag"])


@OWNERS
@KINDS
@pytest.mark.parametrize(
    ("text", "code", "context"),
    [
        ("", "invalid-value", {}),
        ("\u00a0x", "invalid-value", {}),
        ("a\tb", "invalid-value", {}),
        ("x" * 251, "value-too-long", {"limit": 250}),
    ],
)
def test_a_text_that_may_not_stand_is_refused(
    rest: Rest, owner: str, kind: str, text: str, code: str, context: Any
) -> None:
    """Unlike the Action API, this one makes no blanks of control characters."""
    name = kind.removesuffix("s")
    answer = rest.ask("PUT", f"{made(rest, owner)}/{kind}/en", {name: text})
    assert refusal(answer) == (400, code, {"path": f"/{name}"} | context)


@OWNERS
@pytest.mark.parametrize("part", ["labels", "descriptions", "aliases"])
def test_a_path_with_a_bad_part_is_refused(rest: Rest, owner: str, part: str) -> None:
    """The first bad parameter counts, and it counts before anything is looked up."""
    name = {"items": "item_id", "properties": "property_id"}[owner]
    other = {"items": "P1", "properties": "Q1"}[owner]
    good = {"items": "Q999", "properties": "P999"}[owner]
    for path, parameter in (
        (f"/entities/{owner}/{other}/{part}/xx-none", name),
        (f"/entities/{owner}/{good}/{part}/xx-none", "language_code"),
    ):
        assert refusal(rest.ask("GET", path)) == (
            400, "invalid-path-parameter", {"parameter": parameter}
        )  # fmt: skip
    kind = {"items": "item", "properties": "property"}[owner]
    missing = rest.ask("GET", f"/entities/{owner}/{good}/{part}")
    assert refusal(missing) == (404, "resource-not-found", {"resource_type": kind})


def test_a_pair_that_another_item_has_is_refused(rest: Rest) -> None:
    """From either side: the label that would complete it, and the description."""
    other = rest.item(labels={"en": "bank"}, descriptions={"en": "of a river"})
    path = made(rest, "items", labels={"en": "bank"}, descriptions={"en": "for money"})
    violation = {
        "violation": "item-label-description-duplicate",
        "violation_context": {"language": "en", "conflicting_item_id": other},
    }
    answer = rest.ask("PUT", f"{path}/descriptions/en", {"description": "of a river"})
    assert refusal(answer) == (422, "data-policy-violation", violation)
    third = made(rest, "items", labels={"en": "x"}, descriptions={"en": "of a river"})
    answer = rest.ask("PUT", f"{third}/labels/en", {"label": "bank"})
    assert refusal(answer) == (422, "data-policy-violation", violation)


@OWNERS
def test_a_label_may_not_equal_its_description(rest: Rest, owner: str) -> None:
    """Whichever comes second is refused, by a patch as by hand."""
    path = made(rest, owner, descriptions={"en": "same"})
    violation = {
        "violation": "label-description-same-value",
        "violation_context": {"language": "en"},
    }
    body = patch({"op": "add", "path": "/en", "value": "same"})
    for answer in (
        rest.ask("PUT", f"{path}/labels/en", {"label": "same"}),
        rest.ask("PATCH", f"{path}/labels", body),
    ):
        assert refusal(answer) == (422, "data-policy-violation", violation)


def test_a_property_label_is_unique_and_no_id(rest: Rest) -> None:
    """In each language by itself."""
    rest.property("string", labels={"en": "height"})
    path = made(rest, "properties")
    answer = rest.ask("PUT", f"{path}/labels/en", {"label": "height"})
    assert refusal(answer)[2]["violation"] == "property-label-duplicate"
    assert rest.ask("PUT", f"{path}/labels/de", {"label": "height"}).status_code == 201
    answer = rest.ask("PUT", f"{path}/labels/en", {"label": "P12"})
    assert refusal(answer) == (400, "invalid-value", {"path": "/label"})


@OWNERS
def test_lists_come_in_the_order_of_the_languages(rest: Rest, owner: str) -> None:
    """The index of terms gives them so; the entity keeps the order in which they came."""
    path = made(rest, owner, labels={"fr": "c", "en": "b"})
    rest.ask("PUT", f"{path}/labels/de", {"label": "a"})
    assert list(rest.get(f"{path}/labels")) == ["de", "en", "fr"]
    assert list(rest.get(path)["labels"]) == ["fr", "en", "de"]


@OWNERS
def test_a_missing_label_leads_to_the_nearest(rest: Rest, owner: str) -> None:
    """By a temporary redirect; a label of one's own language is given at once."""
    path = made(rest, owner, labels={"de": "Haus"})
    near = rest.ask("GET", f"{path}/labels_with_language_fallback/de-at")
    assert near.status_code == 307
    assert near.headers["location"].endswith(f"{path}/labels/de")
    assert rest.get(f"{path}/labels_with_language_fallback/de") == "Haus"
    none = rest.ask("GET", f"{path}/descriptions_with_language_fallback/de")
    assert refusal(none) == (404, "resource-not-found", {"resource_type": "description"})


@OWNERS
def test_aliases_are_added_once(rest: Rest, owner: str) -> None:
    """After those there are, trimmed; the answer has all of them."""
    path = f"{made(rest, owner)}/aliases/en"
    assert rest.ask("POST", path, {"aliases": [" a ", "b", "a"]}).json() == ["a", "b"]
    second = rest.ask("POST", path, {"aliases": ["b", "c"]})
    assert (second.status_code, second.json()) == (200, ["a", "b", "c"])
    assert rest.get(path) == ["a", "b", "c"]


@OWNERS
@pytest.mark.parametrize(
    ("aliases", "path"),
    [([], "/aliases"), ({"a": "b"}, "/aliases"), ([5], "/aliases/0"), (["a", " "], "/aliases/1")],
)
def test_malformed_aliases_are_refused(rest: Rest, owner: str, aliases: Any, path: str) -> None:
    """With a pointer to the one that is wrong."""
    answer = rest.ask("POST", f"{made(rest, owner)}/aliases/en", {"aliases": aliases})
    assert refusal(answer) == (400, "invalid-value", {"path": path})


@OWNERS
def test_a_patch_changes_all_terms_of_a_kind(rest: Rest, owner: str) -> None:
    """And answers with what there is then."""
    path = made(rest, owner, labels={"en": "a"}, aliases={"en": ["x"]})
    body = patch(
        {"op": "test", "path": "/en", "value": "a"}, {"op": "move", "from": "/en", "path": "/de"}
    )
    assert rest.ask("PATCH", f"{path}/labels", body).json() == {"de": "a"}
    more = patch({"op": "add", "path": "/en/-", "value": "y"})
    assert rest.ask("PATCH", f"{path}/aliases", more).json() == {"en": ["x", "y"]}


@OWNERS
@pytest.mark.parametrize(
    ("kind", "operation", "code", "context"),
    [
        ("labels", {"path": "/xx-none", "value": "x"}, "key", {"path": "", "key": "xx-none"}),
        ("labels", {"path": "/de", "value": 5}, "value", {"path": "/de", "value": 5}),
        ("labels", {"path": "/de", "value": " "}, "value", {"path": "/de", "value": ""}),
        ("labels", {"path": "", "value": ["x"]}, "value", {"path": "", "value": ["x"]}),
        ("aliases", {"path": "/de", "value": []}, "value", {"path": "/de", "value": []}),
        ("aliases", {"path": "/de", "value": ["a", 5]}, "value", {"path": "/de/1", "value": 5}),
    ],
)
def test_a_patch_whose_result_is_bad_is_refused(
    rest: Rest, owner: str, kind: str, operation: Any, code: str, context: Any
) -> None:
    """422, with a pointer into the result."""
    body = patch({"op": "add", **operation})
    answer = rest.ask("PATCH", f"{made(rest, owner)}/{kind}", body)
    assert refusal(answer) == (422, f"patch-result-invalid-{code}", context)


@OWNERS
@pytest.mark.parametrize(
    ("kind", "value", "path"),
    [
        ("labels", {"de": "x" * 251}, "/de"),
        ("descriptions", {"de": "x" * 251}, "/de"),
        ("aliases", {"de": ["a", "x" * 251]}, "/de/1"),
    ],
)
def test_a_patch_may_not_make_a_text_too_long(
    rest: Rest, owner: str, kind: str, value: Any, path: str
) -> None:
    """The limit is told."""
    body = patch({"op": "replace", "path": "", "value": value})
    answer = rest.ask("PATCH", f"{made(rest, owner)}/{kind}", body)
    expected = (422, "patch-result-value-too-long", {"path": path, "limit": 250})
    assert refusal(answer) == expected
