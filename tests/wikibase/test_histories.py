"""Random histories of edits by people and by the tool on one item: people win, always.

A model beside the fake wiki keeps what people hold: whatever a person wrote and nobody but people
has changed since. After each edit of the tool all of that has to stand as it did.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pfgraph.namespaces import PF
from pfgraph.ontology import declaration
from pfgraph.wikibase.changes import Conflict, ItemChange
from pfgraph.wikibase.datamodel import Item, Rank, Reference, Snak, Statement
from pfgraph.wikibase.diff import diff
from pfgraph.wikibase.history import SUMMARY, Revision, last_written
from pfgraph.wikibase.termdiff import Scope
from pfgraph.wikibase.values import ItemValue, StringValue
from pfgraph.wikibase.wishes import NONE, Wishes
from tests.wikibase.fake import edited

EXAMPLES = {"thorough": 5000}.get(os.environ.get("PFGRAPH_HYPOTHESIS", ""), 200)
STEPS = 12
KEY = "collaborations/a"
ROWS = ("participations/0", "participations/1", "obligations/2")
SCOPE = Scope(frozenset({KEY, *ROWS}), frozenset())
HISTORIES = settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)

# Few values, so that people and records often mean the same thing.
_values = st.sampled_from([ItemValue("actors/a"), ItemValue("actors/b"), StringValue("c")])
_qualifiers = st.builds(
    Snak, st.sampled_from([str(PF[name]) for name in ("role", "startDate", "details")]), _values
)
_references: st.SearchStrategy[Reference] = st.frozensets(
    st.builds(Snak, st.sampled_from([str(PF.evidence), str(PF.evidenceDate)]), _values),
    min_size=1,
    max_size=2,
)
_mains = st.builds(
    Snak,
    st.sampled_from([str(PF[name]) for name in ("participant", "lifecycleStatus", "topic")]),
    _values,
)
_texts = st.sampled_from(["one", "two", "three"])
_codes = st.sampled_from(["en", "fr"])


def _row(marker: str) -> st.SearchStrategy[Statement]:
    return st.builds(
        Statement,
        st.builds(Snak, st.just(str(PF.participant)), _values),
        st.frozensets(_qualifiers, max_size=3),
        st.frozensets(_references, max_size=2),
        st.just(marker),
    )


@st.composite
def records(draw: st.DrawFn) -> Item:
    """What the records say of the item: some rows, some plain values, terms."""
    rows = [draw(_row(marker)) for marker in ROWS if draw(st.booleans())]
    mains = draw(st.lists(_mains, max_size=3, unique=True))
    once = {snak.prop: snak for snak in mains if "lifecycleStatus" in snak.prop}
    plain = [snak for snak in mains if once.get(snak.prop, snak) == snak]
    return Item(
        KEY,
        draw(st.dictionaries(_codes, _texts, max_size=2)),
        aliases=draw(
            st.dictionaries(_codes, st.frozensets(_texts, min_size=1, max_size=2), max_size=1)
        ),
        statements=(*rows, *(Statement(snak, marker=KEY) for snak in plain)),
    )


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
    """What people took away; statements by what they said, for a new one has a new GUID."""
    kept = {each.guid for each in after.statements}
    gone = {
        ("statement", each.marker, each.main if each.marker == KEY else None)
        for each in before.statements
        if each.guid not in kept and each.marker
    }
    return gone | {trace for trace in traces(before) - traces(after) if _can_be_missed(trace, kept)}


def _can_be_missed(trace: Trace, kept: set[str]) -> bool:
    return trace[0] in ("label", "alias") or (trace[1] == "part" and trace[0] in kept)


def named(conflict: Conflict) -> tuple[str, str, str]:
    """What a conflict is about; the statement itself may have got other parts since."""
    return (conflict.what, conflict.part, conflict.reason.name)


@dataclass
class World:
    """The wiki's item with its history, and what people hold of it."""

    live: Item = field(default_factory=lambda: Item(KEY))
    history: list[Revision] = field(default_factory=list)
    theirs: set[Trace] = field(default_factory=set)
    missed: set[Trace] = field(default_factory=set)
    own: set[Trace] = field(default_factory=set)  # what the tool put there
    desired: Item = field(default_factory=lambda: Item(KEY))
    before: list[Item] = field(default_factory=list)  # the item before each edit of the tool

    def plan(self, wishes: Wishes = NONE) -> ItemChange:
        base = last_written(self.history)
        live = self.live if self.history else None
        return diff(self.desired, live, base, SCOPE, declaration(), wishes)

    def save(self, item: Item, comment: str) -> None:
        self.live = replace(item, revision=self.live.revision + 1, id="Q1")
        self.history.append(Revision(self.live.revision, comment, self.live))

    def load(self) -> None:
        """The tool loads; then it loads again."""
        change = self.plan()
        if change.writes:
            self.before.append(self.live)
            self.by_tool(edited(self.live if self.history else None, change))
        again = self.plan()
        assert not again.writes, again
        assert list(map(named, again.conflicts)) == list(map(named, change.conflicts))
        assert again == self.plan()

    def by_tool(self, item: Item) -> None:
        before = traces(self.live)
        self.save(item, f"{SUMMARY} x/1: load")
        now = traces(self.live)
        assert self.theirs <= now, self.theirs - now
        assert not self.missed & (now - before), self.missed & (now - before)
        added = {
            ("statement", each.marker, each.main if each.marker == KEY else None)
            for each in self.live.statements
            if each.guid not in {old.guid for old in self.history[-2].item.statements}
        } if len(self.history) > 1 else set()
        assert not self.missed & added, self.missed & added
        self.own = (self.own | (now - before)) & now

    def by_people(self, item: Item) -> None:
        before, old = traces(self.live), self.live
        self.save(item, "by hand")
        now = traces(self.live)
        self.theirs = (self.theirs | (now - before - self.own)) & now
        self.missed = (self.missed | absences(old, self.live)) - now
        back = {("statement", s.marker, s.main if s.marker == KEY else None)
                for s in self.live.statements}
        self.missed -= back


def _with(item: Item, statement: Statement) -> Item:
    """The item with another form of one of its statements."""
    changed = (statement if each.guid == statement.guid else each for each in item.statements)
    return replace(item, statements=tuple(changed))


def _edit_statement(world: World, data: st.DataObject) -> Item:
    one = data.draw(st.sampled_from(world.live.statements))
    part = data.draw(st.sampled_from(["main", "qualifiers", "references", "rank", "marker"]))
    match part:
        case "main":
            value = data.draw(_values)
            return _with(world.live, replace(one, main=Snak(one.main.prop, value)))
        case "qualifiers":
            qualifiers = one.qualifiers ^ {data.draw(_qualifiers)}
            return _with(world.live, replace(one, qualifiers=qualifiers))
        case "references":
            references = one.references ^ {data.draw(_references)}
            return _with(world.live, replace(one, references=references))
        case "marker":
            return _with(world.live, replace(one, marker=""))
    return _with(world.live, replace(one, rank=data.draw(st.sampled_from(Rank))))


def _add_statement(world: World, data: st.DataObject) -> Item:
    made = Statement(
        data.draw(_mains),
        data.draw(st.frozensets(_qualifiers, max_size=2)),
        data.draw(st.frozensets(_references, max_size=1)),
        guid=f"people{len(world.history)}",
        rank=data.draw(st.sampled_from(Rank)),
    )
    return replace(world.live, statements=(*world.live.statements, made))


def _remove_statement(world: World, data: st.DataObject) -> Item:
    gone = data.draw(st.sampled_from(world.live.statements))
    left = tuple(each for each in world.live.statements if each.guid != gone.guid)
    return replace(world.live, statements=left)


def _edit_terms(world: World, data: st.DataObject) -> Item:
    code, text = data.draw(_codes), data.draw(_texts)
    item, kind = world.live, data.draw(st.sampled_from(["label", "no label", "alias", "description"]))
    if kind == "label":
        return replace(item, labels={**item.labels, code: text})
    if kind == "no label":
        return replace(item, labels={c: t for c, t in item.labels.items() if c != code})
    if kind == "description":
        return replace(item, descriptions={**item.descriptions, code: text})
    aliases = item.aliases.get(code, frozenset()) ^ {text}
    return replace(item, aliases={**item.aliases, code: aliases})


def _undo(world: World, data: st.DataObject) -> Item:
    """Somebody brings back the state before the tool's last edit."""
    return replace(world.history[-2].item)


def _step(world: World, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["load", "load", "undo", "people", "people", "people"]))
    if kind == "load" or not world.history:
        world.desired = data.draw(records())
        world.load()
    elif kind == "undo" and len(world.history) > 1 and world.history[-1].is_ours:
        world.by_people(_undo(world, data))
    elif kind == "undo":
        return
    else:
        some = bool(world.live.statements)
        acts: list[Callable[[World, st.DataObject], Item]] = [_add_statement, _edit_terms]
        acts += [_edit_statement, _edit_statement, _remove_statement] if some else []
        world.by_people(data.draw(st.sampled_from(acts))(world, data))


def _steps(data: st.DataObject) -> Iterator[World]:
    world = World()
    for _ in range(data.draw(st.integers(2, STEPS))):
        _step(world, data)
        yield world


@HISTORIES
@given(st.data())
def test_no_edit_of_the_tool_takes_anything_from_people(data: st.DataObject) -> None:
    """Nothing that a person wrote is lost or changed, nothing that one removed comes back, a
    second load writes nothing, and the same conflicts are told again."""
    for world in _steps(data):
        assert world.theirs <= traces(world.live)
