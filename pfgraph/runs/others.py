"""Other runs on the same wiki: seen before one begins, and their twins merged when it has ended."""

from collections.abc import Iterable, Iterator, Mapping

from pfgraph.errors import RunError
from pfgraph.wikibase.history import run_of
from pfgraph.wikibase.patience import Patience
from pfgraph.wikibase.repository import Contribution, Repository
from pfgraph.wikibase.results import Result
from pfgraph.wikibase.sending import Sender
from pfgraph.wikibase.state import WikiProperty, state_of

LATELY = 15.0  # seconds; a run that is at work has edited since
MOST = 20  # newest changes that are looked at
PAUSE = 3.0  # seconds in which a run that is at work makes another edit


def none_at_work(
    repository: Repository, known: Iterable[str], since: str, patience: Patience
) -> None:
    """Raise RunError where a run that is not `known` here is writing to the wiki right now.

    `since` is some seconds ago, by the wiki's clock. What was written since then is looked at
    twice: a run that has ended makes no further edit.
    """
    first = _newest(repository, set(known), since)
    if first is None:
        return
    other = run_of(first.comment)
    patience.wait(f"run {other} of {first.user} edited just now; looking whether it goes on", PAUSE)
    again = _newest(repository, set(known), since)
    if again is not None and again.revision != first.revision:
        raise RunError(
            f"run {other} of {first.user} is writing to {repository.identity.url} now; wait until "
            "it has ended, then run this command again"
        )


def _newest(repository: Repository, known: set[str], since: str) -> Contribution | None:
    for number, change in enumerate(repository.recent_changes(since)):
        if number == MOST:
            return None
        run = run_of(change.comment)
        if run and run not in known:
            return change
    return None


def merge_twins(
    made: Iterable[Result],
    sender: Sender,
    properties: Mapping[str, WikiProperty],
) -> dict[str, str]:
    """Merge items that others made for the same records while the run was under way.

    The lower number stays, on both sides alike. Returns, by key, the id that stays where it is
    not the one that the run made. Costs one request where nobody else has made an item.
    """
    ours = {result.key: result.id for result in made if result.id}
    repository = sender.repository
    created = {
        each.id
        for each in repository.recent_changes(sender.since)
        if not each.parent and each.id.startswith("Q")
    }
    foreign = sorted(created - set(ours.values()))
    if not foreign or not ours:
        return {}
    entities = [*repository.entities(foreign), *repository.entities(sorted(ours.values()))]
    entities.sort(key=lambda entity: int(entity["id"][1:]))
    state = state_of(repository.identity, dict(properties), entities)
    return dict(_merge(state.item_ids, state.twins, ours, sender))


def _merge(
    first: Mapping[str, str],
    twins: Mapping[str, tuple[str, ...]],
    ours: Mapping[str, str],
    sender: Sender,
) -> Iterator[tuple[str, str]]:
    for key, others in twins.items():
        for later in others:
            if ours.get(key) in (first[key], later):
                words = sender.summary(0, f"two items for {key} were made at once")
                sender.repository.merge(later, first[key], words)
        if key in ours and ours[key] != first[key]:
            yield key, first[key]
