"""What a real Wikibase answered, answered again: how much is equal may only grow."""

from __future__ import annotations

import pytest

from pfgraph.sandbox.store.storage import Storage
from tests.sandbox.replaying import Replay, steps, tally

FLOORS = {  # recording: exchanges that are equal, exchanges that end the same way or better
    "api_login": (82, 83),
    "api_wbeditentity_good": (69, 70),
    "api_wbeditentity_bad": (220, 224),
    "api_values": (68, 71),
    "api_wbgetentities": (207, 210),
    "api_search": (144, 150),
    "api_claims": (127, 128),
    "api_terms": (80, 80),
    "entitydata": (136, 156),
    "client_pywikibot_full": (75, 82),
    "api_query": (42, 75),
    "api_siteinfo": (93, 107),
}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_recordings_are_answered_as_the_real_wiki_did(name: str) -> None:
    """Equal answers and same outcomes do not fall below what was reached."""
    replay = Replay(Storage())
    try:
        outcomes = list(replay.run(steps(name)))
    finally:
        replay.close()
    found = tally(outcomes)
    equal, same = FLOORS[name]
    different = [(each.number, each.action) for each in outcomes if each.verdict == "different"]
    assert found["equal"] >= equal, found
    assert found["equal"] + found["same outcome"] >= same, different
