"""What a wiki refuses is told in its own words, with what to do; and when it is in vain."""

from pathlib import Path

import pytest

from pfgraph.errors import WikiError
from pfgraph.runs.journal import Journal
from pfgraph.runs.model import State
from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.wikibase.client import PywikibotRepository
from pfgraph.wikibase.client.reasons import reason
from pfgraph.wikibase.refusals import IN_VAIN, advice
from pfgraph.wikibase.repository import Edit
from pfgraph.wikibase.results import Result
from tests.runs.conftest import connected
from tests.runs.loading import Loading, actors

COUNT = 24


@pytest.mark.parametrize(
    ("fault", "code", "words", "next_step"),
    [
        (Fault("abuse-filter"), "abusefilter-disallowed", "Test filter", "look after its filters"),
        (
            Fault("abuse-filter", code="abusefilter-disallowed"),
            "abusefilter-disallowed", "Test filter", "look after its filters",
        ),
        (Fault("blocked", reason="a trial"), "blocked", "a trial", "the account is blocked"),
        (Fault("blocked", code="blocked"), "blocked", "blocked from editing", "is blocked"),
        (Fault("no-right"), "permissiondenied", "restricted", "pfgraph doctor"),
        (Fault("collision"), "edit-conflict", "Edit conflict", "pfgraph retry"),
    ],
)  # fmt: skip
def test_a_refusal_has_the_wikis_words_and_a_next_step(
    wiki: Sandbox, tmp_path: Path, fault: Fault, code: str, words: str, next_step: str
) -> None:
    """Also where the API's own code says only that the save has failed."""
    with connected(wiki) as repository:
        loading = Loading(repository, tmp_path)
        wiki.faults.add(Fault(**{**fault.settings(), "module": "wbeditentity"}))
        run = loading.load(actors(1))
    (refused,) = run.refused
    assert refused.code == code
    assert words in refused.refusal and next_step in advice(refused)


def test_an_address_on_the_list_of_spam_is_told() -> None:
    """The extension SpamBlacklist stands behind a general code, too."""
    general = {"name": "wikibase-api-failed-save", "html": {"*": "The save has failed."}}
    telling = {"name": "spam-blacklisted-link", "html": {"*": "Blocked by the spam filter."}}
    words, code = reason("failed-save", "The save has failed.", [general, telling])
    assert (words, code) == ("Blocked by the spam filter.", "spamblacklist")
    assert "out of the row" in advice(Result("actors/a0", refusal=words, code=code))


def test_a_label_that_is_taken_names_both_ways_out(wiki: Sandbox, tmp_path: Path) -> None:
    """It is the same thing, or one of the two needs another label."""
    with connected(wiki) as repository:
        taken(repository)
        run = Loading(repository, tmp_path).load(actors(1))
    (refused,) = run.refused
    assert "already has label" in refused.refusal and "Q" in refused.refusal
    assert "record id: actors/a0" in advice(refused) and "another label" in advice(refused)


def taken(repository: PywikibotRepository) -> None:
    """Somebody's item with the label and the description that the record would have."""
    data = {
        "labels": {"en": {"language": "en", "value": "Actor 0"}},
        "descriptions": {"en": {"language": "en", "value": "organisation (actors/a0)"}},
    }
    repository.edit(Edit(data, "by hand", new="item"))


@pytest.mark.parametrize("code", ["ratelimited", "failed-save"])
def test_a_rate_limit_is_waited_out_in_words(wiki: Sandbox, tmp_path: Path, code: str) -> None:
    """It is no refusal: the edit is sent again, and what is waited for is said."""
    said: list[str] = []
    with connected(wiki) as repository:
        object.__setattr__(repository.patience, "told", lambda text, _: said.append(text))
        loading = Loading(repository, tmp_path)
        wiki.faults.add(Fault("rate-limited", code=code, at=1))
        run = loading.load(actors(1))
    assert not run.refused
    assert "the account edits too fast for it" in said


@pytest.mark.parametrize("workers", [1, 4])
@pytest.mark.parametrize("fault", [Fault("no-right", first=4), Fault("blocked", first=4)])
def test_a_run_stops_where_the_account_may_no_longer_write(
    wiki: Sandbox, tmp_path: Path, fault: Fault, workers: int
) -> None:
    """After some refusals in a row nothing more is sent; what is left goes out when it may."""
    with connected(wiki) as repository:
        loading = Loading(repository, tmp_path)
        wiki.faults.add(Fault(**{**fault.settings(), "module": "wbeditentity"}))
        run = loading.load(actors(COUNT), workers)
        assert run.stopped and "refused" in run.why and "in a row" in run.why
        assert IN_VAIN <= len(run.refused) <= IN_VAIN + 2 * workers
        counts = counted(tmp_path)
        assert counts[State.DONE] == 3
        assert counts[State.INTENDED] == COUNT - 3 - len(run.refused)
        wiki.faults.clear()
        resumed = loading.resume()
        assert not resumed.refused and not resumed.stopped
        assert len(resumed.results) == counts[State.INTENDED]


def counted(folder: Path) -> dict[State, int]:
    journal = Journal(folder)
    try:
        return journal.counts(journal.runs()[0].id)
    finally:
        journal.close()


def test_a_password_that_changes_in_the_middle_cuts_the_run_off(
    wiki: Sandbox, tmp_path: Path
) -> None:
    """The session ends and the login is refused: one message, and resume goes on later."""
    with connected(wiki) as repository:
        loading = Loading(repository, tmp_path)
        repository.identity  # noqa: B018  # before the session is lost
        account = repository.site.account
        wiki.faults.add(Fault("lost-session", module="wbeditentity", at=3))
        repository.site.account = type(account)(account.user, "the old one")
        with pytest.raises(WikiError, match="does not take the account"):
            loading.load(actors(COUNT))
        repository.site.account = account
        assert loading.has_open_run()
    with connected(wiki) as again:
        resumed = Loading(again, tmp_path).resume()
        assert not resumed.refused
    assert counted(tmp_path) == {State.DONE: COUNT}
