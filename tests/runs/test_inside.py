"""A wiki that fails inside: an edit may have been saved all the same, so it is looked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pfgraph.errors import EditError, NoAnswer
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.repository import Edit, Saved
from tests.runs.bots import bot
from tests.runs.conftest import connected
from tests.runs.loading import actors, said


class Answer:
    """What an api.php says after an exception of its own."""

    def json(self) -> dict[str, Any]:
        code = "internal_api_error_DBQueryError"
        return {"error": {"code": code, "info": "[x] Caught exception of type DBQueryError"}}


def test_an_exception_inside_the_wiki_is_no_answer(wiki: Sandbox) -> None:
    """Left alone, pywikibot would send the edit again at once."""
    with connected(wiki) as repository:
        request = repository.site.simple_request(action="wbeditentity", new="item", data="{}")
        with pytest.raises(NoAnswer) as raised:
            request._json_loads(Answer())
    assert raised.value.code == "internal_api_error_DBQueryError"


@pytest.mark.parametrize("saved", [True, False])
def test_what_was_saved_before_that_is_found_and_the_rest_goes_on(
    wiki: Sandbox, tmp_path: Path, saved: bool
) -> None:
    """One record that the wiki always fails on is refused; the others are made."""
    there = bot(wiki, tmp_path)
    made = type(there.repository).edit

    def edit(edit: Edit) -> Saved:
        fails = "actors/a1" in edit.summary
        if saved or not fails:
            answer = made(there.repository, edit)
        if fails:
            raise NoAnswer("the wiki failed inside", "internal_api_error_TypeError")
        return answer

    there.repository.edit = edit  # type: ignore[method-assign]
    refused = there.load(actors(3)).refused
    assert [each.code for each in refused] == ([] if saved else ["internal_api_error_TypeError"])
    assert len(said(there.state)) == (3 if saved else 2)


def test_an_error_of_the_api_itself_is_known_by_its_header(wiki: Sandbox) -> None:
    """An item that is too large gives 500; a Wikibase says so in the header."""
    with connected(wiki) as repository:
        labels = {"en": {"language": "en", "value": "large"}}
        claims = [{"type": "statement", "rank": "normal", "mainsnak": _snak()}] * 1
        data = {"labels": labels, "claims": claims * 12000}
        with pytest.raises((EditError, NoAnswer)) as raised:
            repository.edit(Edit(data, "by hand", new="item"))
    assert raised.value.code  # type: ignore[union-attr]


def _snak() -> dict[str, Any]:
    value = {"type": "string", "value": "https://large.example/" + "x" * 300}
    return {"snaktype": "value", "property": "P1", "datavalue": value}
