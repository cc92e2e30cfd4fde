"""The three-way diff: nothing twice, nothing lost, people win."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pfgraph.namespaces import PF
from pfgraph.ontology import declaration
from pfgraph.wikibase.changes import Action, ItemChange, Reason, Side
from pfgraph.wikibase.datamodel import Item, Rank, Snak, Statement
from pfgraph.wikibase.diff import diff
from pfgraph.wikibase.history import SUMMARY, Revision, last_written
from pfgraph.wikibase.termdiff import Scope
from pfgraph.wikibase.values import ItemValue, StringValue
from pfgraph.wikibase.wishes import NONE, Wishes
from tests.wikibase.fake import edited
from tests.wikibase.strategies import items, statements, terms, words

KEY = "collaborations/a"
ROWS = frozenset({KEY, *(f"participations/{n}" for n in range(6))})
SCOPE = Scope(ROWS, frozenset())
STATUS = str(PF.lifecycleStatus)


def compare(desired: Item, live: Item | None, base: Item | None) -> ItemChange:
    return diff(desired, live, base, SCOPE, declaration())


def a_status(concept: str, marker: str = KEY, guid: str = "") -> Statement:
    return Statement(Snak(STATUS, ItemValue(f"vocab/{concept}")), marker=marker, guid=guid)


@given(items(KEY))
def test_a_second_load_of_the_same_records_is_empty(desired: Item) -> None:
    """Once applied, the same records change nothing and conflict with nothing."""
    live = edited(None, compare(desired, None, None))
    again = compare(desired, live, last_written([Revision(1, SUMMARY, live)]))
    assert not again.writes and not again.conflicts


@given(items(KEY), items(KEY))
def test_without_people_the_wiki_comes_to_say_what_the_records_say(
    first: Item, second: Item
) -> None:
    """Loading other records over what only the tool wrote gives what they say, whole."""
    live = edited(None, compare(first, None, None))
    base = last_written([Revision(1, SUMMARY, live)])
    after = edited(live, compare(second, live, base))
    says = {(each.marker, each.says) for each in after.statements}
    assert says == {(each.marker, each.says) for each in second.statements}
    assert {**first.labels, **second.labels} == after.labels


@given(items(KEY), items(KEY), st.lists(statements(st.just("")), max_size=4), terms)
def test_what_people_added_stays(
    first: Item, second: Item, theirs: list[Statement], labels: dict[str, str]
) -> None:
    """Statements without a marker and labels that people set survive any load."""
    written = edited(None, compare(first, None, None))
    guided = tuple(replace(each, guid=f"people{n}") for n, each in enumerate(theirs))
    live = replace(
        written,
        labels={**written.labels, **labels},
        statements=(*written.statements, *guided),
        revision=2,
    )
    base = last_written([Revision(1, SUMMARY, written), Revision(2, "by hand", live)])
    after = edited(live, compare(second, live, base))
    assert set(guided) <= set(after.statements)
    changed = {code for code, text in labels.items() if written.labels.get(code) != text}
    assert {code: after.labels[code] for code in changed} == {c: labels[c] for c in changed}


@given(items(KEY), items(KEY), items(KEY), words)
def test_a_statement_that_people_changed_is_never_changed_back(
    first: Item, second: Item, third: Item, text: str
) -> None:
    """A change by hand on a marked statement outlives two further loads."""
    mine = Statement(Snak(str(PF.note), StringValue("ours")), marker="participations/x")
    written = edited(
        None, compare(replace(first, statements=(*first.statements, mine)), None, None)
    )
    by_hand = replace(
        written,
        statements=tuple(
            replace(each, main=Snak(each.main.prop, StringValue(f"theirs {text}")))
            if each.marker == mine.marker
            else each
            for each in written.statements
        ),
    )
    scope = Scope(ROWS | {mine.marker}, frozenset())
    history = [Revision(1, SUMMARY, written), Revision(2, "by hand", by_hand)]
    live = by_hand
    for desired in (second, replace(third, statements=(*third.statements, mine))):
        live = edited(live, diff(desired, live, last_written(history), scope, declaration()))
        history.append(Revision(len(history) + 1, SUMMARY, live))
    kept = [each for each in live.statements if each.marker == mine.marker]
    assert [each.main.value for each in kept] == [StringValue(f"theirs {text}")]


@given(items(KEY), items(KEY), st.data())
def test_what_people_changed_or_removed_stays_so(
    first: Item, second: Item, data: st.DataObject
) -> None:
    """Whatever people did to the tool's statements, no later load undoes it."""
    written = edited(None, compare(first, None, None))
    doing = st.sampled_from(["leave", "change", "remove"])
    done = {each.guid: data.draw(doing) for each in written.statements}
    theirs = Snak(str(PF.note), StringValue("theirs"))
    by_hand = replace(
        written,
        statements=tuple(
            replace(each, main=theirs) if done[each.guid] == "change" else each
            for each in written.statements
            if done[each.guid] != "remove"
        ),
    )
    base = last_written([Revision(1, SUMMARY, written), Revision(2, "by hand", by_hand)])
    after = edited(by_hand, compare(second, by_hand, base))
    now = {each.guid: each for each in after.statements}
    for each in written.statements:
        if done[each.guid] == "change":
            assert now[each.guid].main == theirs
        elif done[each.guid] == "remove":
            same_row = each.marker != KEY
            assert not any(
                other.marker == each.marker and (same_row or other.main == each.main)
                for other in after.statements
            )


def test_a_changed_status_keeps_its_statement() -> None:
    """A single value that changes in the records changes in place, under its GUID."""
    desired = Item(KEY, statements=(a_status("lifecycle-ended"),))
    live = Item(KEY, id="Q1", statements=(a_status("lifecycle-active", guid="g1"),))
    change = compare(desired, live, live)
    assert [(edit.action, edit.before and edit.before.guid) for edit in change.edits] == [
        (Action.CHANGE, "g1")
    ]


def test_a_status_that_people_set_is_a_conflict() -> None:
    """Where people gave the single value themselves, theirs stays and both are shown."""
    theirs = a_status("lifecycle-suspended", marker="", guid="g1")
    change = compare(
        Item(KEY, statements=(a_status("lifecycle-ended"),)),
        Item(KEY, id="Q1", statements=(theirs,)),
        None,
    )
    assert not change.writes
    assert [(each.reason, each.theirs) for each in change.conflicts] == [(Reason.THEIRS, theirs)]


def test_a_plain_value_that_people_changed_stays() -> None:
    """A value of ours that people changed in place is neither taken away nor changed back."""
    written = Item(KEY, statements=(a_status("lifecycle-active", guid="g"),), id="Q1")
    live = replace(written, statements=(a_status("lifecycle-ended", guid="g"),))
    same = compare(replace(written, id=""), live, written)
    assert not same.writes and not same.conflicts
    for statements_now in ((a_status("lifecycle-suspended"),), ()):
        other = compare(Item(KEY, statements=statements_now), live, written)
        assert not other.writes
        assert [each.reason for each in other.conflicts] == [Reason.CHANGED]


def test_what_people_removed_is_not_put_back() -> None:
    """A statement of ours that people took away stays away and is shown."""
    ours = replace(a_status("role-lead", marker="participations/1"), guid="g1")
    written = Item(KEY, id="Q1", statements=(ours,))
    change = compare(Item(KEY, statements=(replace(ours, guid=""),)), Item(KEY, id="Q1"), written)
    assert not change.writes
    assert [each.reason for each in change.conflicts] == [Reason.REMOVED]


def test_a_row_outside_the_load_is_left_alone() -> None:
    """A statement whose row is not in the load stays, though the load does not say it."""
    other = a_status("role-lead", marker="participations/elsewhere", guid="g1")
    change = compare(Item(KEY), Item(KEY, id="Q1", statements=(other,)), None)
    assert not change.writes


def test_two_statements_with_one_record_id_are_a_conflict() -> None:
    """Twins are shown, not guessed at."""
    row = Statement(Snak(str(PF.role), ItemValue("vocab/role-lead")), marker="participations/1")
    twins = tuple(replace(row, guid=guid) for guid in ("g1", "g2"))
    change = compare(Item(KEY, statements=(row,)), Item(KEY, id="Q1", statements=twins), None)
    assert [each.reason for each in change.conflicts] == [Reason.TWIN]


def named_by_its_row(theirs: Statement, marker: str, wishes: Wishes = NONE) -> ItemChange:
    """A row that names a statement of people by its address, and gives it a later start."""
    ours = replace(theirs, marker=marker, guid="", rank=Rank.NORMAL)
    ours = replace(ours, qualifiers=frozenset({Snak(str(PF.startDate), StringValue("later"))}))
    scope = Scope(ROWS, frozenset(), {marker: theirs.guid})
    live = Item(KEY, statements=(theirs,), id="Q1", revision=1)
    return diff(Item(KEY, statements=(ours,)), live, Item(KEY), scope, declaration(), wishes)


def test_a_named_statement_that_people_deprecated_is_left_to_them() -> None:
    """Neither taken over nor doubled: a conflict says what the row would add."""
    theirs = Statement(
        Snak(str(PF.participant), ItemValue("actors/a")), guid="Q1$1", rank=Rank.DEPRECATED
    )
    change = named_by_its_row(theirs, "participations/1", Wishes(adopt=True))
    assert not change.edits
    assert [(each.reason, each.part) for each in change.conflicts] == [
        (Reason.THEIRS, str(PF.startDate))
    ]


def test_preferring_the_records_takes_a_named_statement_over() -> None:
    """Nobody has to ask for both: `--prefer` says that the row is right."""
    theirs = Statement(
        Snak(str(PF.participant), ItemValue("actors/a")),
        frozenset({Snak(str(PF.startDate), StringValue("soon"))}),
        guid="Q1$1",
    )
    wishes = Wishes(prefer={str(PF.startDate): Side.OURS})
    change = named_by_its_row(theirs, "participations/1", wishes)
    (edit,) = change.edits
    assert edit.after is not None
    assert (edit.after.guid, edit.after.marker) == ("Q1$1", "participations/1")
    assert [snak.value for snak in edit.after.qualifiers] == [StringValue("later")]
    assert not change.conflicts
