"""What changed on a wiki since a run, and the conflicts that runs left."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pfgraph.errors import RunError
from pfgraph.ontology import declaration, ontology
from pfgraph.runs.journal import Journal
from pfgraph.runs.standing import Standing, standing
from pfgraph.wikibase.called import labels_of
from pfgraph.wikibase.datamodel import Item
from pfgraph.wikibase.drift import Deed, Happening, of_revisions
from pfgraph.wikibase.entityjson import RECORD_ID, item_from_json
from pfgraph.wikibase.history import SUMMARY, run_of
from pfgraph.wikibase.known import known_records
from pfgraph.wikibase.repository import PageLog, Repository
from pfgraph.wikibase.state import WikiState
from pfgraph.wikibase.values import StringValue

_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?Z?)?")


@dataclass(frozen=True, slots=True)
class Drift:
    """What people did since a time, oldest first within an item, and conflicts that stand."""

    since: str
    happenings: tuple[Happening, ...]
    conflicts: tuple[Standing, ...]

    @property
    def is_none(self) -> bool:
        """Whether nothing has changed and nothing stands."""
        return not self.happenings and not self.conflicts


def beginning(said: str | None, journal: Journal, repository: Repository) -> str:
    """The time from which on to look: of a run, as said, or that of the last run.

    The last run is the newest of the journal that had something to write; without one, the newest
    edit of the tool's that the account's contributions or recent changes show. Raises RunError
    where there is none.
    """
    wiki = repository.identity.url
    if said and (found := _TIME.fullmatch(said)):
        return f"{found[1]}T{found[2] or '00:00'}:{found[3] or '00'}Z"
    if said:
        return journal.run(said).started
    runs, wrote = journal.runs(wiki), journal.with_edits()
    if last := next((run for run in runs if run.id in wrote), None):
        return last.started
    for listed in (repository.contributions, repository.recent_changes):
        for change in listed("2001-01-01T00:00:00Z"):
            if SUMMARY in change.comment:
                return change.timestamp
    if runs:
        return runs[0].started
    raise RunError(f"no run on {wiki} is known here or there; say since when: --since 2026-11-01")


def drift(
    repository: Repository,
    state: WikiState,
    since: str,
    journal: Journal,
    former: WikiState | None = None,
) -> Drift:
    """All that people did since a time to what concerns the ontology.

    `former` is an earlier state, which tells what pages were that are gone; without one all
    deletions are told. Histories are read of those items and properties alone that were edited.
    Raises WikiError.
    """
    labels = {**(_labels(former) if former else {}), **_labels(state)}
    known = _keys_before(journal, repository.identity.url)
    watch = _Watch(state, former, known, labels)
    found = [
        each
        for entity_id in sorted(_edited(repository, since), key=_by_number)
        for each in watch.of_history(repository, entity_id, since)
    ]
    found += (made for entry in repository.page_log(since) if (made := watch.of_log(entry)))
    found.sort(key=lambda each: (_by_number(each.id), each.timestamp, each.revision))
    conflicts = standing(journal, repository.identity.url, state, labels)
    return Drift(since, tuple(found), tuple(conflicts))


def _edited(repository: Repository, since: str) -> set[str]:
    """The ids of what others than the tool edited; redirects and deleted ones too."""
    if repository.reaches_back_to(since):
        changes: Iterable[tuple[str, str, str]] = (
            (each.id, each.comment, each.timestamp) for each in repository.recent_changes(since)
        )
        return {entity_id for entity_id, comment, _ in changes if not run_of(comment)}
    return {
        each.id
        for kind in ("item", "property")
        for each in repository.newest_revisions(kind)
        if each.timestamp >= since
    }


def _labels(state: WikiState) -> dict[str, str]:
    named = labels_of(state, ontology(), declaration())
    return named | {item_id: named.get(key, key) for key, item_id in state.item_ids.items()}


def _by_number(entity_id: str) -> tuple[str, int]:
    return entity_id[:1], int(entity_id[1:]) if entity_id[1:].isdigit() else 0


def _keys_before(journal: Journal, wiki: str) -> dict[str, str]:
    """The keys of items that runs knew, which may be gone from the wiki."""
    runs = journal.runs(wiki)
    found = {item_id: key for run in runs for key, item_id in run.ids.items()}
    entries = (entry for run in runs for entry in journal.entries(run.id) if entry.item)
    return found | {entry.item: entry.change.key for entry in entries}


class _Watch:
    """Knows which pages concern the ontology, and what to call them."""

    def __init__(
        self,
        state: WikiState,
        former: WikiState | None,
        known: Mapping[str, str],
        labels: dict[str, str],
    ) -> None:
        self.state, self.labels, self.names = state, labels, state.names
        self.tells_all = former is None
        states = [former, state] if former else [state]
        self.keys = dict(known)
        self.records: set[str] = set()
        for each in states:
            self.keys |= {item_id: key for key, item_id in each.item_ids.items()}
            self.records |= known_records(each, ontology()).keys()
        self.properties = {each.id: iri for iri, each in state.properties.items() if each.iri}

    def of_history(self, repository: Repository, entity_id: str, since: str) -> Iterator[Happening]:
        revisions = repository.history(entity_id)
        items = [item_from_json({**each.entity, "id": entity_id}, self.names) for each in revisions]
        key = self._key(entity_id, items)
        if not key:
            return
        label = self._label(entity_id, key, items)
        for revision, done in of_revisions(revisions, items, since, self.labels):
            yield Happening(
                entity_id, key, label, revision.user, revision.timestamp, revision.id,
                revision.comment, done,
            )  # fmt: skip

    def of_log(self, entry: PageLog) -> Happening | None:
        key = self._key(entry.id, []) or (entry.id if self.tells_all else "")
        if not key or run_of(entry.comment):
            return None
        deed = Deed("-" if entry.action == "delete" else "+", f"page {entry.action}d")
        label = self._label(entry.id, key, [])
        return Happening(
            entry.id, key, label, entry.user, entry.timestamp, 0, entry.comment, (deed,)
        )

    def _key(self, entity_id: str, items: list[Item]) -> str:
        """The key of what concerns the ontology; empty for all other pages of the wiki."""
        if entity_id in self.properties:
            return self.properties[entity_id]
        key = self.keys.get(entity_id, entity_id)
        if key != entity_id or key in self.records:
            return key
        was = [item for item in items if self._was_a_record(item)]
        return _record_id(was[-1]) or key if was else ""

    def _was_a_record(self, item: Item) -> bool:
        alone = WikiState(self.state.identity, self.state.properties, {item.key: item}, {})
        return bool(known_records(alone, ontology()))

    def _label(self, entity_id: str, key: str, items: list[Item]) -> str:
        texts = next((each.labels for each in reversed(items) if each.labels), {})
        last = texts.get("en") or next(iter(texts.values()), "")
        return self.labels.get(key) or last or key


def _record_id(item: Item) -> str:
    """The record id that an item carries; empty where it carries none."""
    values = (each.main.value for each in item.statements if each.main.prop == RECORD_ID)
    return next((value.text for value in values if isinstance(value, StringValue)), "")
