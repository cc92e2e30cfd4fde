"""What single raw rows become."""

from pathlib import Path

import pytest

from pfgraph.bringover import bring_over
from tests.bringover.support import TABLES, add, raw_copy, row, rows

SERVICE = "google-wmf-2019.google.technical-service.google-opens-its-translation-engine"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record tables that the true raw tables give."""
    folder = tmp_path_factory.mktemp("records")
    bring_over(TABLES, folder)
    return folder


def test_a_word_becomes_a_concept_and_stays_as_stated(out: Path) -> None:
    """A role that the scheme names otherwise keeps the word of the source."""
    translator = row(
        out, "participations", "who-wmf-covid19.wikipedia-community.translator-editor.2020-10-22"
    )
    assert (translator["role"], translator["role_as_stated"]) == (
        "contributor",
        "translator/editor",
    )


def test_a_word_without_a_concept_stays_as_text(out: Path) -> None:
    """`partner` names no role, so the role is empty and the word kept."""
    partners = [r for r in rows(out, "participations") if r["role_as_stated"] == "partner"]
    assert [r["role"] for r in partners] == ["", "", ""]


def test_a_period_gives_its_dates_and_keeps_its_words(out: Path) -> None:
    """`from 2019` is a start; the words stay beside it."""
    obligation = row(out, "obligations", SERVICE)
    assert (obligation["start"], obligation["period_as_stated"]) == ("2019", "from 2019")


def test_an_announced_obligation_is_agreed(out: Path) -> None:
    """The status says that it was taken on, and keeps the word of the source."""
    obligation = row(out, "obligations", SERVICE)
    assert (obligation["status"], obligation["status_as_stated"]) == ("agreed", "announced")


def test_the_movement_is_a_movement(out: Path) -> None:
    """The row that stands for the movement is no actor, and its statements speak for it."""
    assert "wikimedia-movement" not in {r["id"] for r in rows(out, "actors")}
    spoken = [r for r in rows(out, "statements") if r["speaks_for"] == "wikimedia-movement"]
    assert len(spoken) == 5


def test_an_id_of_two_tables_means_the_actor_in_assessments(out: Path) -> None:
    """`cee-hub` is an actor and a collaboration; its assessments are the actor's."""
    subjects = {r["subject"] for r in rows(out, "assessments") if r["id"].startswith("cee-hub")}
    assert subjects == {"actors/cee-hub"}


def test_each_beneficiary_has_its_own_words(out: Path) -> None:
    """Where there are as many words as beneficiaries, each gets its own; another page that
    tells the same lends its source."""
    prefix = "who-wmf-covid19.bring-dependable-who-material-on"
    benefit = row(out, "benefits", f"{prefix}.who")
    assert benefit["details"].startswith("reach in far more languages")
    assert benefit["source"].count("https://") == 2
    assert row(out, "benefits", f"{prefix}.public")["beneficiary"] == "the public"


def test_words_that_fit_no_single_beneficiary_stay_with_the_objective(out: Path) -> None:
    """Three benefits for four beneficiaries are not handed out by guessing."""
    objective = next(r for r in rows(out, "objectives") if r["collaboration"] == "google-wmf-2019")
    assert objective["kind_as_stated"].startswith("donations; translation tools")
    gains = [r for r in rows(out, "benefits") if r["objective"] == objective["id"]]
    assert len(gains) == 4
    assert not any(r["details"] for r in gains)


def test_an_affiliate_is_the_actor_of_its_name(out: Path) -> None:
    """`Wikimedia Armenia (…)` is the actor that is there, and lends it its date and source."""
    armenia = row(out, "actors", "wikimedia-armenia")
    assert armenia["established"] == "2013-03-26"
    assert "https://wikimili.com/en/List_of_Wikimedia_chapters" in armenia["source"]


def test_belonging_is_stated_once_with_every_source(out: Path) -> None:
    """A chapter's own row and the list of affiliates make one fact with two sources."""
    facts = [
        r
        for r in rows(out, "affiliations")
        if (r["actor"], r["relation"]) == ("wikimedia-armenia", "belongs to movement")
    ]
    assert len(facts) == 1
    assert facts[0]["source"].count("://") == 2


def test_a_former_affiliate_belonged_until_its_note_says(out: Path) -> None:
    """A note that dates the end of recognition ends the belonging."""
    belonging = row(out, "affiliations", "wikimedia-india.belongs-to-movement.wikimedia-movement")
    assert belonging["end"] == "2019"


def test_a_network_known_by_name_gets_a_row(out: Path) -> None:
    """The relation can be stated, and the row says that only the name is known."""
    assert row(out, "movements", "open-glam-institutions")["note"].startswith("Known only by")


def test_a_collaboration_pursues_its_goal_and_its_only_objective_advances_it(out: Path) -> None:
    """The goal stands on the collaboration always, on the objective where there is one alone."""
    goal = "goal-trusted-health-information"
    assert row(out, "collaborations", "who-wmf-covid19")["goals"] == goal
    objective = next(r for r in rows(out, "objectives") if r["collaboration"] == "who-wmf-covid19")
    assert objective["advances"] == goal


def test_a_backbone_takes_part_in_its_effort(out: Path) -> None:
    """The backbone of an effort is a participation in the effort."""
    assert row(out, "participations", "effort-cee.cee-hub.backbone")["role"] == (
        "backbone organisation"
    )


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        ("Ended in 2021", "ended"),
        ("active since March 2018", "active"),
        ("completed 2020-05", "ended"),
        ("terminated early", "ended"),
        ("On hold", "suspended"),
        ("not active since 2019", ""),
    ],
)
def test_a_status_with_a_date_beside_it_is_read(said: str, concept: str, tmp_path: Path) -> None:
    """The word counts; all of what was said stays as stated."""
    raw = raw_copy(tmp_path)
    add(raw, "partnerships", f"made-up,Made up,who,,,{said},,,,,,https://x.org,")
    bring_over(raw, tmp_path / "records")
    made = row(tmp_path / "records", "collaborations", "made-up")
    assert (made.get("status", ""), made["status_as_stated"]) == (concept, said)


def test_several_roles_in_a_cell_are_several_roles(tmp_path: Path) -> None:
    """Each is read by itself."""
    raw = raw_copy(tmp_path)
    add(raw, "roles", "cee-hub,who,funder; host,,,https://x.org")
    bring_over(raw, tmp_path / "records")
    made = row(tmp_path / "records", "participations", "cee-hub.who.funder-host")
    assert made["role"] == "funder; host"
    assert "role_as_stated" not in made


def test_a_criterion_is_known_by_its_number(tmp_path: Path) -> None:
    """`C1` and `c 01` are C01, and make no twins."""
    raw = raw_copy(tmp_path)
    for said in ("C1", "c 01"):
        add(raw, "assessments", f"who,{said},partially met,2025,https://x.org,,")
    bring_over(raw, tmp_path / "records")
    made = [r for r in rows(tmp_path / "records", "assessments") if r["id"] == "who.c01.2025"]
    assert [(r["criterion"], r["outcome"]) for r in made] == [("C01", "partly met")]


def test_the_public_is_no_actor_however_it_is_written(tmp_path: Path) -> None:
    """`The Public` is the concept that `public` is."""
    raw = raw_copy(tmp_path)
    add(raw, "obligations", "cee-hub,who,The Public,Gives all away,other,,,https://x.org")
    bring_over(raw, tmp_path / "records")
    made = row(tmp_path / "records", "obligations", "cee-hub.who.other.gives-all-away")
    assert made["owed_to"] == "the public"


def test_a_word_without_end_makes_no_id_without_end(tmp_path: Path) -> None:
    """Ids stay short enough for every wiki and file."""
    raw = raw_copy(tmp_path)
    add(raw, "goals", f"{'Goal' * 200},much,,,x,https://x.org")
    bring_over(raw, tmp_path / "records")
    assert max(len(r["id"]) for r in rows(tmp_path / "records", "goals")) < 90


def test_an_address_is_as_long_as_a_wiki_will_hold_it(tmp_path: Path) -> None:
    """Escapes of letters count as the letters that they are."""
    raw = raw_copy(tmp_path)
    add(raw, "goals", f"goal-x,much,,,x,https://x.org/{'%D7%A9' * 200}")
    report = bring_over(raw, tmp_path / "records")
    assert not any("takes 500" in found.message for found in report.findings)
