"""A copy that follows the wiki holds what a whole read would give."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.namespace import RDF

from pfgraph.dates import PartialDate
from pfgraph.errors import CopyError
from pfgraph.namespaces import PF
from pfgraph.ontology import declaration, ontology
from pfgraph.wikibase.client import PywikibotRepository
from pfgraph.wikibase.datamodel import Rank, Snak, Statement
from pfgraph.wikibase.mirror import Mirror
from pfgraph.wikibase.pull import pull_graph
from pfgraph.wikibase.refresh import Refresh, Way, copied_state, refresh
from pfgraph.wikibase.state import read_state
from pfgraph.wikibase.values import ItemValue, StringValue, TimeValue
from tests.pull.editing import Person

_EDITED = ("actors/city-library", "actors/open-club", "collaborations/scan", "goals/free-books")
_SAID = (
    Statement(Snak(str(PF.homepage), StringValue("https://new.example.org/"))),
    Statement(Snak(str(PF.establishedOn), TimeValue(PartialDate("1998-05"))), rank=Rank.PREFERRED),
    Statement(Snak(str(PF.belongsTo), ItemValue("movements/open-movement"))),
    Statement(
        Snak(str(PF.participant), ItemValue("actors/press")),
        frozenset({Snak(str(PF.startDate), TimeValue(PartialDate("2021")))}),
        frozenset({frozenset({Snak(str(PF.evidence), StringValue("https://p.example.org/"))})}),
    ),
)
_ORGANISATION = Statement(Snak(str(RDF.type), ItemValue("ns#Organisation")))
_numbers = count(1)
_KEYS = st.sampled_from(_EDITED)
_EDITS = st.one_of(
    st.tuples(st.just("say"), _KEYS, st.sampled_from(_SAID)),
    st.tuples(st.just("name"), _KEYS, st.sampled_from(["one", "another", "a third"])),
    st.tuples(st.just("take"), _KEYS, st.integers(0, 5)),
    st.tuples(st.just("make"), st.sampled_from(["x", "y", "z"])),
    st.tuples(st.just("merge"), _KEYS),
    st.tuples(st.sampled_from(["delete", "restore"]), _KEYS),
)


def carry_out(person: Person, edit: tuple[Any, ...], number: int) -> None:
    """Make an edit, where the wiki allows it."""
    repository, act = person.repository, edit[0]
    item = person.id_of(edit[1]) if act != "make" else ""
    live = next(iter(repository.entities([item])), None) if item else None
    if act == "make":
        person.make(f"{edit[1]} {number}", _ORGANISATION)
    elif act == "restore":
        if live is None:
            person.restore(item)
    elif live is None or live["id"] != item:
        return
    elif act == "say":
        person.say(item, edit[2])
    elif act == "name":
        person.name(item, f"{edit[2]} {number}")
    elif act == "take":
        guids = [each["id"] for listed in live["claims"].values() for each in listed]
        person.take_away(item, guids[edit[2] % len(guids)])
    elif act == "merge":
        person.merge(item, person.make(f"target {number}", _ORGANISATION))
    else:
        person.delete(item)


def same_as_whole(mirror: Mirror, repository: PywikibotRepository) -> bool:
    """Whether the copy gives the state and the graph of a whole read."""
    copied, read = copied_state(mirror, repository), read_state(repository)
    assert set(pull_graph(copied, ontology(), declaration())) == set(
        pull_graph(read, ontology(), declaration())
    )
    return copied == read


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(_EDITS, max_size=5), min_size=1, max_size=3))
def test_what_changed_is_all_that_has_to_be_read(
    person: Person, tmp_path_factory: pytest.TempPathFactory, rounds: list[list[Any]]
) -> None:
    """After any edits, merges, deletions and restorations the copy equals a whole read."""
    mirror = Mirror(tmp_path_factory.mktemp("copy") / "copy.sqlite")
    refresh(mirror, person.repository)
    person.state = read_state(person.repository)
    keys = person.state.item_ids
    for edits in rounds:
        for edit in edits:
            if edit[0] == "make" or edit[1] in keys:
                carry_out(person, edit, next(_numbers))
        assert refresh(mirror, person.repository).way is Way.CHANGES
        assert same_as_whole(mirror, person.repository)
    mirror.close()


def brought(person: Person, tmp_path: Path, *, whole: bool = False) -> Refresh:
    """How the copy in a folder is brought up to date."""
    mirror = Mirror(tmp_path / "copy.sqlite")
    try:
        done = refresh(mirror, person.repository, whole)
        assert same_as_whole(mirror, person.repository)
        return done
    finally:
        mirror.close()


def test_the_whole_wiki_is_read_once(person: Person, tmp_path: Path) -> None:
    """The first time everything is read, later nothing where nothing has changed."""
    assert brought(person, tmp_path).way is Way.WHOLE
    assert brought(person, tmp_path) == Refresh(Way.CHANGES, 0, 0)
    assert brought(person, tmp_path, whole=True).way is Way.WHOLE


def test_revisions_are_compared_where_recent_changes_are_gone(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy older than the wiki's recent changes is mended all the same, redirects too."""
    brought(person, tmp_path)
    person.name(person.id_of("actors/press"), "Printing House")
    person.merge(person.id_of("actors/open-club"), person.make("Club"))
    person.delete(person.id_of("goals/free-books"))
    monkeypatch.setattr(PywikibotRepository, "reaches_back_to", lambda self, since: False)
    done = brought(person, tmp_path)
    assert done == Refresh(Way.REVISIONS, 2, 2)


def test_a_copy_of_another_wiki_is_not_followed(person: Person, tmp_path: Path) -> None:
    """A file that belongs to another wiki is read anew."""
    brought(person, tmp_path)
    mirror = Mirror(tmp_path / "copy.sqlite")
    other = replace(person.repository.identity, concept_base="http://other.example/entity/")
    assert mirror.read_until(other) == ""
    mirror.close()


def test_a_damaged_copy_is_an_error_in_words(tmp_path: Path) -> None:
    """The message says to delete the file, because it can be made anew."""
    (tmp_path / "copy.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(CopyError, match="delete the file"):
        Mirror(tmp_path / "copy.sqlite")
