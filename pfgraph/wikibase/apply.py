"""Making a plan true: one edit an item, two where new items refer to each other in a circle."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from pfgraph.errors import EditError
from pfgraph.wikibase.changes import Action, ItemChange, StatementEdit
from pfgraph.wikibase.editdata import edit_data
from pfgraph.wikibase.history import SUMMARY
from pfgraph.wikibase.keys import is_wiki_id
from pfgraph.wikibase.plan import Plan, referred
from pfgraph.wikibase.repository import Edit, Repository, Saved
from pfgraph.wikibase.state import WikiProperty, names_of


@dataclass(frozen=True, slots=True)
class Result:
    """How one item fared: its id and revision, or the wiki's reason for refusing the edit."""

    key: str
    id: str = ""
    revision: int = 0
    refusal: str = ""
    code: str = ""


@dataclass(slots=True)
class Run:
    """What happened while a plan was applied, in the order in which it happened."""

    id: str
    results: list[Result] = field(default_factory=list)
    edits: int = 0

    @property
    def refused(self) -> tuple[Result, ...]:
        """The items that the wiki did not take, each with its reason."""
        return tuple(result for result in self.results if result.refusal)


def new_run_id(now: datetime | None = None) -> str:
    """An id for a run, such as 20261122T1930-3f9a: readable, sorted by time, not to be guessed."""
    moment = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S")
    return f"{moment}-{secrets.token_hex(2)}"


def apply(
    plan: Plan,
    repository: Repository,
    properties: dict[str, WikiProperty],
    run_id: str,
    done: Callable[[Result], None] = lambda result: None,
) -> Run:
    """Send each change that writes; `done` is called after every item.

    An edit that the wiki refuses is recorded and the rest goes on; what refers to an item that
    could not be made is refused too, and says so. Raises WikiError when the wiki is gone.
    """
    return _Applying(plan, repository, properties, Run(run_id)).go(done)


class _Applying:
    def __init__(
        self, plan: Plan, repository: Repository, properties: dict[str, WikiProperty], run: Run
    ) -> None:
        self.plan, self.repository, self.run = plan, repository, run
        self.ids = dict(plan.ids)
        self.names = names_of(properties, self.ids)
        self.later: list[ItemChange] = []

    def go(self, done: Callable[[Result], None]) -> Run:
        for change in self.plan.changes:
            if change.writes:
                done(self._stale(change) or self._one(change))
        for change in self.later:
            result = self._second(change)
            if result.refusal:
                done(result)
        return self.run

    def _stale(self, change: ItemChange) -> Result | None:
        """A refusal of our own where somebody edited the item since the plan was made.

        `baserevid` is no guard for statements: where both sides changed the same one, a
        Wikibase lets the later edit win.
        """
        now = change.revision if change.is_new else self.repository.revision(change.id)
        if now == change.revision:
            return None
        text = f"it was edited since the plan was made (revision {change.revision}, now {now})"
        return self._record(
            Result(change.key, change.id, now, f"{text}; plan again", "edited-since")
        )

    def _one(self, change: ItemChange) -> Result:
        now, later = self._split(change)
        result = self._send(now, change.revision)
        if later and not result.refusal:
            kept = replace(change, id=result.id, revision=result.revision, edits=later)
            self.later.append(replace(kept, labels={}, descriptions={}, aliases={}))
        return result

    def _split(self, change: ItemChange) -> tuple[ItemChange, tuple[StatementEdit, ...]]:
        """What can be sent now, and what refers to items that do not exist yet."""
        later = tuple(edit for edit in change.edits if list(self._unmade(edit)))
        if not later:
            return change, ()
        ready = tuple(edit for edit in change.edits if edit not in later)
        return replace(change, edits=ready), later

    def _unmade(self, edit: StatementEdit) -> Iterator[str]:
        keys = referred(edit.after) if edit.after else iter(())
        return (key for key in keys if key not in self.ids and not is_wiki_id(key))

    def _second(self, change: ItemChange) -> Result:
        waiting = sorted({key for edit in change.edits for key in self._unmade(edit)})
        if waiting:
            ready, _ = self._split(change)
            result = self._send(ready, change.revision) if ready.edits else Result(change.key)
            text = f"it refers to {', '.join(waiting)}, which is not on the wiki"
            return self._record(replace(result, refusal=result.refusal or text, code="unmade"))
        return self._send(change, change.revision)

    def _send(self, change: ItemChange, base: int) -> Result:
        data = edit_data(change, self.names)
        edit = Edit(
            data,
            f"{SUMMARY} {self.run.id}: {summary(change)}",
            id=change.id,
            new="" if change.id else "item",
            base_revision=base,
        )
        try:
            saved = self._edit(edit)
        except EditError as error:
            return self._record(Result(change.key, change.id, 0, str(error), error.code))
        self.ids[change.key] = saved.id
        return self._record(Result(change.key, saved.id, saved.revision))

    def _edit(self, edit: Edit) -> Saved:
        self.run.edits += 1
        return self.repository.edit(edit)

    def _record(self, result: Result) -> Result:
        self.run.results.append(result)
        return result


def summary(change: ItemChange) -> str:
    """What an edit does, in a few words for the page history."""
    if change.is_new:
        return f"new item for {change.key}"
    counts = dict.fromkeys(Action, 0)
    for edit in change.edits:
        counts[edit.action] += 1
    words = [f"{action} {count}" for action, count in counts.items() if count]
    if change.labels or change.aliases or change.descriptions:
        words.append("terms")
    return f"{change.key}: {', '.join(words)}"
