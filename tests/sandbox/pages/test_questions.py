"""The query page and its library of questions."""

from __future__ import annotations

import csv
import json
import re

import pytest

from pfgraph.sandbox.pages.querying.library import GROUPS, library, read_question
from tests.sandbox.pages.conftest import Small

WHAT = {"wanted": "", "property": "a wikibase-item"}
"""What the small wiki has that the defaults do not fit."""


@pytest.fixture(scope="module")
def wiki(small: Small) -> Small:
    """The small wiki, with something for every question to find."""
    somebody = small.person
    small.person.make("Item", "Berlin", language="en", description="another city")
    address = f"/wiki/Special:EditStatement/{small.guids['string']}"
    somebody.open(address).send(address, "add:q", add__q="a time")
    somebody.send(address, "add:r", q0__text="2019", add__r="a url")
    somebody.send(address, "save", r0__0__text="https://example.org/q", rank="preferred")
    return small


@pytest.mark.parametrize("name", library())
def test_every_question_runs_on_a_wiki_of_any_content(wiki: Small, name: str) -> None:
    """One click gives rows; what it asks with is a form and the query itself, to be changed."""
    question = library()[name]
    fields = {f"p.{each.name}": WHAT.get(each.name, "") for each in question.parameters}
    if "entity" in {each.name for each in question.parameters}:
        fields["p.entity"] = wiki.berlin if name == "everything-about" else wiki.kilometre
    answer = wiki.person.http.get("/query", params={"question": name, **fields})
    assert answer.status_code == 200, answer.text
    assert re.search(r'<p role="status">[\d,]+ row', answer.text)
    assert wiki.person.http.get("/query", params={"question": name}).status_code == 200


@pytest.mark.parametrize("name", library())
def test_no_question_knows_the_numbers_of_a_wiki(name: str) -> None:
    """Properties are found by what they are, so that the question fits every wiki."""
    text = library()[name].text
    assert not re.search(r"\b(wdt|p|ps|pq|pr|psv):P\d", text)
    assert set(re.findall(r"\bwd:\w+", text)) <= {"wd:Q1"}


def test_the_library_has_every_group() -> None:
    """No heading stands without questions under it."""
    assert {question.group for question in library().values()} == set(GROUPS)


def test_a_question_without_its_comments_is_refused() -> None:
    """The file's name and what is missing are told."""
    with pytest.raises(ValueError, match=r"odd\.rq: no comment says its description or group"):
        read_question("odd", "# title: Odd\nSELECT * WHERE { ?s ?p ?o }")


def test_what_is_typed_into_a_field_stays_a_text(wiki: Small) -> None:
    """Quotation marks and braces can not change the query around them."""
    nasty = 'x" } DROP \\ { <script>'
    filled = library()["label-contains"].filled({"word": nasty})
    assert 'VALUES ?word { "x\\" } DROP \\\\ { <script>" }' in filled
    params = {"question": "label-contains", "p.word": nasty}
    answer = wiki.person.http.get("/query", params=params)
    assert answer.status_code == 200
    assert "Nothing was found." in answer.text


def test_a_field_that_does_not_fit_is_told(wiki: Small) -> None:
    """Words instead of an empty table."""
    params = {"question": "links-to", "p.entity": "Berlin?"}
    answer = wiki.person.http.get("/query", params=params)
    assert answer.status_code == 400
    assert "“Berlin?” is no id of an item or a property" in answer.text


def test_a_query_typed_into_the_page_is_answered_as_a_table(wiki: Small) -> None:
    """Entities stand there by their labels, with links to their pages."""
    query = 'SELECT ?item WHERE { ?item rdfs:label "kilometre"@en }'
    page = wiki.person.open("/query").send("/query#answer", query=query).text
    assert f'<td><a href="/wiki/Item:{wiki.kilometre}">kilometre</a>' in page


def test_a_mistake_in_a_query_is_told_and_the_query_kept(wiki: Small) -> None:
    """One mends it where it stands."""
    page = wiki.person.open("/query").send("/query#answer", query="SELECT everything")
    assert page.page is not None
    assert page.page.status_code == 400
    assert 'role="alert"' in page.text
    assert page.form("/query#answer").fields["query"] == "SELECT everything"


def test_an_answer_is_downloaded(wiki: Small) -> None:
    """As CSV, TSV or JSON, whole and as a file."""
    query = (
        'SELECT ?item ?label WHERE { ?item rdfs:label ?label . FILTER(?label = "kilometre"@en) }'
    )
    item = f"{wiki.sandbox.url}/entity/{wiki.kilometre}"

    def downloaded(form: str) -> str:
        answer = wiki.person.http.post("/query", data={"query": query, "download": form})
        assert answer.headers["content-disposition"] == f'attachment; filename="answer.{form}"'
        return answer.text

    rows = list(csv.reader(downloaded("csv").splitlines()))
    assert rows == [["item", "label"], [item, "kilometre"]]
    assert downloaded("tsv").splitlines() == ["?item\t?label", f'<{item}>\t"kilometre"@en']
    bindings = json.loads(downloaded("json"))["results"]["bindings"]
    assert [each["item"]["value"] for each in bindings] == [item]


def test_the_answer_to_ask_is_a_word(wiki: Small) -> None:
    """Yes or no."""
    page = wiki.person.open("/query").send("/query#answer", query="ASK { ?s ?p ?o }").text
    assert "<td>yes</td>" in page
