"""Records from files to a wiki and back into the same files."""

from __future__ import annotations

import csv
import datetime
import shutil
from dataclasses import replace
from pathlib import Path

from rdflib import Graph
from rdflib.namespace import RDF

from pfgraph.dates import PartialDate
from pfgraph.intake import take_in
from pfgraph.movement import movement_in
from pfgraph.namespaces import PF
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.records import read_records
from pfgraph.records.writing import Outcome
from pfgraph.settings import DEFAULT_MOVEMENT
from pfgraph.wikibase.apply import apply
from pfgraph.wikibase.called import labels_of
from pfgraph.wikibase.changes import REFERENCE, Reason, Side
from pfgraph.wikibase.client import PywikibotRepository
from pfgraph.wikibase.conflictwords import advice
from pfgraph.wikibase.datamodel import Rank, Snak, Statement, Unknown
from pfgraph.wikibase.intables import records_of
from pfgraph.wikibase.leftout import left_out
from pfgraph.wikibase.load import Load, plan_load
from pfgraph.wikibase.state import read_state
from pfgraph.wikibase.values import (
    ItemValue,
    QuantityValue,
    StringValue,
    TextValue,
    TimeValue,
    Value,
)
from pfgraph.wikibase.wishes import NONE, Wishes
from tests.pull.editing import RECORDS, Person

SOURCE = "https://press.example.org/scan"
TODAY = datetime.date(2026, 11, 22)


def pulled(repository: PywikibotRepository, folder: Path) -> Outcome:
    """Write what the wiki says into a folder."""
    outcome = records_of(read_state(repository), folder)
    outcome.save()
    return outcome


def planned(repository: PywikibotRepository, folder: Path, wishes: Wishes = NONE) -> Load:
    """What loading the folder would change."""
    graph = read_records([folder]).graph
    state = read_state(repository)
    return plan_load(graph, state, repository, ontology(), declaration(), tables(), wishes)


def copied(folder: Path) -> Path:
    """The records that are on the wiki, in a folder of their own."""
    shutil.copytree(RECORDS, folder)
    return folder


def texts(folder: Path) -> dict[str, bytes]:
    """What stands in the files of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_what_nobody_changed_is_left_to_the_byte(
    repository: PywikibotRepository, tmp_path: Path
) -> None:
    """Pulling into the records that were loaded touches no file."""
    folder = copied(tmp_path / "records")
    before = texts(folder)
    outcome = pulled(repository, folder)
    assert (outcome.files, outcome.changes, outcome.added) == ({}, (), ())
    assert (outcome.only_here, outcome.unheld) == ((), ())
    assert texts(folder) == before


def test_an_empty_folder_is_filled_with_the_same_records(
    repository: PywikibotRepository, tmp_path: Path
) -> None:
    """The written folder checks clean, and its plan against the same wiki is empty."""
    folder = tmp_path / "new"
    outcome = pulled(repository, folder)
    assert outcome.unheld == ()
    found = take_in([folder], {}, as_of=TODAY, movement=movement_in(Graph(), DEFAULT_MOVEMENT))
    assert [each for each in found.findings if each.severity == "violation"] == []
    load = planned(repository, folder)
    assert load.plan.is_empty
    assert not load.plan.conflicts
    assert (load.unplaced, load.held_back, load.without_row) == ((), (), ())
    assert pulled(repository, folder).files == {}


def cells(folder: Path, table: str) -> dict[str, dict[str, str]]:
    """The rows of a table by id."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def fact(prop: object, value: Value) -> Statement:
    """A statement as people make one, with nothing beside it."""
    return Statement(Snak(str(prop), value))


def test_what_people_change_changes_its_cell_alone(
    person: Person, repository: PywikibotRepository, tmp_path: Path
) -> None:
    """One label and one new address: one line differs, in two cells."""
    folder = copied(tmp_path / "records")
    before = texts(folder)
    library = person.id_of("actors/city-library")
    person.name(library, "Town Library")
    person.name(library, "Stadtbibliothek", "de")
    person.say(library, fact(PF.homepage, StringValue("https://town.example.org/")))
    outcome = pulled(repository, folder)
    assert [path.name for path in outcome.files] == ["actors.csv"]
    assert {(each.column, each.after) for each in outcome.changes} == {
        ("label", "Town Library"),
        ("label_de", "Stadtbibliothek"),
        (
            "homepage",
            "https://library.example.org/; https://lib.example.org/; https://town.example.org/",
        ),
    }
    lines = texts(folder)["actors.csv"].splitlines()
    assert lines[2:] == [line + b"," for line in before["actors.csv"].splitlines()[2:]]
    assert planned(repository, folder).plan.is_empty
    assert pulled(repository, folder).files == {}


def test_what_people_add_becomes_rows_that_plan_nothing_new(
    person: Person, repository: PywikibotRepository, tmp_path: Path
) -> None:
    """A participation and a relation by people get lasting ids, and loading makes no twin."""
    folder = copied(tmp_path / "records")
    scan, press = person.id_of("collaborations/scan"), person.id_of("actors/press")
    said = person.say(
        scan,
        Statement(
            Snak(str(PF.participant), ItemValue("actors/press")),
            frozenset({Snak(str(PF.startDate), TimeValue(PartialDate("2021-02")))}),
            frozenset({frozenset({Snak(str(PF.evidence), StringValue("https://p.example.org/"))})}),
        ),
    )
    related = person.say(press, fact(PF.belongsTo, ItemValue("movements/open-movement")))
    outcome = pulled(repository, folder)
    ids = {
        f"{scan}-{said.split('$')[1][:8].upper()}",
        f"{press}-{related.split('$')[1][:8].upper()}",
    }
    assert {each.partition("/")[2] for each in outcome.added} == ids
    assert outcome.unheld == ()
    assert "# what the club" not in (folder / "rest.yaml").read_text()
    load = planned(repository, folder)
    assert load.plan.is_empty
    assert pulled(repository, folder).files == {}


def test_an_item_that_people_made_is_taken_over_not_made_again(
    person: Person, repository: PywikibotRepository, tmp_path: Path
) -> None:
    """Its row names it by its address, so a load only adds the record id there."""
    folder = tmp_path / "new"
    item = person.make(
        "Local Museum",
        fact(RDF.type, ItemValue("ns#Organisation")),
        fact(PF.homepage, StringValue("https://museum.example.org/")),
        fact(PF.evidence, StringValue("https://museum.example.org/about")),
    )
    person.say(
        person.id_of("collaborations/scan"),
        Statement(Snak(str(PF.participant), ItemValue(item))),
    )
    pulled(repository, folder)
    row = cells(folder, "actors")[item]
    assert row["on_wiki"] == f"{repository.identity.concept_base}{item}"
    rows = cells(folder, "participations").values()
    assert item in {each["participant"] for each in rows}
    load = planned(repository, folder)
    assert [(change.id, len(change.edits)) for change in load.plan.changes] == [(item, 1)]
    run = apply(load.plan, repository, read_state(repository).properties, "tests")
    assert not run.refused
    assert read_state(repository).item_ids[f"actors/{item}"] == item
    assert planned(repository, folder).plan.is_empty
    assert pulled(repository, folder).files == {}


def a_pulled_participation(
    person: Person, repository: PywikibotRepository, folder: Path
) -> tuple[str, str]:
    """A participation of people's, pulled into a folder: its record id and its GUID."""
    since = Snak(str(PF.startDate), TimeValue(PartialDate("2021")))
    said = Statement(Snak(str(PF.participant), ItemValue("actors/press")), frozenset({since}))
    guid = person.say(person.id_of("collaborations/scan"), said)
    added = pulled(repository, folder).added
    return next(each for each in added if each.startswith("participations/")), guid


def rewrite(path: Path, old: str, new: str) -> None:
    """An edit in a spreadsheet."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_changed_row_of_a_statement_that_people_wrote_makes_no_second_one(
    person: Person, repository: PywikibotRepository, tmp_path: Path
) -> None:
    """Theirs stays until somebody asks for it to be taken over; the conflict says how."""
    folder = tmp_path / "new"
    record, _ = a_pulled_participation(person, repository, folder)
    rewrite(folder / "participations.csv", ",,scan,press,,2021", f",{SOURCE},scan,press,,2022")
    plan = planned(repository, folder).plan
    assert plan.is_empty
    (change,) = plan.conflicts
    parts = {(each.part, each.reason) for each in change.conflicts}
    assert parts == {(str(PF.startDate), Reason.THEIRS), (REFERENCE, Reason.THEIRS)}
    assert all("--adopt" in advice(each) for each in change.conflicts)
    assert record.startswith("participations/Q")


def test_a_statement_that_people_wrote_goes_round_once_it_is_taken_over(
    person: Person, repository: PywikibotRepository, tmp_path: Path
) -> None:
    """Adopted by its address though its value differs; then nothing is left to do."""
    folder = tmp_path / "new"
    record, guid = a_pulled_participation(person, repository, folder)
    rewrite(
        folder / "participations.csv", ",,scan,press,,2021", f",{SOURCE},scan,city-library,,2022"
    )
    sides = {str(PF.participant): Side.OURS}
    wishes = Wishes(adopt=True, prefer=sides)
    load = planned(repository, folder, wishes)
    (edit,) = (each for change in load.plan.changes for each in change.edits)
    assert edit.before is not None and edit.before.guid == guid
    run = apply(load.plan, repository, read_state(repository).properties, "tests")
    assert not run.refused
    scan = read_state(repository).items["collaborations/scan"]
    (now,) = (each for each in scan.statements if each.marker == record)
    assert now.guid == guid and now.main.value == ItemValue("actors/city-library")
    again = planned(repository, folder).plan
    assert again.is_empty and not again.conflicts
    assert pulled(repository, folder).files == {}


def test_what_no_table_holds_is_told(
    person: Person, repository: PywikibotRepository, tmp_path: Path
) -> None:
    """A second value for one cell, a reference of a plain fact, a page without a class."""
    folder = copied(tmp_path / "records")
    scan, library = person.id_of("collaborations/scan"), person.id_of("actors/city-library")
    person.say(scan, fact(PF.startDate, TimeValue(PartialDate("2019"))))
    person.say(scan, fact(PF.details, TextValue("Eine zweite", "en")))
    thing = person.make("a page without class")
    person.say(library, fact(PF.isBasedIn, ItemValue(thing)))
    reference = frozenset({Snak(str(PF.evidence), StringValue("https://r.example.org/"))})
    person.say(
        library,
        replace(
            fact(PF.homepage, StringValue("https://h.example.org/")),
            references=frozenset({reference}),
        ),
    )
    outcome = pulled(repository, folder)
    told = {(each.record, each.said.split(" “")[0]): each.reason for each in outcome.unheld}
    assert told.keys() == {
        ("collaborations/scan", "start date"),
        ("collaborations/scan", "details"),
        ("actors/city-library", "is based in"),
        ("actors/city-library", "has evidence"),
    }
    assert all(told.values())
    assert planned(repository, folder).plan.is_empty


def test_what_the_ontology_cannot_say_is_told(person: Person) -> None:
    """Deprecated statements, missing values and foreign qualifiers stay on the wiki, named."""
    library = person.id_of("actors/city-library")
    person.say(library, replace(fact(PF.homepage, StringValue("https://old.example.org/")),
                                rank=Rank.DEPRECATED))  # fmt: skip
    person.say(library, Statement(Snak(str(PF.worksIn), Unknown.SOME)))
    person.say(
        person.id_of("collaborations/scan"),
        Statement(
            Snak(str(PF.participant), ItemValue("actors/press")),
            frozenset({Snak(str(PF.measuredValue), QuantityValue("+3"))}),
        ),
    )
    state = read_state(person.repository)
    labels = labels_of(state, ontology(), declaration())
    told = {(each.key, each.reason) for each in left_out(state, ontology(), declaration(), labels)}
    assert told == {
        ("actors/city-library", "it is deprecated"),
        ("actors/city-library", "it names no value"),
        ("collaborations/scan", "the ontology has no such qualifier here"),
    }


def test_every_row_tells_its_item_when_asked(
    repository: PywikibotRepository, tmp_path: Path
) -> None:
    """The addresses of items and statements are filled in and read as the same records."""
    folder = copied(tmp_path / "records")
    records_of(read_state(repository), folder, addresses=True).save()
    base = repository.identity.concept_base
    assert all(row["on_wiki"].startswith(f"{base}Q") for row in cells(folder, "actors").values())
    assert f"on_wiki: {base}statement/Q" in (folder / "rest.yaml").read_text(encoding="utf-8")
    assert planned(repository, folder).plan.is_empty
    assert pulled(repository, folder).files == {}


def test_a_row_that_is_not_on_the_wiki_stays(
    person: Person, repository: PywikibotRepository, tmp_path: Path
) -> None:
    """Nobody can tell a new row from one whose item was deleted, so it is kept and named."""
    folder = copied(tmp_path / "records")
    person.delete(person.id_of("actors/press"))
    before = texts(folder)
    assert pulled(repository, folder).only_here == ("actors/press",)
    assert texts(folder) == before
