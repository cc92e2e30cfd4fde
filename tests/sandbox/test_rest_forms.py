"""The REST API's forms of values, statements and patches, without a server."""

from __future__ import annotations

import copy
from typing import Any

import jsonpatch
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox.model.datatypes import VALUE_TYPES, Surroundings
from pfgraph.sandbox.model.statements import RANKS, Properties, checked_statement
from pfgraph.sandbox.rest.errors import RestError
from pfgraph.sandbox.rest.patching import apply_patch, check_patch
from pfgraph.sandbox.rest.refusals import Absent, Invalid, Missing, Refusal
from pfgraph.sandbox.rest.serialising import statement_json
from pfgraph.sandbox.rest.statements import read_statement, read_statements
from pfgraph.sandbox.rest.terms import read_alias_list, read_terms
from pfgraph.sandbox.rest.values import content_of, datavalue_of

GUID = "Q1$01234567-89AB-4CDE-8F01-23456789ABCD"
DATATYPES = ("string", "url", "external-id", "wikibase-item", "wikibase-property", "time",
             "quantity", "globe-coordinate", "monolingualtext")  # fmt: skip
PROPERTIES = Properties(
    lambda known: DATATYPES[int(known[1:]) - 1] if int(known[1:]) <= len(DATATYPES) else None,
    Surroundings(lambda _: True, "http://wiki.example/entity/"),
)
words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)
degrees = st.integers(-9000, 9000).map(lambda n: n / 100).filter(lambda n: n != int(n))
CONTENTS: dict[str, st.SearchStrategy[Any]] = {
    "string": words,
    "external-id": words,
    "url": st.integers(0, 999).map("https://example.org/{}".format),
    "wikibase-item": st.integers(1, 999).map("Q{}".format),
    "wikibase-property": st.integers(1, 999).map("P{}".format),
    "time": st.fixed_dictionaries(
        {
            "time": st.dates().map(lambda day: f"+{day.isoformat()}T00:00:00Z"),
            "precision": st.integers(0, 11),
            "calendarmodel": st.just("http://www.wikidata.org/entity/Q1985727"),
        }
    ),
    "quantity": st.fixed_dictionaries(
        {
            "amount": st.integers(-999, 999).map("{:+d}".format),
            "unit": st.sampled_from(["1", "http://wiki.example/entity/Q2"]),
        }
    ),
    "globe-coordinate": st.fixed_dictionaries(
        {
            "latitude": degrees,
            "longitude": degrees,
            "precision": st.just(0.01),
            "globe": st.just("http://www.wikidata.org/entity/Q2"),
        }
    ),
    "monolingualtext": st.fixed_dictionaries({"text": words, "language": st.just("de")}),
}


@st.composite
def pairs(draw: st.DrawFn) -> dict[str, Any]:
    """A property with a value, an unknown value or none, as the API gives it out."""
    number = draw(st.integers(1, len(DATATYPES)))
    kind = draw(st.sampled_from(["value", "somevalue", "novalue"]))
    value = {"type": kind}
    if kind == "value":
        value["content"] = draw(CONTENTS[DATATYPES[number - 1]])
    return {
        "property": {"id": f"P{number}", "data_type": DATATYPES[number - 1]},
        "value": value,
    }


statements = st.builds(
    lambda pair, rank, qualifiers, references: {
        "id": GUID, "rank": rank, "qualifiers": qualifiers, "references": references, **pair
    },
    pairs(),
    st.sampled_from(RANKS),
    st.lists(pairs(), max_size=3),
    st.lists(st.fixed_dictionaries({"parts": st.lists(pairs(), min_size=1, max_size=3)}),
             max_size=2),
)  # fmt: skip


def kept(sent: dict[str, Any]) -> dict[str, Any]:
    return checked_statement(read_statement(sent, "", PROPERTIES), GUID, PROPERTIES)


@given(st.sampled_from(DATATYPES).flatmap(lambda kind: st.tuples(st.just(kind), CONTENTS[kind])))
def test_a_content_comes_back_as_it_was_sent(typed: tuple[str, Any]) -> None:
    """Reading and giving out are each other's inverse, whatever the datatype."""
    datatype, content = typed
    read = datavalue_of(datatype, content, "")
    assert read["type"] == VALUE_TYPES[datatype]
    assert content_of(read) == content


@given(statements)
def test_what_is_given_out_may_be_sent_back(sent: dict[str, Any]) -> None:
    """A statement that was read and kept is, given out and read again, the same statement."""
    first = kept(sent)
    assert kept(statement_json(first)) == first


@given(statements)
def test_nothing_of_a_statement_is_lost(sent: dict[str, Any]) -> None:
    """Main value and rank are as sent; qualifiers are grouped by property, each of them once."""
    out = statement_json(kept(sent))
    assert [out[key] for key in ("id", "rank", "property", "value")] == [
        sent[key] for key in ("id", "rank", "property", "value")
    ]
    assert all(each in sent["qualifiers"] for each in out["qualifiers"])
    assert all(each in out["qualifiers"] for each in sent["qualifiers"])
    assert len(out["references"]) == len(sent["references"])


@given(statements)
def test_a_statement_that_did_not_change_is_not_read_again(sent: dict[str, Any]) -> None:
    """It stays even where its value would not be accepted any more."""
    statement = kept(sent)
    out = statement_json(statement)
    nothing = Properties(lambda _: None, PROPERTIES.wiki)
    group = {out["property"]["id"]: [out]}
    assert read_statements(group, "", nothing, {GUID: (out, statement)}) == [statement]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"value": None}, Invalid("/statement/value", None)),
        ({"property": {}}, Missing("/statement/property", "id")),
        ({"property": {"id": 5}}, Invalid("/statement/property/id", 5)),
        ({"property": {"id": "Q5"}}, Invalid("/statement/property/id", "Q5")),
        ({"property": {"id": "P99"}}, Absent("/statement/property/id", "P99")),
        ({"value": {}}, Missing("/statement/value", "type")),
        ({"value": {"type": "bogus"}}, Invalid("/statement/value/type", "bogus")),
        ({"value": {"type": "value"}}, Missing("/statement/value", "content")),
        ({"rank": "best"}, Invalid("/statement/rank", "best")),
        ({"id": 5}, Invalid("/statement/id", 5)),
        ({"qualifiers": "x"}, Invalid("/statement/qualifiers", "x")),
        ({"qualifiers": ["x"]}, Invalid("/statement/qualifiers/0", "x")),
        ({"references": [{}]}, Missing("/statement/references/0", "parts")),
        ({"references": [{"parts": [5]}]}, Invalid("/statement/references/0/parts/0", 5)),
    ],
)
def test_a_malformed_part_is_named_by_its_pointer(
    change: dict[str, Any], expected: Refusal
) -> None:
    """The pointer leads to what is wrong, through qualifiers and references too."""
    sent = {"property": {"id": "P1"}, "value": {"type": "value", "content": "x"}} | change
    with pytest.raises(type(expected)) as refused:
        read_statement(sent, "/statement", PROPERTIES)
    assert refused.value == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("now", Invalid("/value/content", "now")),
        ({"precision": 11, "calendarmodel": "x"}, Missing("/value", "time")),
        ({"time": 5, "precision": 11, "calendarmodel": "x"}, Invalid("/value/time", 5)),
        (
            {"time": "+2020-00-00T00:00:00Z", "precision": True, "calendarmodel": "x"},
            Invalid("/value/precision", True),
        ),
    ],
)
def test_the_fields_of_a_time_are_told_apart(content: Any, expected: Refusal) -> None:
    """Their pointers leave `content` out, as the real wiki's do."""
    with pytest.raises(type(expected)) as refused:
        datavalue_of("time", content, "/value")
    assert refused.value == expected


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(json_values, json_values)
def test_a_patch_leads_from_one_document_to_the_other(before: Any, after: Any) -> None:
    """What a library says differs is, applied here, the other document; the first stays."""
    operations = jsonpatch.make_patch(before, after).patch
    original = copy.deepcopy(before)
    assert apply_patch(before, check_patch(operations)) == after
    assert before == original


@pytest.mark.parametrize(
    ("operation", "code", "context"),
    [
        ("x", "invalid-value", {"path": "/patch"}),
        ({"path": "/a"}, "missing-field", {"path": "/patch/0", "field": "op"}),
        ({"op": "add", "value": 1}, "missing-field", {"path": "/patch/0", "field": "path"}),
        ({"op": 1, "path": "/a"}, "invalid-value", {"path": "/patch/0/op"}),
        ({"op": "add", "path": 1}, "invalid-value", {"path": "/patch/0/path"}),
        ({"op": "put", "path": "/a"}, "invalid-value", {"path": "/patch/0/op"}),
        ({"op": "add", "path": "/a"}, "missing-field", {"path": "/patch/0", "field": "value"}),
        ({"op": "move", "path": "/a"}, "missing-field", {"path": "/patch/0", "field": "from"}),
        ({"op": "copy", "path": "/a", "from": 1}, "invalid-value", {"path": "/patch/0/from"}),
    ],
)
def test_a_malformed_patch_is_refused(operation: Any, code: str, context: Any) -> None:
    """Before anything is patched, with a pointer into the patch."""
    with pytest.raises(RestError) as refused:
        check_patch([operation])
    assert (refused.value.code, refused.value.context) == (code, context)


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        ({"op": "remove", "path": "/b"}, "/patch/1/path"),
        ({"op": "replace", "path": "/b", "value": 1}, "/patch/1/path"),
        ({"op": "add", "path": "/b/c", "value": 1}, "/patch/1/path"),
        ({"op": "add", "path": "/list/7", "value": 1}, "/patch/1/path"),
        ({"op": "add", "path": "b", "value": 1}, "/patch/1/path"),
        ({"op": "test", "path": "/b", "value": 1}, "/patch/1/path"),
        ({"op": "test", "path": "/list/-", "value": 1}, "/patch/1/path"),
        ({"op": "copy", "path": "/c", "from": "/list/-"}, "/patch/1/from"),
        ({"op": "move", "path": "/c", "from": "/b"}, "/patch/1/from"),
        ({"op": "copy", "path": "/list/7", "from": "/a"}, "/patch/1/path"),
    ],
)
def test_a_target_that_is_not_there_is_named(operation: dict[str, Any], path: str) -> None:
    """By the number of the operation and the field that leads nowhere."""
    first = {"op": "add", "path": "/a", "value": "x"}
    with pytest.raises(RestError) as refused:
        apply_patch({"list": []}, [first, operation])
    assert (refused.value.code, refused.value.context) == (
        "patch-target-not-found", {"path": path}
    )  # fmt: skip


def test_what_is_replaced_comes_last() -> None:
    """In an object; in a list it keeps its place, and the whole document may be replaced."""
    replaced = [{"op": "replace", "path": "/a", "value": 3}]
    assert list(apply_patch({"a": 1, "b": 2}, replaced).items()) == [("b", 2), ("a", 3)]
    assert apply_patch([1, 2], [{"op": "replace", "path": "/0", "value": 3}]) == [3, 2]
    assert apply_patch([1, 2], [{"op": "replace", "path": "/1", "value": 3}]) == [1, 3]
    assert apply_patch([1], [{"op": "replace", "path": "", "value": 3}]) == 3


def test_a_failed_test_tells_what_was_there() -> None:
    """So that the client need not ask."""
    with pytest.raises(RestError) as refused:
        apply_patch({"a": [1]}, [{"op": "test", "path": "/a", "value": [2]}])
    assert refused.value.context == {"path": "/patch/0", "actual_value": [1]}


@given(st.dictionaries(st.sampled_from(["en", "de", "fr"]), words))
def test_terms_are_read_as_they_are_written(terms: dict[str, str]) -> None:
    """All but white space around them, which goes."""
    padded = {language: f" {text}\n" for language, text in terms.items()}
    assert read_terms(padded, "") == read_terms(terms, "") == terms


@given(st.lists(words.filter(lambda text: len(text) <= 250), min_size=1))
def test_each_alias_is_kept_once_in_order(aliases: list[str]) -> None:
    """Whoever sends one twice means it once."""
    assert read_alias_list([*aliases, *aliases], "") == list(dict.fromkeys(aliases))
