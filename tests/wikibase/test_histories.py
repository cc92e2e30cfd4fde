"""Random histories of edits by people and by the tool on one item: people win, always.

Unless somebody asked for it (`--prefer`, `--adopt`), what people hold has to stand after each edit
of the tool as it did before, also after one that takes an earlier one back.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pfgraph.namespaces import PF
from pfgraph.wikibase.changes import Reason, Side
from pfgraph.wikibase.datamodel import Item, Rank, Reference, Snak, Statement
from pfgraph.wikibase.values import ItemValue, StringValue, Value
from pfgraph.wikibase.wishes import NONE, Wishes
from tests.wikibase.world import KEY, ROWS, World, traces

EXAMPLES = {"thorough": 5000}.get(os.environ.get("PFGRAPH_HYPOTHESIS", ""), 200)
STEPS = 12
HISTORIES = settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)

# Few values, so that people and records often mean the same thing.
_values: st.SearchStrategy[Value] = st.sampled_from(
    [ItemValue("actors/a"), ItemValue("actors/b"), StringValue("c")]
)
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
    once = {snak.prop: snak for snak in mains if snak.prop != str(PF.topic)}
    plain = [snak for snak in mains if once.get(snak.prop, snak) == snak]
    plain = [snak for snak in plain if snak.prop != str(PF.participant)]  # what rows say
    return Item(
        KEY,
        draw(st.dictionaries(_codes, _texts, max_size=2)),
        aliases=draw(
            st.dictionaries(_codes, st.frozensets(_texts, min_size=1, max_size=2), max_size=1)
        ),
        statements=(*rows, *(Statement(snak, marker=KEY) for snak in plain)),
    )


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
    item, kind = (
        world.live,
        data.draw(st.sampled_from(["label", "no label", "alias", "description"])),
    )
    if kind == "label":
        return replace(item, labels={**item.labels, code: text})
    if kind == "no label":
        return replace(item, labels={c: t for c, t in item.labels.items() if c != code})
    if kind == "description":
        return replace(item, descriptions={**item.descriptions, code: text})
    aliases = item.aliases.get(code, frozenset()) ^ {text}
    return replace(item, aliases={**item.aliases, code: aliases})


KINDS = ("load", "load", "as asked", "take back", "undo", "people", "people", "people")
_sides = st.sampled_from(Side)
_names = st.sampled_from(
    ["label", "alias", *(str(PF[n]) for n in ("participant", "lifecycleStatus", "role"))]
)
_wishes = st.builds(Wishes, st.booleans(), prefer=st.dictionaries(_names, _sides, max_size=3))


def _step(world: World, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    if kind in ("load", "as asked") or not world.history:
        world.desired = data.draw(records())
        world.load(data.draw(_wishes) if kind == "as asked" else NONE)
    elif kind == "take back" and world.just_loaded:
        world.take_back()
    elif kind == "undo" and world.just_loaded:
        world.by_people(world.history[-2].item)
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


def test_a_rank_that_people_gave_stays_theirs_when_the_statement_is_taken_over() -> None:
    """So the statement does not go with its row: a conflict tells of it."""
    world = World()
    world.load()
    main = Snak(str(PF.participant), ItemValue("actors/a"))
    theirs = Statement(main, guid="people1", rank=Rank.PREFERRED)
    world.by_people(replace(world.live, statements=(theirs,)))
    world.desired = Item(KEY, statements=(Statement(main, marker=ROWS[0]),))
    world.load(Wishes(adopt=True))
    world.desired = Item(KEY)
    world.load()
    (kept,) = world.live.statements
    assert (kept.marker, kept.rank) == (ROWS[0], Rank.PREFERRED)
    assert [each.reason for each in world.plan().conflicts] == [Reason.CHANGED]
