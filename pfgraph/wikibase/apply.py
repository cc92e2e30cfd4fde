"""Making a plan true: one edit an item, two where new items refer to each other in a circle."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from threading import Lock

from pfgraph.errors import EditError
from pfgraph.wikibase.changes import ItemChange, StatementEdit
from pfgraph.wikibase.editdata import edit_data
from pfgraph.wikibase.keys import is_wiki_id
from pfgraph.wikibase.mending import GIVEN_BACK, TOOK, Mended, mend
from pfgraph.wikibase.order import Queue, Task
from pfgraph.wikibase.patience import Stopped
from pfgraph.wikibase.plan import Plan, referred
from pfgraph.wikibase.refusals import IN_VAIN, Vain
from pfgraph.wikibase.repository import Edit, Repository, Saved
from pfgraph.wikibase.results import EDITED_SINCE, Log, NoLog, Result, Run, summary
from pfgraph.wikibase.sending import Sender
from pfgraph.wikibase.state import WikiProperty, names_of


def tasks_of(plan: Plan) -> list[Task]:
    """The edits that a plan takes, numbered from 1 in its order."""
    writing = (change for change in plan.changes if change.writes)
    return [Task(number, change) for number, change in enumerate(writing, 1)]


def apply(
    plan: Plan,
    repository: Repository,
    properties: dict[str, WikiProperty],
    run_id: str,
    done: Callable[[Result], None] = lambda result: None,
    workers: int = 1,
) -> Run:
    """Make a plan true without keeping a journal; see `carry_out`."""
    sender = Sender(repository, run_id, repository.clock())
    tasks = tasks_of(plan)
    return carry_out(tasks, sender, properties, plan.ids, NoLog(len(tasks)), done, workers)


def carry_out(
    tasks: Sequence[Task],
    sender: Sender,
    properties: dict[str, WikiProperty],
    ids: dict[str, str],
    log: Log,
    done: Callable[[Result], None] = lambda result: None,
    workers: int = 1,
) -> Run:
    """Send each edit, `workers` at a time; `done` is called after each item, in this thread.

    An edit that the wiki refuses is recorded and the rest goes on; what refers to an item that
    could not be made is refused too, and says so. Raises WikiError when the wiki stays away;
    Ctrl-C lets the edits under way end and returns a run that is `stopped`, as does an account
    that is refused again and again whatever it sends; `why` then says so.
    """
    return _Applying(sender, properties, ids, log, done).go(list(tasks), max(1, workers))


class _Applying:
    def __init__(
        self,
        sender: Sender,
        properties: dict[str, WikiProperty],
        ids: dict[str, str],
        log: Log,
        done: Callable[[Result], None],
    ) -> None:
        self.sender, self.log, self.done = sender, log, done
        self.ids = dict(ids)
        self.names = names_of(properties, self.ids)
        self.run, self.counting = Run(sender.run), Lock()
        self.later: list[Task] = []
        self.vain = Vain()

    def go(self, tasks: list[Task], workers: int) -> Run:
        with ThreadPoolExecutor(workers) as pool:
            try:
                self._all(Queue(tasks), pool, workers, self._one)
                self.later.sort(key=lambda task: task.number)
                self._all(Queue(self.later), pool, workers, self._second)
            except (KeyboardInterrupt, Stopped):
                self.sender.patience.stop.set()
                self.run.stopped = True
        return self.run

    def _all(
        self, queue: Queue, pool: ThreadPoolExecutor, workers: int, act: Callable[[Task], Result]
    ) -> None:
        under_way: dict[Future[Result], Task] = {}
        try:
            while queue or under_way:
                for task in queue.ready(workers - len(under_way)):
                    under_way[pool.submit(act, task)] = task
                finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in finished:
                    queue.finished([under_way.pop(future).change.key])
                    self._record(future.result())
                if self.vain.row >= IN_VAIN:
                    self.run.why = self.vain.words
                    raise Stopped
        except BaseException:
            self.sender.patience.stop.set()
            for future in wait(under_way).done:
                if future.exception() is None:
                    self._record(future.result())
            raise

    def _record(self, result: Result) -> None:
        self.run.results.append(result)
        self.vain.heed(result)
        self.done(result)

    def _one(self, task: Task) -> Result:
        stale = self._stale(task)
        if stale is not None:
            return stale
        now, later = self._split(task.change)
        number = self.log.add(replace(_without_terms(task.change), edits=later)) if later else 0
        result = self._send(Task(task.number, now))
        if later and result.refusal:
            text = f"the item's first edit was not made: {result.refusal}"
            self.log.settled(number, replace(result, revision=0, refusal=text))
        elif later:
            rest = replace(now, id=result.id, revision=result.revision, edits=later)
            self.later.append(Task(number, _without_terms(rest)))
        return result

    def _stale(self, task: Task) -> Result | None:
        """A conflict of our own where somebody edited the item since the plan was made.

        `baserevid` is no guard for statements: where both sides changed the same one, a
        Wikibase lets the later edit win.
        """
        change = task.change
        if change.is_new:
            return None
        ready = self.sender.patience.until_ready
        now = ready(lambda: self.sender.repository.revision(change.id))
        if now == change.revision:
            return None
        if self.log.done_before(change) == (change.id, now):
            return self._settled(task, Result(change.key, change.id))
        text = f"it was edited since the plan was made (revision {change.revision}, now {now})"
        text = text if now else "it was deleted, or merged into another, since the plan was made"
        return self._settled(
            task, Result(change.key, change.id, now, f"{text}; plan again", EDITED_SINCE)
        )

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

    def _second(self, task: Task) -> Result:
        """The rest of an item that stands in a circle."""
        change = task.change
        waiting = sorted({key for edit in change.edits for key in self._unmade(edit)})
        if not waiting:
            return self._send(task)
        ready, rest = self._split(change)
        if ready.edits:
            sent = self._send(Task(task.number, ready))
            if sent.refusal:
                return sent
            change = replace(change, id=sent.id, revision=sent.revision, edits=rest)
            task = Task(self.log.add(change), change)  # what is left is refused by itself
        text = f"it refers to {', '.join(waiting)}, which is not on the wiki"
        return self._settled(task, Result(change.key, change.id, 0, text, "unmade"))

    def _send(self, task: Task) -> Result:
        change = task.change
        edit = Edit(
            edit_data(change, self.names),
            self.sender.summary(task.number, summary(change)),
            id=change.id or self.ids.get(change.key, ""),
            new="" if change.id or change.key in self.ids else "item",
            base_revision=change.revision,
        )
        self.log.sent(task.number, change.revision)
        try:
            saved = self.sender.send(edit, task.number)
        except EditError as error:
            refused = Result(change.key, change.id, 0, str(error), error.code)
            return self._settled(task, refused)
        self.ids[change.key] = saved.id
        self._count()
        result = Result(change.key, saved.id, saved.revision)
        try:
            return self._settled(task, self._mended(result, saved, task))
        except EditError as error:  # it stays open: who resumes the run tries it again
            text = f"{TOOK}, and theirs could not be given back: {error}; `pfgraph resume` does so"
            return replace(result, refusal=text, code=error.code)

    def _count(self) -> None:
        with self.counting:
            self.run.edits += 1

    def _mended(self, result: Result, saved: Saved, task: Task) -> Result:
        """The result, after giving back what the edit took from people, where it took anything."""
        mended = mend(saved, task.change.revision, self.sender, task.number)
        if mended is None:
            return result
        self._count()
        return after_mending(result, mended)

    def _settled(self, task: Task, result: Result) -> Result:
        self.log.settled(task.number, result)
        return result


def after_mending(result: Result, mended: Mended) -> Result:
    """The result of an edit that had to be mended: a conflict where people got something back."""
    result = replace(result, revision=mended.revision)
    if not mended.gave_back:
        return result
    return replace(result, refusal=f"{GIVEN_BACK}; plan again", code=EDITED_SINCE)


def _without_terms(change: ItemChange) -> ItemChange:
    return replace(change, labels={}, descriptions={}, aliases={})
