"""One edit sent exactly once: waited for, and looked up when its answer is lost.

The summary of every edit ends its first word group with the run and the edit's number in it,
such as `pfgraph run 20261122T193000-3f9a/17`; an edit that mends that one has 17.1 in its place.
By it an edit is found among the account's contributions, which a Wikibase lists as soon as an edit
is saved.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pfgraph.errors import EditError, NoAnswer, NotReady
from pfgraph.wikibase.history import SUMMARY
from pfgraph.wikibase.patience import Patience
from pfgraph.wikibase.repository import Contribution, Edit, Repository, Saved

TRIES = 5  # times that an edit is sent whose answer is lost and that is not on the wiki


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends the edits of one run. `since` is when it began, as 2026-11-22T19:30:00Z.

    `user` is the account that began it, where that may not be the one that is logged in.
    """

    repository: Repository
    run: str
    since: str
    patience: Patience = field(default_factory=Patience)
    user: str = ""

    def summary(self, number: int, words: str, again: int = 0) -> str:
        """The edit summary: the tool, the run, the edit's number, and what it does.

        `again` counts the edits that mend the one with this number.
        """
        return f"{SUMMARY} {self.run}/{_place(number, again)}: {words}"

    def send(self, edit: Edit, number: int, again: int = 0) -> Saved:
        """Make the edit. Raises EditError when it is refused, NoAnswer when the wiki stays away."""
        for _ in range(TRIES):
            try:
                return self.patience.until_ready(lambda: self.repository.edit(edit))
            except NoAnswer as error:
                lost = error
                found = self._look(_place(number, again), str(error))
                if found is not None:
                    return Saved(found.id, found.revision, {}, patched=self._patched(edit, found))
        if lost.code:  # it answers, and other edits may do
            raise EditError(f"{lost} ({lost.code})", lost.code)
        raise lost

    def _look(self, place: str, reason: str) -> Contribution | None:
        for seconds in self.patience.grace:
            self.patience.wait(f"{reason}; looking whether it was saved", seconds)
            found = self._find(place)
            if found is not None:
                return found
        return None

    def _find(self, place: str) -> Contribution | None:
        return next((each for each in self.saved() if _place_of(each, self.run) == place), None)

    def saved(self) -> Iterator[Contribution]:
        """The edits of this run that are on the wiki, newest first."""
        listed = self.patience.until_ready(lambda: self._contributions())
        return (each for each in listed if _place_of(each, self.run))

    def _contributions(self) -> list[Contribution]:
        try:
            found = list(self.repository.contributions(self.since))
            if self.user not in ("", self.repository.identity.user):
                found += self.repository.contributions(self.since, self.user)
                found.sort(key=lambda each: each.revision, reverse=True)
            return found
        except NoAnswer as error:  # reading is asked again without harm
            raise NotReady(str(error)) from error

    def _patched(self, edit: Edit, found: Contribution) -> bool:
        return bool(edit.base_revision and found.parent != edit.base_revision)


def number_of(contribution: Contribution, run: str) -> int:
    """The number within `run` of an edit; 0 where it belongs to another run or to none."""
    number = _place_of(contribution, run).partition(".")[0]
    return int(number) if number.isdigit() else 0


def _place(number: int, again: int) -> str:
    return f"{number}.{again}" if again else f"{number}"


def _place_of(contribution: Contribution, run: str) -> str:
    _, found, rest = contribution.comment.partition(f"{SUMMARY} {run}/")
    return rest.partition(":")[0] if found else ""
