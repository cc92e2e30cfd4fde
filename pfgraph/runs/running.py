"""Starting a run, and taking up one that was cut off: every edit exactly once."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from pfgraph.errors import EditError, RunError
from pfgraph.runs.book import book_of
from pfgraph.runs.journal import Journal, RunLog
from pfgraph.runs.lock import lock_folder, one_run
from pfgraph.runs.model import OPEN, Entry, Kind, RunInfo, State
from pfgraph.runs.others import LATELY, made_since, merge_made_twice, none_at_work
from pfgraph.runs.steps import step_of
from pfgraph.runs.takingback import Numbered, TakingBack, overlapping
from pfgraph.runs.takingup import known_ids, open_tasks, rests_of_open
from pfgraph.runs.undo import Undo
from pfgraph.wikibase.apply import after_mending, carry_out, tasks_of
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.clock import earlier
from pfgraph.wikibase.entityjson import RECORD_ID
from pfgraph.wikibase.mending import TOOK, mend_later
from pfgraph.wikibase.order import Task
from pfgraph.wikibase.pages import PagedRepository
from pfgraph.wikibase.patience import Patience
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.repository import Contribution
from pfgraph.wikibase.results import EDITED_SINCE, Result, Run, new_run_id
from pfgraph.wikibase.schema import SchemaPlan, apply_schema
from pfgraph.wikibase.sending import Sender, number_of
from pfgraph.wikibase.state import ONTOLOGY_IRI, WikiProperty, WikiState

Done = Callable[[Result], None]
Present = Mapping[str, str]  # the ids of all items on the wiki by key, read just now


def _nothing(result: Result) -> None:
    """Nobody is told."""


class Runner:
    """Makes plans true on one wiki and keeps the journal; one run at a time.

    Every method raises RunError where another run is at work, and WikiError where the wiki stays
    away; the journal then knows how far the run is. What a plan would make and is `present` on
    the wiki is a conflict, not made again.
    """

    def __init__(
        self,
        repository: PagedRepository,
        properties: dict[str, WikiProperty],
        journal: Journal,
        patience: Patience,
        workers: int = 1,
    ) -> None:
        self.repository, self.properties, self.journal = repository, properties, journal
        self.patience, self.workers = patience, workers

    def start(
        self,
        plan: Plan,
        present: Present,
        done: Done = _nothing,
        sources: Mapping[str, str] | None = None,
    ) -> Run:
        """Write the plan into the journal, then make it true.

        `sources` tell the file and row of a record by its key.
        """
        run = self._new(Kind.LOAD, plan)
        tasks = tasks_of(plan)
        changes = [task.change for task in tasks]
        told = [(sources or {}).get(change.key, "") for change in changes]
        with self._alone(run):
            self.journal.begin(run, changes, told, book=book_of(plan))
            return self._carry_out(run, tasks, plan.ids, present, done)

    def note(self, plan: Plan) -> Run:
        """Keep what a plan that writes nothing has for each row, as a run that has ended."""
        run = self._new(Kind.LOAD, plan)
        self.journal.begin(replace(run, ended=run.started), [], book=book_of(plan))
        return Run(run.id)

    @contextmanager
    def step_by_step(self, plan: Plan) -> Iterator[Callable[[ItemChange], Run]]:
        """One run whose edits are decided one after the other: what it gives makes one of them.

        `plan` is where the changes are from; what is not asked for is not made.
        """
        run = self._new(Kind.LOAD, replace(plan, unchanged=0))
        sender = Sender(self.repository, run.id, run.started, self.patience)
        log = self.journal.log(run.id)
        with self._alone(run):
            self.journal.begin(run, [])
            yield lambda change: carry_out(
                [Task(log.add(change), change)], sender, self.properties, plan.ids, log
            )
            self._end(run)

    def undo(self, undo: Undo, present: Present, done: Done = _nothing) -> Run:
        """Take a run back, as a run of its own: it can be resumed, and taken back itself."""
        identity = self.repository.identity
        run = RunInfo(
            new_run_id(), identity.url, identity.user, Kind.UNDO, self.repository.clock(),
            undoes=undo.run, unchanged=undo.unchanged,
        )  # fmt: skip
        with self._alone(run):
            self._not_undone(undo.run)
            changes = [step.change for step in undo.steps]
            self.journal.begin(run, changes, data=[step.to_json() for step in undo.steps])
            return self._take_back(run, list(enumerate(undo.steps, 1)), present, done)

    def deploy(self, plan: SchemaPlan, state: WikiState, done: Done = _nothing) -> Run:
        """Put the ontology on the wiki; run again after a crash, it makes what is missing."""
        run = self._new(Kind.SCHEMA, plan.items)
        with self._alone(run):
            self.journal.begin(run, [task.change for task in tasks_of(plan.items)])
            outcome = apply_schema(
                plan, state, self.repository, run.id, done,
                log=self.journal.log(run.id), workers=self.workers, patience=self.patience,
            )  # fmt: skip
            if not outcome.stopped:
                self.journal.end(run.id, self.repository.clock())
            return outcome

    def _new(self, kind: Kind, plan: Plan) -> RunInfo:
        identity = self.repository.identity
        return RunInfo(
            new_run_id(), identity.url, identity.user, kind, self.repository.clock(),
            unchanged=plan.unchanged, ids=plan.ids,
            allowed=len(plan.outlook.stops) if plan.allowed else 0,
        )  # fmt: skip

    def resume(self, named: str, present: Present, done: Done = _nothing) -> Run:
        """Take a run up where it was cut off; edits whose answer was lost are looked up first."""
        run = self._of_this_wiki(named)
        with self._alone(run):
            self._not_undone(run.id)
            self._settle(run)
            return self._go_on(run, present, done)

    def retry(self, named: str, present: Present, done: Done = _nothing) -> Run:
        """Send again what the wiki refused or left open, as it was planned."""
        run = self._of_this_wiki(named)
        with self._alone(run):
            self._not_undone(run.id)
            self._settle(run)
            for entry in self.journal.entries(run.id):
                if entry.state is State.REFUSED:
                    self.journal.update(run.id, entry.number, state=State.INTENDED)
            return self._go_on(run, present, done)

    @contextmanager
    def _alone(self, run: RunInfo) -> Iterator[None]:
        """Hold the lock, having seen that no run of another machine is at work."""
        self.patience.stop.clear()  # an earlier run of this process may have been stopped
        folder = self.journal.path.parent  # shared also where TMPDIR is another
        with one_run(lock_folder(), run.wiki, run.id), one_run(folder, run.wiki, run.id):
            known = [each.id for each in self.journal.runs(run.wiki)]
            since = earlier(self.repository.clock(), LATELY)
            none_at_work(self.repository, known, since, self.patience)
            yield

    def _of_this_wiki(self, named: str) -> RunInfo:
        run = self.journal.run(named)
        if run.wiki != self.repository.identity.url:
            raise RunError(
                f"run {run.id} was on {run.wiki}, not on {self.repository.identity.url}; "
                f"say --wiki {run.wiki}"
            )
        if run.kind is Kind.SCHEMA:
            raise RunError(
                f"run {run.id} put the ontology on the wiki; `pfgraph schema apply` goes on with it"
            )
        return run

    def _not_undone(self, run: str) -> None:
        """Raise RunError for a run that was taken back: what is left of it is not sent either."""
        undoing = self.journal.undo_in_force(run)
        if undoing:
            raise RunError(
                f"run {run} was taken back by run {undoing}; `pfgraph undo {undoing}` brings it "
                f"back, `pfgraph resume {undoing}` goes on where that was cut off"
            )

    def _go_on(self, run: RunInfo, present: Present, done: Done) -> Run:
        entries = self.journal.entries(run.id)
        if run.kind is Kind.UNDO:
            steps = [(each.number, step_of(each)) for each in entries if each.state in OPEN]
            return self._take_back(run, steps, present, done)
        self.journal.drop(run.id, [each.number for each in rests_of_open(entries)])
        entries = self.journal.entries(run.id)
        return self._carry_out(run, open_tasks(entries), known_ids(run, entries), present, done)

    def _carry_out(
        self,
        run: RunInfo,
        tasks: list[Task],
        ids: dict[str, str],
        present: Present,
        done: Done,
    ) -> Run:
        sender = Sender(self.repository, run.id, run.started, self.patience)
        log = self.journal.log(run.id)
        made = made_since(self.repository, self.properties, self.repository.opened())
        present = {**made.item_ids, **present}
        there, left = list[Task](), list[Task]()
        for task in tasks:
            (there if task.change.is_new and task.change.key in present else left).append(task)
        early = [_made_since(task, present, log) for task in there]
        ids = ids | {task.change.key: present[task.change.key] for task in there}
        outcome = carry_out(left, sender, self.properties, ids, log, done, self.workers)
        outcome.results[:0] = early
        if not outcome.stopped:
            self._leave_no_twins(run, sender, outcome)
            self._end(run)
        return outcome

    def _leave_no_twins(self, run: RunInfo, sender: Sender, outcome: Run) -> None:
        """Merge what another run has made at the same time, also before this one was resumed."""
        ours = self.journal.made(run.id)
        for each in merge_made_twice(ours, sender, self.properties):
            if each.refused:
                text = f"{each.first} and {each.other} are both for it, and the wiki does not"
                text = f"{text} merge them: {each.refused}; `pfgraph load … --merge-twins` later"
                outcome.results.append(Result(each.key, ours[each.key], 0, text, "twins"))
            elif ours[each.key] != each.first:
                outcome.moved[each.key] = each.first

    def _end(self, run: RunInfo) -> None:
        """The run has come to its end, unless an edit is still to be mended."""
        if not OPEN & set(self.journal.counts(run.id)):
            self.journal.end(run.id, self.repository.clock())

    def _take_back(self, run: RunInfo, steps: list[Numbered], present: Present, done: Done) -> Run:
        sender = Sender(self.repository, run.id, run.started, self.patience)
        carriers = frozenset(
            self.properties[iri].id for iri in (RECORD_ID, ONTOLOGY_IRI) if iri in self.properties
        )
        log = self.journal.log(run.id)
        taking = TakingBack(self.repository, sender, run.undoes, log, carriers, present)
        outcome = taking.go(steps, done, self.workers)
        if not outcome.stopped:
            self._end(run)
        return outcome

    def _settle(self, run: RunInfo) -> None:
        """Find out what became of each edit that was sent and not answered."""
        sent = [each for each in self.journal.entries(run.id) if each.state is State.SENT]
        if not sent:
            return
        sender = Sender(self.repository, run.id, run.started, self.patience, run.user)
        saved: dict[int, list[Contribution]] = {}
        for each in reversed(list(sender.saved())):
            saved.setdefault(number_of(each, run.id), []).append(each)
        for entry in sent:
            if entry.number in saved:
                result = self._saved_before(entry, saved[entry.number], sender)
                self.journal.log(run.id).settled(entry.number, result)
            else:
                self.journal.update(run.id, entry.number, state=State.INTENDED)

    def _saved_before(self, entry: Entry, edits: list[Contribution], sender: Sender) -> Result:
        """The result of an edit that was saved, and mended, before the process died."""
        result = Result(entry.change.key, edits[0].id, edits[-1].revision)
        if entry.data:
            result = overlapping(result, step_of(entry))
        try:
            mended = mend_later(edits, entry.base, sender, entry.number)
        except EditError as error:
            text = f"{TOOK}, and theirs could not be given back: {error}; see the page's history"
            return replace(result, refusal=text, code=EDITED_SINCE)
        return after_mending(result, mended) if mended else result


def _made_since(task: Task, present: Present, log: RunLog) -> Result:
    key = task.change.key
    item, _ = log.done_before(task.change)
    text = f"it was made since the plan was, as {present[key]}; plan again"
    result = Result(key, present[key], 0, text, EDITED_SINCE)
    if item == present[key]:  # this very plan has been applied before
        result = Result(key, item)  # without a revision: this run has made none
    log.settled(task.number, result)
    return result
