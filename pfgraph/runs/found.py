"""The edits of a run, found on the wiki by the run's id in their summaries."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pfgraph.errors import RunError
from pfgraph.runs.model import Entry, RunInfo, State
from pfgraph.wikibase.clock import earlier
from pfgraph.wikibase.history import run_of, undone_in
from pfgraph.wikibase.pages import PagedRepository
from pfgraph.wikibase.repository import Contribution
from pfgraph.wikibase.sending import number_of

_SLACK = 86_400.0  # seconds by which the clock of the machine that ran it may have been wrong


@dataclass(frozen=True, slots=True)
class Found:
    """A run's edits by entity: `revisions` in the order of their numbers.

    `deleted` are entities that the run deleted, `keys` the records' ids as the journal knows
    them, `missing` the numbers of edits that were made (or, without a journal, that lie between
    others) and are not on the wiki; `known` says whether the journal knew the run; `undone_by`
    are the runs that took it back, at least in part.
    """

    run: str
    revisions: dict[str, tuple[int, ...]]
    deleted: frozenset[str] = frozenset()
    keys: dict[str, str] = field(default_factory=dict)
    missing: tuple[int, ...] = ()
    known: bool = False
    undone_by: tuple[str, ...] = ()


def find(
    run: str, info: RunInfo | None, entries: Iterable[Entry], repository: PagedRepository
) -> Found:
    """All edits of a run; `info` and `entries` are the journal's, where it knows the run.

    Raises RunError where neither the journal nor the wiki knows it.
    """
    since = info.started if info else _began(run)
    user = info.user if info else repository.identity.user
    listed = list(repository.pages.contributions(user, since))
    edits = _of(run, listed)
    if not edits and info is None:
        listed = list(repository.recent_changes(since))
        edits = _of(run, listed)
    deleted = frozenset(each.id for each in _of(run, repository.pages.deletions(since)))
    if not edits and not deleted and info is None:
        raise RunError(
            f"no edit of a run {run} was found on {repository.identity.url}, neither among the "
            f"contributions of {user} nor in the recent changes; see that the id is whole, and "
            "run this with the account that made it"
        )
    found = _gathered(run, edits, deleted, info, list(entries))
    return replace(found, undone_by=_undoing(run, listed))


def _gathered(
    run: str,
    edits: list[Contribution],
    deleted: frozenset[str],
    info: RunInfo | None,
    entries: list[Entry],
) -> Found:
    revisions: dict[str, set[int]] = {}
    for each in edits:
        revisions.setdefault(each.id, set()).add(each.revision)
    done = [each for each in entries if each.state is State.DONE and each.item and each.revision]
    for entry in done:
        revisions.setdefault(entry.item, set()).add(entry.revision)
    for entity_id in deleted:
        revisions.setdefault(entity_id, set())
    seen = {number_of(each, run) for each in edits}
    made = {entry.number for entry in done if entry.item not in deleted} if info else None
    wanted = made if made is not None else set(range(1, max(seen, default=0) + 1))
    return Found(
        run,
        {entity_id: tuple(sorted(numbers)) for entity_id, numbers in sorted(revisions.items())},
        deleted,
        {entry.item: entry.change.key for entry in entries if entry.item},
        tuple(sorted(wanted - seen)),
        info is not None,
    )


def _undoing(run: str, listed: Iterable[Contribution]) -> tuple[str, ...]:
    """The runs that took this one back and were not taken back themselves."""
    undoes = {
        run_of(each.comment): undone_in(each.comment) for each in listed if undone_in(each.comment)
    }
    undone = set(undoes.values())
    return tuple(sorted(by for by, of in undoes.items() if of == run and by not in undone))


def _of(run: str, changes: Iterable[Contribution]) -> list[Contribution]:
    return [each for each in changes if run_of(each.comment) == run]


def _began(run: str) -> str:
    """When a run began, as its id tells; empty where it tells nothing."""
    day, _, rest = run.partition("T")
    time = rest[:6]
    if len(day) != 8 or not (day + time).isdigit() or len(time) != 6:
        return ""
    moment = f"{day[:4]}-{day[4:6]}-{day[6:]}T{time[:2]}:{time[2:4]}:{time[4:]}Z"
    try:
        return earlier(moment, _SLACK)
    except ValueError:
        return ""
