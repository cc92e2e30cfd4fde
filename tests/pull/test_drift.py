"""What people did since the last run, told to the one who runs the bot."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pfgraph.cli.main import cli
from pfgraph.dates import PartialDate
from pfgraph.errors import RunError
from pfgraph.namespaces import PF
from pfgraph.runs.drifting import Drift, beginning, drift
from pfgraph.runs.journal import Journal
from pfgraph.runs.model import Kind, RunInfo, State
from pfgraph.wikibase.changes import Action, Conflict, ItemChange, Reason, StatementEdit
from pfgraph.wikibase.client import PywikibotRepository
from pfgraph.wikibase.datamodel import Rank, Snak, Statement
from pfgraph.wikibase.repository import Edit
from pfgraph.wikibase.state import read_state
from pfgraph.wikibase.values import ItemValue, StringValue, TimeValue
from tests.pull.editing import Person


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """An empty journal."""
    kept = Journal(tmp_path / "journal")
    yield kept
    kept.close()


def drifted(person: Person, journal: Journal, since: str) -> Drift:
    """What has changed since a time."""
    repository = person.repository
    return drift(repository, read_state(repository), since, journal)


def signs(found: Drift) -> list[tuple[str, str, str, str, str]]:
    """Each change: whose item, its sign, and what."""
    return [
        (each.key, deed.sign, deed.what, deed.before, deed.after)
        for each in found.happenings
        for deed in each.deeds
    ]


def test_every_change_is_told_with_both_sides(person: Person, journal: Journal) -> None:
    """Labels, statements, qualifiers, references and ranks, by whom and when."""
    scan, since = person.id_of("collaborations/scan"), person.repository.clock()
    said = Statement(
        Snak(str(PF.participant), ItemValue("actors/press")),
        frozenset({Snak(str(PF.startDate), TimeValue(PartialDate("2021")))}),
        frozenset({frozenset({Snak(str(PF.evidence), StringValue("https://p.example.org/"))})}),
    )
    person.name(scan, "Scanning")
    guid = person.say(scan, said)
    later = Statement(said.main, frozenset(), said.references, "", guid, Rank.PREFERRED)
    person.change(scan, later)
    person.take_away(scan, guid)
    found = drifted(person, journal, since)
    assert signs(found) == [
        ("collaborations/scan", "~", "label en", "Scanning together", "Scanning"),
        ("collaborations/scan", "+", "participant", "", "Press House"),
        ("collaborations/scan", "~", "participant", "Press House", "Press House"),
        ("collaborations/scan", "-", "participant", "Press House", ""),
    ]
    assert [deed.details for each in found.happenings for deed in each.deeds][1:] == [
        (("+", "start date: 2021"), ("+", "reference has evidence: https://p.example.org/")),
        (("~", "rank: normal → preferred"), ("-", "start date: 2021")),
        (("-", "reference has evidence: https://p.example.org/"),),
    ]
    assert {each.user for each in found.happenings} == {"Admin"}
    assert all(each.timestamp >= since and each.revision for each in found.happenings)


def test_the_tools_own_edits_are_left_out(person: Person, journal: Journal) -> None:
    """What a run wrote is no drift, nor is a page that does not concern the ontology."""
    repository, since = person.repository, person.repository.clock()
    press = person.id_of("actors/press")
    label = {"labels": {"en": {"language": "en", "value": "Press"}}}
    repository.edit(Edit(label, "pfgraph run 20261122T193000-abcd/1: label", press))
    person.make("something else")
    assert drifted(person, journal, since).is_none


@pytest.mark.parametrize("kept", [True, False])
def test_deletions_and_redirects_are_told(
    person: Person, journal: Journal, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where recent changes do not reach back, as far as pages are still there."""
    since = person.repository.clock()
    person.delete(person.id_of("actors/press"))
    if kept:
        person.merge(person.id_of("actors/city-library"), person.make("Library"))
    else:
        monkeypatch.setattr(PywikibotRepository, "reaches_back_to", lambda self, since: False)
    told = {(sign, what) for _, sign, what, _, _ in signs(drifted(person, journal, since))}
    assert ("-", "page deleted") in told
    assert (("-", "redirect") in told) == kept


def test_a_merge_is_told_on_both_items(person: Person, journal: Journal) -> None:
    """The old item names the new one and lists nothing more; the new one tells what came."""
    since = person.repository.clock()
    press, library = person.id_of("actors/press"), person.id_of("actors/city-library")
    person.merge(press, library)
    found = drifted(person, journal, since)
    told = {
        item: [(deed.sign, deed.what, deed.after) for e in found.happenings if e.id == item
               for deed in e.deeds]
        for item in (press, library)
    }  # fmt: skip
    assert told[press] == [("-", "merged into", "City Library")]
    assert told[library][0] == ("+", "merged with", press)
    assert ("+", "has evidence", "https://press.example.org/") in told[library]
    assert [e.key for e in found.happenings if e.id == library] == ["actors/city-library"]


@pytest.mark.parametrize("said", ["2026-13-45", "yesterday", "2026-11-22T19:30+01:00"])
def test_a_beginning_that_is_neither_run_nor_time_is_told_the_form(
    person: Person, journal: Journal, said: str
) -> None:
    """Whoever mistypes a time learns how one is written."""
    with pytest.raises(RunError, match="a time is written as 2026-11-22"):
        beginning(said, journal, person.repository)


def test_a_deleted_page_keeps_its_name(person: Person, journal: Journal) -> None:
    """An earlier state tells what it was; pages that concern nobody here are left out."""
    since, other = person.repository.clock(), person.make("something else")
    former, repository = read_state(person.repository), person.repository
    for item in (person.id_of("actors/press"), other):
        person.delete(item)
    found = drift(repository, read_state(repository), since, journal, former)
    assert [(each.key, each.label) for each in found.happenings] == [
        ("actors/press", "Press House")
    ]


def run_of(person: Person, journal: Journal, changes: list[ItemChange]) -> None:
    """A run in the journal that began now."""
    identity = person.repository.identity
    run = RunInfo("20261122T193000-abcd", identity.url, "Bot", Kind.LOAD, person.repository.clock())
    journal.begin(run, changes)


def test_a_conflict_about_a_qualifier_tells_whose_and_both_its_values(
    person: Person, journal: Journal
) -> None:
    """The main value, which both sides share, says which statement it is."""
    scan = person.id_of("collaborations/scan")
    main = Snak(str(PF.participant), ItemValue("actors/press"))
    theirs, ours = (
        Statement(main, frozenset({Snak(str(PF.startDate), TimeValue(PartialDate(year)))}))
        for year in ("2011", "2010")
    )
    conflict = Conflict(main.prop, Reason.CHANGED, ours, theirs, str(PF.startDate))
    run_of(person, journal, [ItemChange("collaborations/scan", scan, 1, conflicts=(conflict,))])
    since = beginning(None, journal, person.repository)
    (told,) = drifted(person, journal, since).conflicts
    assert told.what == "participant “Press House”, start date"
    assert (told.wiki, told.records) == ("2011", "2010")


def test_conflicts_of_runs_stand_with_both_values(person: Person, journal: Journal) -> None:
    """What the diff left to people, and what an edit met that came too late."""
    item = person.id_of("actors/press")
    value = Statement(Snak(str(PF.homepage), StringValue("https://records.example.org/")))
    theirs = Statement(Snak(str(PF.homepage), StringValue("https://wiki.example.org/")))
    conflict = Conflict(str(PF.homepage), Reason.CHANGED, value, theirs)
    late = StatementEdit(Action.ADD, None, value)
    run_of(
        person,
        journal,
        [
            ItemChange("actors/press", item, 1, conflicts=(conflict,)),
            ItemChange("actors/open-club", "Q1", 1, edits=(late,)),
        ],
    )
    journal.update("20261122T193000-abcd", 2, state=State.CONFLICT, reason="edited since")
    found = drifted(person, journal, beginning(None, journal, person.repository))
    told = [(each.key, each.wiki, each.records, each.reason) for each in found.conflicts]
    assert told == [
        ("actors/press", "https://wiki.example.org/", "https://records.example.org/",
         "people changed it since it was last written"),
        ("actors/open-club", "", "https://records.example.org/", "edited since"),
    ]  # fmt: skip


def test_where_to_begin(person: Person, journal: Journal) -> None:
    """A time as it is said, a run of the journal, or the newest edit of the tool on the wiki."""
    repository = person.repository
    assert beginning("2026-11-01", journal, repository) == "2026-11-01T00:00:00Z"
    assert beginning("2026-11-01T12:30", journal, repository) == "2026-11-01T12:30:00Z"
    newest = beginning(None, journal, repository)
    assert newest <= repository.clock()
    run_of(person, journal, [])
    assert beginning(None, journal, repository) >= newest
    assert beginning("2026112", journal, repository) == beginning("last", journal, repository)
    with pytest.raises(RunError, match="no run 'x'"):
        beginning("x", journal, repository)


def told(person: Person, *arguments: str) -> Result:
    """`pfgraph drift` in the current folder."""
    environment = {
        "PFGRAPH_WIKI": person.sandbox.url,
        "PFGRAPH_USER": person.sandbox.user,
        "PFGRAPH_PASSWORD": person.sandbox.password,
    }
    return CliRunner(env=environment).invoke(cli, ["drift", *arguments])


def test_the_command_ends_so_that_cron_can_tell(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0 where nothing has changed, 1 where something has, 2 where it failed; three formats."""
    monkeypatch.chdir(tmp_path)
    now = person.repository.clock()
    assert told(person, "--since", "2099-01-01").exit_code == 0
    person.name(person.id_of("actors/press"), "Printing House")
    shown = told(person, "--since", now)
    assert shown.exit_code == 1
    assert "~ label en: Press House → Printing House" in shown.stdout
    rows = list(csv.DictReader(io.StringIO(told(person, "--since", now, "--format", "csv").stdout)))
    assert [(row["sign"], row["before"], row["after"]) for row in rows] == [
        ("~", "Press House", "Printing House")
    ]
    data = json.loads(told(person, "--since", now, "--format", "json").stdout)
    assert data["happenings"][0]["user"] == "Admin"
    assert told(person, "--since", "no-such-run").exit_code == 2
