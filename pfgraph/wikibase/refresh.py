"""Bringing a copy of a wiki up to date, with as few requests as can be trusted."""

from dataclasses import dataclass
from enum import StrEnum

from pfgraph.wikibase.clock import earlier
from pfgraph.wikibase.mirror import Mirror
from pfgraph.wikibase.repository import Repository
from pfgraph.wikibase.state import WikiState, properties_of, state_from

OVERLAP = 600  # seconds; a busy wiki lists recent changes late
_KINDS = ("property", "item")


class Way(StrEnum):
    """How a copy was brought up to date."""

    WHOLE = "the whole wiki was read"
    CHANGES = "recent changes were followed"
    REVISIONS = "the revisions of all pages were compared"


@dataclass(frozen=True, slots=True)
class Refresh:
    """How a copy was brought up to date: how many entities were read, how many are gone."""

    way: Way
    read: int
    gone: int


def refresh(mirror: Mirror, repository: Repository, whole: bool = False) -> Refresh:
    """Make the copy hold what the wiki holds, deletions and redirects too.

    The whole wiki is read the first time, or when that is asked for. Later only what recent
    changes name is; where they are not kept for so long, the revisions of all pages are compared
    with those of the copy. Raises WikiError or CopyError; the copy then is as it was before.
    """
    until = repository.clock()
    since = mirror.read_until(repository.identity)
    if whole or not since:
        return _read_whole(mirror, repository, until)
    early = earlier(since, OVERLAP)
    if repository.reaches_back_to(early):
        suspects = _changed(mirror, repository, early)
        return _read_again(mirror, repository, until, suspects, Way.CHANGES)
    return _read_again(mirror, repository, until, _other(mirror, repository), Way.REVISIONS)


def copied_state(mirror: Mirror, repository: Repository) -> WikiState:
    """The state of the wiki as the copy holds it; the same as that of a whole read."""
    properties = properties_of(mirror.entities("P"))
    return state_from(repository.identity, properties, lambda: mirror.entities("Q"))


def _read_whole(mirror: Mirror, repository: Repository, until: str) -> Refresh:
    ids = [each for kind in _KINDS for each in repository.ids(kind)]
    mirror.replace(repository.identity, until, repository.entities(ids))
    return Refresh(Way.WHOLE, len(mirror.revisions()), 0)


def _changed(mirror: Mirror, repository: Repository, since: str) -> set[str]:
    """The ids of all that was edited, deleted or restored since then and is not kept as it is."""
    kept, newest = mirror.revisions(), dict[str, int]()
    for each in repository.recent_changes(since):
        newest.setdefault(each.id, each.revision)
    edited = {each for each, revision in newest.items() if kept.get(each) != revision}
    return edited | {each.id for each in repository.page_log(since)}


def _other(mirror: Mirror, repository: Repository) -> set[str]:
    """The ids of all that is not on the wiki as it is in the copy."""
    kept = mirror.revisions()
    there = {each.id: each.revision for k in _KINDS for each in repository.newest_revisions(k)}
    return {each for each in kept.keys() | there.keys() if kept.get(each) != there.get(each)}


def _read_again(
    mirror: Mirror, repository: Repository, until: str, suspects: set[str], way: Way
) -> Refresh:
    known = mirror.revisions()
    found = {each["id"]: each for each in repository.entities(sorted(suspects))}
    # what is asked for by a redirect comes under the id of its target
    gone = suspects - found.keys()
    mirror.update(repository.identity, until, found.values(), gone)
    changed = sum(known.get(key) != each["lastrevid"] for key, each in found.items())
    return Refresh(way, changed, len(gone & known.keys()))
