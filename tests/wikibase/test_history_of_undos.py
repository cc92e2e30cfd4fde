"""What counts as written by the tool once a run was taken back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pfgraph.wikibase.datamodel import Item, Snak, Statement
from pfgraph.wikibase.history import Revision, last_written
from pfgraph.wikibase.values import StringValue

texts = st.sampled_from(["one", "two", "three"])
_SAID = Snak("p", StringValue("one"))


@st.composite
def items(draw: st.DrawFn) -> Item:
    """An item with some labels, aliases and statements."""
    codes = st.sampled_from(["en", "fr"])
    said = draw(st.dictionaries(st.sampled_from(["Q1$a", "Q1$b", "Q1$c"]), texts))
    return Item(
        "a/b",
        draw(st.dictionaries(codes, texts)),
        {},
        draw(st.dictionaries(codes, st.frozensets(texts, min_size=1))),
        tuple(
            Statement(Snak("p", StringValue(text)), marker="a/b", guid=guid)
            for guid, text in sorted(said.items())
        ),
        "Q1",
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Revision]:
    """An item, edited by people and by earlier runs."""
    versions = draw(st.lists(items(), min_size=1, max_size=4))
    comments = st.sampled_from(["by hand", "pfgraph run early/1: it", "pfgraph run later/2: it"])
    return [Revision(n, draw(comments), item) for n, item in enumerate(versions, 1)]


def held(written: Item | None) -> tuple[object, ...]:
    """What counts as written, empty entries apart."""
    if written is None:
        return {}, {}, frozenset()
    aliases = {code: some for code, some in written.aliases.items() if some}
    return written.labels, aliases, frozenset(written.statements)


@given(histories(), items())
def test_a_run_that_was_taken_back_wrote_nothing(history: list[Revision], loaded: Item) -> None:
    """After load and undo the same counts as written as before the load: people's stay people's."""
    load = Revision(8, "pfgraph run loaded/1: it", loaded)
    undo = Revision(9, "pfgraph run undoing/1: takes back run loaded", history[-1].item)
    assert held(last_written([*history, load, undo])) == held(last_written(history))


@given(histories(), items())
def test_an_undo_that_was_taken_back_leaves_the_run(history: list[Revision], loaded: Item) -> None:
    """Load, undo, undo of that: what the load wrote counts as written again."""
    load = Revision(8, "pfgraph run loaded/1: it", loaded)
    undo = Revision(9, "pfgraph run undoing/1: takes back run loaded", history[-1].item)
    again = Revision(10, "pfgraph run again/1: takes back run undoing", loaded)
    assert held(last_written([*history, load, undo, again])) == held(last_written([*history, load]))


def test_what_people_removed_and_a_run_said_again_is_not_remembered_twice() -> None:
    """After load, undo and undo of that: the statement of the load alone counts."""
    again = Item("a/b", statements=(Statement(_SAID, marker="a/b", guid="Q1$a"),), id="Q1")
    first = Item("a/b", statements=(Statement(_SAID, marker="a/b", guid="Q1$b"),), id="Q1")
    nothing = Item("a/b", id="Q1")
    history = [
        Revision(1, "pfgraph run early/1: it", first),
        Revision(2, "by hand", nothing),
        Revision(3, "pfgraph run loaded/1: it", again),
        Revision(4, "pfgraph run undoing/1: takes back run loaded", nothing),
        Revision(5, "pfgraph run redoing/1: takes back run undoing", again),
    ]
    assert held(last_written(history)) == held(last_written(history[:3]))
