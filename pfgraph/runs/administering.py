"""What an undo does as an administrator: pages deleted and brought back."""

from collections.abc import Callable, Container
from dataclasses import replace
from functools import cached_property

from pfgraph.errors import EditError, NoAnswer
from pfgraph.runs.journal import RunLog
from pfgraph.runs.parts import parts_of
from pfgraph.runs.steps import Do, Step
from pfgraph.wikibase.history import TAKES_BACK, run_of
from pfgraph.wikibase.pages import Newest, PagedRepository, Pages
from pfgraph.wikibase.results import EDITED_SINCE, Result
from pfgraph.wikibase.sending import Sender

TRIES = 5  # times that something is sent whose answer does not come


class Administering:
    """Deletes and brings back the pages of one undo; `undone` is the run that it takes back.

    Both can be tried again: the second time nothing is left to do. What comes of a step is
    returned, and noted by whoever asked; `count` is called after each that was made.
    """

    def __init__(
        self,
        repository: PagedRepository,
        sender: Sender,
        undone: str,
        log: RunLog,
        count: Callable[[], None],
    ) -> None:
        self.repository, self.sender, self.log, self.count = repository, sender, log, count
        self.words = f"{TAKES_BACK} {undone}"

    @cached_property
    def _gives_back(self) -> bool:
        """Whether the account may see what it deleted, and bring it back."""
        return {"deletedhistory", "undelete"} <= self.repository.pages.rights()

    def delete(self, number: int, step: Step, doomed: Container[str]) -> Result:
        """Delete a page on which nothing is left and of which nobody speaks but the `doomed`."""
        newest = newest_of(step.id, self.repository.pages)
        if newest is None:
            return self._unless_edited(number, step)
        stays = self._why_it_stays(step, newest, doomed)
        if stays:
            text = f"it was not deleted: {stays}"
            return Result(step.key, step.id, 0, text, EDITED_SINCE)
        step = replace(step, base=newest.revision.id)
        self.log.planned(number, step.to_json())  # what was seen, should this process end here
        result = self._send(number, step, self.repository.pages.delete, "missingtitle")
        return result if result.refusal else self._unless_edited(number, step)

    def undelete(self, number: int, step: Step) -> Result:
        """Bring a page back, where it is not there already."""
        if newest_of(step.id, self.repository.pages) is not None:
            return Result(step.key, step.id)
        return self._send(number, step, self.repository.pages.undelete, "")

    def _why_it_stays(self, step: Step, newest: Newest, doomed: Container[str]) -> str:
        if newest.target or parts_of(newest.revision.entity):
            return "there is something of others on it"
        linking = set(self.repository.pages.links_to(step.id)) - {step.id}
        others = sorted(each for each in linking if each not in doomed)
        for other in self.repository.entities(others):  # the index of links may lag
            if f"'{step.id}'" in repr(parts_of(other)):
                return f"{other['id']} refers to it"
        return ""

    def _unless_edited(self, number: int, step: Step) -> Result:
        """A deleted page is given back where somebody edited it after the last look at it.

        `base` is the revision that was seen; it is 0 where somebody else deleted the page.
        """
        result = Result(step.key, step.id)
        if not step.base or not self._gives_back:
            return result
        pages, ready = self.repository.pages, self.sender.patience.until_ready
        last = ready(lambda: pages.newest_deleted(step.id))
        if last in (0, step.base) or not ready(lambda: self._was_ours(step.id)):
            return result
        back = self._send(number, replace(step, do=Do.UNDELETE), pages.undelete, "cantundelete")
        came = f"and could not be given back: {back.refusal}" if back.refusal else "it is back"
        text = f"somebody edited it in the moment in which it was deleted; {came}"
        return replace(result, refusal=text, code=EDITED_SINCE)

    def _was_ours(self, entity_id: str) -> bool:
        listed = self.repository.pages.deletions("")
        last = next((each for each in listed if each.id == entity_id), None)
        return last is not None and run_of(last.comment) == self.sender.run

    def _send(
        self, number: int, step: Step, act: Callable[[str, str], None], harmless: str
    ) -> Result:
        reason = self.sender.summary(number, self.words)
        there_before = step.do is Do.DELETE
        self.log.sent(number, 0)
        for left in reversed(range(TRIES)):
            try:
                self.sender.patience.until_ready(lambda: act(step.id, reason))
                break
            except NoAnswer as error:
                self.sender.patience.wait(str(error), self.sender.patience.grace[-1])
                if (newest_of(step.id, self.repository.pages) is None) == there_before:
                    break
                if not left:
                    raise
            except EditError as error:
                if error.code == harmless:
                    break
                return Result(step.key, step.id, 0, str(error), error.code)
        self.count()
        return Result(step.key, step.id)


def newest_of(entity_id: str, pages: Pages) -> Newest | None:
    """The newest revision of one page; None where it is gone."""
    return next(iter(pages.newest([entity_id])), None)
