"""What is read off a wiki's facts, where no wiki at hand is in that state."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pfgraph.doctor.account import about_account
from pfgraph.doctor.diagnosis import Diagnosis, Level
from pfgraph.doctor.endpoint import about_endpoint
from pfgraph.doctor.home import about_throttle
from pfgraph.doctor.site import about_site
from pfgraph.settings.wikis import wiki_settings
from pfgraph.wikibase.client.configuration import Throttle
from pfgraph.wikibase.facts import Facts, Newest
from tests.recording import Recording

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GENERAL = {
    "generator": "MediaWiki 1.43.0", "time": "2026-11-22T12:00:00Z", "readonly": False,
    "wikibase-conceptbaseuri": "https://wiki.example/entity/",
    "wikibase-propertytypes": {"string": {}, "time": {}},
}  # fmt: skip
USER = {"name": "Bot", "groups": ["*", "bot"], "rights": ["edit", "createpage"]}
FACTS = Facts.of("https://wiki.example", {"general": GENERAL, "userinfo": USER}, 0.0, NOON)
WIKI = wiki_settings("https://wiki.example", "", {})


def named(name: str, facts: Facts) -> Diagnosis:
    found = [*about_site(facts, WIKI, ["string"]), *about_account(facts, WIKI, "somewhere")]
    return next(each for each in found if each.name == name)


def test_a_datatype_that_the_wiki_lacks_is_named() -> None:
    """A wiki without an extension cannot hold every property."""
    found = list(about_site(FACTS, WIKI, ["string", "url", "external-id"]))[-1]
    assert found.level is Level.FAULT and "external-id, url" in found.text


@pytest.mark.parametrize(("seconds", "level"), [(-3, "ok"), (30, "note"), (-3000, "fault")])
def test_clocks_may_differ_by_some_seconds(seconds: int, level: str) -> None:
    """A few are the way of the answer, more are told, many are a fault."""
    facts = replace(FACTS, time=NOON + timedelta(seconds=seconds))
    assert named("clock", facts).level == level


def test_an_address_without_encryption_is_noted() -> None:
    """Except on this machine."""
    assert named("address", FACTS).level is Level.OK
    assert named("address", replace(FACTS, url="http://wiki.example")).level is Level.NOTE


def test_a_block_is_a_fault_with_its_reason() -> None:
    """And with who did it."""
    user = {**USER, "blockid": 3, "blockedby": "Admin", "blockreason": "too fast"}
    facts = Facts.of(FACTS.url, {"general": GENERAL, "userinfo": user}, 0.0, NOON)
    assert "too fast by Admin" in named("block", facts).text


@pytest.mark.parametrize(("minutes", "level"), [(5, Level.NOTE), (60, Level.FAULT)])
def test_an_endpoint_may_be_some_minutes_behind(minutes: int, level: Level) -> None:
    """An updater that has stopped is a fault."""
    made = (NOON - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
    nothing = '{"head": {"vars": ["version"]}, "results": {"bindings": []}}'
    with Recording(nothing, "application/sparql-results+json") as service:
        facts = replace(FACTS, newest=Newest("Q5", 88, made), sparql=service.url)
        assert about_endpoint(facts, WIKI).level is level
    assert "<https://wiki.example/entity/Q5>" in service.asked[0].parameters["query"]


def test_settings_without_effect_are_noted() -> None:
    """On a wiki of others the bounds are told, and what was configured in vain."""
    wiki = wiki_settings("https://www.wikidata.org", "", {"edit_interval": 0.1})
    found = about_throttle(wiki, Throttle(1.0, 0.0, 5), False)
    assert found.level is Level.NOTE and "edit_interval is 1, not 0.1" in found.text


def test_an_interval_that_takes_a_load_for_ever_is_noted() -> None:
    """Somebody wrote minutes, or milliseconds; the remedy says what the number is."""
    wiki = wiki_settings("https://wiki.example", "", {"edit_interval": 3600})
    found = about_throttle(wiki, Throttle(3600.0, 0.0, 5), False)
    assert found.level is Level.NOTE and "100 edits take 100 hours" in found.text
    assert "edit_interval" in found.remedy and "seconds" in found.remedy
    brisk = about_throttle(wiki, Throttle(10.0, 0.0, 5), False)
    assert brisk.level is Level.OK
