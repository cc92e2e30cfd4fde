"""One item on a wiki with its history, and a model of what people hold of it.

People hold what a person wrote and only people have changed since; what the tool had written and
they only put back is still the tool's. What they took away of the tool's has to stay away.
"""

from dataclasses import dataclass, field, replace

from pfgraph.ontology import declaration
from pfgraph.wikibase.changes import Conflict, ItemChange
from pfgraph.wikibase.datamodel import Item, Rank
from pfgraph.wikibase.diff import diff
from pfgraph.wikibase.history import SUMMARY, TAKES_BACK, Revision, last_written, run_of
from pfgraph.wikibase.termdiff import Scope
from pfgraph.wikibase.wishes import NONE, Wishes
from tests.wikibase.fake import edited

KEY = "collaborations/a"
ROWS = ("participations/0", "participations/1", "obligations/2")
SCOPE = Scope(frozenset({KEY, *ROWS}), frozenset())

Trace = tuple[object, ...]


def traces(item: Item) -> set[Trace]:
    """All that an item says, each with where it stands."""
    found: set[Trace] = {("label", *pair) for pair in item.labels.items()}
    found |= {("description", *pair) for pair in item.descriptions.items()}
    found |= {("alias", code, text) for code, texts in item.aliases.items() for text in texts}
    for each in item.statements:
        found |= {(each.guid, "main", each.main), (each.guid, "rank", each.rank)}
        found |= {(each.guid, "part", part) for part in each.qualifiers}
        found |= {(each.guid, "part", part) for part in each.references}
    return found


def absences(before: Item, after: Item) -> set[Trace]:
    """What people took away; statements by what they stand for, for a new one has a new GUID."""
    kept, there = {each.guid for each in after.statements}, stated(before)
    gone = {trace for guid, trace in there.items() if guid not in kept}
    return gone | {trace for trace in traces(before) - traces(after) if _can_be_missed(trace, kept)}


def _can_be_missed(trace: Trace, kept: set[str]) -> bool:
    return trace[0] in ("label", "alias") or (trace[1] == "part" and trace[0] in kept)


def named(conflict: Conflict) -> tuple[str, str, str]:
    """What a conflict is about; the statement itself may have got other parts since."""
    return (conflict.what, conflict.part, conflict.reason.name)


def is_row(trace: Trace) -> bool:
    """Whether it stands for a whole statement of a row."""
    return trace[0] == "statement"


def stated(item: Item) -> dict[str, Trace]:
    """What its statements stand for, by GUID: a row, or a value that the item's own row says."""
    return {
        each.guid: ("statement", each.marker, each.main if each.marker == KEY else None)
        for each in item.statements
        if each.marker
    }


@dataclass
class World:
    """The wiki's item with its history, and what people hold of it."""

    live: Item = field(default_factory=lambda: Item(KEY))
    history: list[Revision] = field(default_factory=list)
    theirs: set[Trace] = field(default_factory=set)
    ever: set[Trace] = field(default_factory=set)  # all that people have held
    missed: set[Trace] = field(default_factory=set)
    own: set[Trace] = field(default_factory=set)  # what the tool put there and did not take away
    desired: Item = field(default_factory=lambda: Item(KEY))

    def plan(self, wishes: Wishes = NONE) -> ItemChange:
        base = last_written(self.history)
        live = self.live if self.history else None
        return diff(self.desired, live, base, SCOPE, declaration(), wishes)

    @property
    def _run(self) -> str:
        return f"run{len(self.history)}"

    @property
    def just_loaded(self) -> bool:
        """Whether the last edit was the tool's, and there was something before it."""
        last = self.history[-1].comment if len(self.history) > 1 else ""
        return SUMMARY in last and TAKES_BACK not in last

    def _save(self, item: Item, comment: str) -> None:
        self.live = replace(item, revision=self.live.revision + 1, id="Q1")
        self.history.append(Revision(self.live.revision, comment, self.live))

    def load(self, wishes: Wishes = NONE) -> None:
        """The tool loads; then it loads again, and once more only looks."""
        change, live = self.plan(wishes), self.live if self.history else None
        if change.writes and wishes == NONE:
            self._by_tool(edited(live, change))
        elif change.writes:
            self._as_asked(edited(live, change))
        again = self.plan(wishes)
        assert not again.writes, again
        assert list(map(named, again.conflicts)) == list(map(named, change.conflicts))
        assert again == self.plan(wishes)

    def _by_tool(self, item: Item) -> None:
        old, before = stated(self.live), traces(self.live)
        self._save(item, f"{SUMMARY} {self._run}/1: load")
        now, made = traces(self.live), stated(self.live)
        assert self.theirs <= now, self.theirs - now
        assert not self.missed & (now - before), self.missed & (now - before)
        added = {made[guid] for guid in made.keys() - old.keys()}
        assert not self.missed & added, self.missed & added
        self.own = (self.own - (before - now)) | (now - before)

    def _as_asked(self, item: Item) -> None:
        """Somebody asked for the records to be right, or for statements to be taken over."""
        before, old = traces(self.live), stated(self.live)
        self._save(item, f"{SUMMARY} {self._run}/1: load as asked")
        now, made = traces(self.live), stated(self.live)
        adopted = made.keys() - old.keys()
        taken = {(guid, "main") for guid in adopted}  # and the rank that nobody has to set
        self.theirs = {each for each in self.theirs & now if each[:2] not in taken}
        self.theirs -= {(guid, "rank", Rank.NORMAL) for guid in adopted}
        decided = {each[:2] for each in (now ^ before) | set(made.values()) - set(old.values())}
        self.missed = {each for each in self.missed if each[:2] not in decided}
        self.own = (self.own - (before - now)) | (now - before)

    def take_back(self) -> None:
        """The tool takes its last edit back; what it gives back to people is theirs again."""
        before = traces(self.live)
        undone = run_of(self.history[-1].comment)
        self._save(self.history[-2].item, f"{SUMMARY} {self._run}/1: {TAKES_BACK} {undone}")
        now = traces(self.live)
        assert self.theirs <= now, self.theirs - now
        self.theirs |= (now - before) & self.ever
        self.own = (self.own - (before - now)) | (now - before)

    def by_people(self, item: Item) -> None:
        """A person saves the item so."""
        before, old = traces(self.live), self.live
        self._save(item, "by hand")
        now = traces(self.live)
        self.theirs = (self.theirs | (now - before - self.own)) & now
        self.ever |= self.theirs
        gone = {each for each in absences(old, self.live) if each in self.own or is_row(each)}
        self.missed = (self.missed | gone) - now
        self.missed -= set(stated(self.live).values())
