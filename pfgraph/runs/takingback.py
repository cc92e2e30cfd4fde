"""Carrying an undo out: each page compared once more, then written exactly once."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from threading import Lock
from typing import Any

from pfgraph.errors import EditError
from pfgraph.runs.administering import Administering, newest_of
from pfgraph.runs.inverse import Inverse
from pfgraph.runs.journal import RunLog
from pfgraph.runs.steps import Do, Step
from pfgraph.runs.undo import compared, pairs_of
from pfgraph.wikibase.apply import after_mending
from pfgraph.wikibase.history import TAKES_BACK, run_of
from pfgraph.wikibase.keys import key_of_iri
from pfgraph.wikibase.mending import TOOK, mend
from pfgraph.wikibase.pages import Newest, PagedRepository
from pfgraph.wikibase.patience import Stopped
from pfgraph.wikibase.refusals import IN_VAIN, Vain
from pfgraph.wikibase.repository import Edit
from pfgraph.wikibase.results import EDITED_SINCE, Result, Run
from pfgraph.wikibase.sending import Sender

TRIES = 5  # times that an edit is compared anew because people were faster

Numbered = tuple[int, Step]


class TakingBack:
    """The steps of one undo, sent; `undone` is the run that it takes back.

    `carriers` are the properties that hold a record's id or IRI, and `present` the items by key:
    an item that was made again meanwhile is not filled a second time.
    """

    def __init__(
        self,
        repository: PagedRepository,
        sender: Sender,
        undone: str,
        log: RunLog,
        carriers: frozenset[str],
        present: Mapping[str, str],
    ) -> None:
        self.repository, self.sender, self.undone, self.log = repository, sender, undone, log
        self.carriers, self.present = carriers, present
        self.administering = Administering(repository, sender, undone, log, self._count)
        self.run, self.counting, self.vain = Run(sender.run), Lock(), Vain()
        self.doomed: frozenset[str] = frozenset()

    def go(self, steps: Sequence[Numbered], done: Callable[[Result], None], workers: int) -> Run:
        """Pages are brought back first and deleted last; `done` is called after each step."""
        self.doomed = frozenset(step.id for _, step in steps if step.do is Do.DELETE)
        acts = {Do.UNDELETE: self._undelete, Do.EDIT: self._edit, Do.DELETE: self._delete}
        with ThreadPoolExecutor(max(1, workers)) as pool:
            try:
                for do, act in acts.items():
                    self._all([each for each in steps if each[1].do is do], act, pool, done)
            except (KeyboardInterrupt, Stopped):
                self.sender.patience.stop.set()
                self.run.stopped = True
        return self.run

    def _all(
        self,
        steps: Sequence[Numbered],
        act: Callable[[int, Step], Result],
        pool: ThreadPoolExecutor,
        done: Callable[[Result], None],
    ) -> None:
        futures = [pool.submit(act, number, step) for number, step in steps]
        try:
            for future in futures:
                self._record(future.result(), done)
                if self.vain.row >= IN_VAIN:
                    self.run.why = self.vain.words
                    raise Stopped
        except BaseException:
            self.sender.patience.stop.set()
            self._end(futures, done)
            raise

    def _end(self, futures: Sequence[Future[Result]], done: Callable[[Result], None]) -> None:
        """Let what is under way end; nothing else begins."""
        for future in futures:
            future.cancel()
        running = [each for each in futures if not each.cancelled()]
        for future in wait(running).done:
            result = None if future.exception() else future.result()
            if result is not None and result not in self.run.results:
                self._record(result, done)

    def _record(self, result: Result, done: Callable[[Result], None]) -> None:
        self.run.results.append(result)
        self.vain.heed(result)
        done(result)

    def _edit(self, number: int, step: Step) -> Result:
        for _ in range(TRIES):
            step = self._anew(number, step)
            if not step.base:
                text = "the page is gone or a redirect now"
                return self._settled(number, Result(step.key, step.id, 0, text, "no-such-entity"))
            refused = self._made_again(step)
            if refused or not step.data:
                result = Result(step.key, step.id, step.base)
                return self._settled(number, refused or overlapping(result, step))
            try:
                return self._send(number, step)
            except EditError as error:
                if error.code != "editconflict":
                    refused = Result(step.key, step.id, 0, str(error), error.code)
                    return self._settled(number, refused)
                step = replace(step, base=-1)
        text = "people edit it all the time; try again later"
        return self._settled(number, Result(step.key, step.id, 0, text, "editconflict"))

    def _anew(self, number: int, step: Step) -> Step:
        """The step on the newest revision; `base` is 0 where there is none."""
        ready = self.sender.patience.until_ready
        if step.base and ready(lambda: self.repository.revision(step.id)) == step.base:
            return step
        newest = newest_of(step.id, self.repository.pages)
        if newest is None or newest.target:
            return replace(step, base=0)
        again, _ = self._compared(step, newest)
        self.log.planned(number, again.to_json())
        return again

    def _compared(self, step: Step, newest: Newest) -> tuple[Step, Inverse]:
        pages = self.repository.pages
        numbers = step.revisions or tuple(
            each.revision
            for each in pages.summaries(step.id)
            if run_of(each.comment) == self.undone
        )
        pairs = pairs_of(numbers, self.undone, pages)
        return compared(step, newest, [pairs[number] for number in sorted(pairs)])

    def _made_again(self, step: Step) -> Result | None:
        """A conflict where the record of the page stands on another item by now."""
        for statement in step.data.get("claims", ()):
            key = self._key(statement)
            other = self.present.get(key, step.id) if key else step.id
            if other != step.id:
                text = f"{key} was made again as {other}; merge the two, or take that back first"
                return Result(step.key, step.id, 0, text, EDITED_SINCE)
        return None

    def _key(self, statement: dict[str, Any]) -> str:
        snak = statement.get("mainsnak", {})
        carries = snak.get("property") in self.carriers and "datavalue" in snak
        return key_of_iri(snak["datavalue"]["value"]) if carries else ""

    def _send(self, number: int, step: Step) -> Result:
        words = self.sender.summary(number, f"{TAKES_BACK} {self.undone}")
        edit = Edit(step.data, words, step.id, base_revision=step.base)
        self.log.sent(number, step.base)
        saved = self.sender.send(edit, number)
        self._count()
        result = overlapping(Result(step.key, step.id, saved.revision), step)
        try:
            mended = mend(saved, step.base, self.sender, number)
        except EditError as error:  # it stays open: who resumes the run tries it again
            text = f"{TOOK}, and theirs could not be given back: {error}; `pfgraph resume` does so"
            return replace(result, refusal=text, code=error.code)
        if mended is not None:
            self._count()
            result = after_mending(result, mended)
        return self._settled(number, result)

    def _delete(self, number: int, step: Step) -> Result:
        return self._settled(number, self.administering.delete(number, step, self.doomed))

    def _undelete(self, number: int, step: Step) -> Result:
        return self._settled(number, self.administering.undelete(number, step))

    def _count(self) -> None:
        with self.counting:
            self.run.edits += 1

    def _settled(self, number: int, result: Result) -> Result:
        self.log.settled(number, result)
        return result


def overlapping(result: Result, step: Step) -> Result:
    """The result of a step; a conflict where something stays because it was changed since."""
    if not step.overlaps:
        return result
    return replace(result, refusal="; ".join(step.overlaps), code=EDITED_SINCE)
