"""What WikibaseIntegrator does when the wiki fails, as it was seen to do on a real one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from wikibaseintegrator import WikibaseIntegrator, wbi_helpers, wbi_login
from wikibaseintegrator.wbi_config import config
from wikibaseintegrator.wbi_exceptions import MWApiError

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults import Fault
from tests.clients.conftest import Ground


@pytest.fixture(autouse=True)
def configured(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Point the package's own settings at the wiki, and let it wait without waiting."""
    before = dict(config)
    config.update(MEDIAWIKI_API_URL=ground.sandbox.api, USER_AGENT="client-tests/1.0")
    monkeypatch.setattr(wbi_helpers, "sleep", lambda seconds: None)
    yield
    ground.sandbox.faults.clear()
    config.update(before)


@pytest.fixture
def wbi(ground: Ground) -> WikibaseIntegrator:
    sandbox = ground.sandbox
    login = wbi_login.Login(user=sandbox.user, password=sandbox.password)
    return WikibaseIntegrator(is_bot=True, login=login)


def _written(wbi: WikibaseIntegrator, sandbox: Sandbox, label: str, fault: Fault) -> int:
    """Make an item under a fault; how often that was tried."""
    before = sandbox.requests.actions["wbeditentity"]
    sandbox.faults.add(fault)
    item = wbi.item.new()
    item.labels.set("en", label)
    item.write()
    return sandbox.requests.actions["wbeditentity"] - before


@pytest.mark.parametrize(
    "fault",
    [
        Fault("maxlag", times=2),
        Fault("read-only", times=2),
        Fault("http-error", status=502, module="wbeditentity", times=2),
        Fault("lost-before", times=2),
        Fault("rate-limited", times=2),
    ],
    ids=lambda fault: fault.kind,
)
def test_it_waits_and_sends_again(wbi: WikibaseIntegrator, ground: Ground, fault: Fault) -> None:
    """The third try is saved, once."""
    assert _written(wbi, ground.sandbox, f"after {fault.kind}", fault) == 3
    assert len(wbi_helpers.search_entities(f"after {fault.kind}")) == 1


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault("lost-session", module="wbeditentity", times=1), "assertbotfailed"),
        (Fault("bad-token", times=1), "badtoken"),
        (Fault("abuse-filter"), "failed-save"),
        (Fault("blocked"), "permissiondenied"),
        (Fault("no-right"), "permissiondenied"),
    ],
    ids=lambda value: getattr(value, "kind", value),
)
def test_it_gives_up(wbi: WikibaseIntegrator, ground: Ground, fault: Fault, code: str) -> None:
    """Nothing is saved, and its error names the code."""
    with pytest.raises(MWApiError) as caught:
        _written(wbi, ground.sandbox, f"never after {fault.kind}", fault)
    assert caught.value.code == code
    ground.sandbox.faults.clear()
    assert wbi_helpers.search_entities(f"never after {fault.kind}") == []


def test_too_many_requests_are_an_error_of_its_own_library(
    wbi: WikibaseIntegrator, ground: Ground
) -> None:
    """It does not know the status 429."""
    with pytest.raises(requests.HTTPError, match="429"):
        _written(wbi, ground.sandbox, "429", Fault("too-many-requests", module="wbeditentity"))


def test_a_lost_answer_makes_it_make_an_item_twice(wbi: WikibaseIntegrator, ground: Ground) -> None:
    """It cannot know that the first try was saved."""
    assert _written(wbi, ground.sandbox, "only one", Fault("lost-after", times=1)) == 2
    assert len(wbi_helpers.search_entities("only one")) == 2
