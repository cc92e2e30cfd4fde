"""Other runs on the same wiki: seen before one begins, and their twins merged when it has ended."""

from collections.abc import Collection, Iterable, Mapping

from pfgraph.errors import RunError
from pfgraph.wikibase.history import run_of
from pfgraph.wikibase.patience import Patience
from pfgraph.wikibase.repository import Contribution, Entity, Repository
from pfgraph.wikibase.sending import Sender
from pfgraph.wikibase.state import WikiProperty, WikiState, state_of
from pfgraph.wikibase.twins import Merged, merge_twins

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


def made_since(
    repository: Repository,
    properties: Mapping[str, WikiProperty],
    since: str,
    ours: Collection[str] = (),
) -> WikiState:
    """The items that anybody made since a time, by the records that they stand for; those in
    `ours` apart, which are not read."""
    made = {
        each.id: None
        for each in repository.recent_changes(since)
        if not each.parent and each.id.startswith("Q") and each.id not in ours
    }
    entities = {each["id"]: each for each in repository.entities(made)}  # without redirects
    return state_of(repository.identity, dict(properties), _in_order(entities.values()))


def merge_made_twice(
    ours: Mapping[str, str], sender: Sender, properties: Mapping[str, WikiProperty]
) -> list[Merged]:
    """Merge items that others made for the same records while the run was under way.

    `ours` are the items of the run's records, by key. The lower number stays, on both sides
    alike. Costs one request where nobody else has made an item.
    """
    repository = sender.repository
    made = made_since(repository, properties, sender.since, set(ours.values()))
    keys = [key for key in ours if key in made.item_ids]
    if not keys:
        return []
    others = {id for key in keys for id in (made.item_ids[key], *made.twins.get(key, ()))}
    ids = others | {ours[key] for key in keys}
    entities = {each["id"]: each for each in repository.entities(sorted(ids))}
    state = state_of(repository.identity, dict(properties), _in_order(entities.values()))
    return merge_twins(state.twins.keys() & ours.keys(), state, sender, ours.values())


def _in_order(entities: Iterable[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda entity: int(entity["id"][1:]))
