"""Plans as hypothesis makes them up."""

from hypothesis import strategies as st

from pfgraph.findings import Finding, Location, Severity, in_order
from pfgraph.wikibase.changes import Action, Conflict, ItemChange, Reason, StatementEdit
from pfgraph.wikibase.datamodel import Statement
from pfgraph.wikibase.outlook import Outlook
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.rows import Fate, RowPlan
from pfgraph.wikibase.sources import records_of
from tests.wikibase.strategies import statements, terms, words

KEYS = ("actors/a", "collaborations/b", "goals/c")
locations = st.builds(Location, words, st.integers(0, 10**6), st.sampled_from(["", "start"]))
_statement = statements(st.sampled_from(["", "participations/1", "actors/a"]))


def _edit(before: Statement | None, after: Statement | None) -> StatementEdit:
    action = Action.ADD if before is None else Action.CHANGE if after else Action.REMOVE
    return StatementEdit(action, before, after)


edits = st.one_of(
    st.builds(_edit, st.none(), _statement),
    st.builds(_edit, _statement, _statement),
    st.builds(_edit, _statement, st.none()),
)
sides = st.one_of(st.none(), words, _statement)
conflicts = st.builds(Conflict, words, st.sampled_from(Reason), sides, sides)


def _changes(key: str) -> st.SearchStrategy[ItemChange]:
    aliases = st.dictionaries(st.sampled_from(["en", "fr"]), st.frozensets(words, max_size=2))
    labels = st.dictionaries(st.sampled_from(["en", "de"]), st.tuples(st.just(""), words))
    return st.builds(
        ItemChange,
        st.just(key),
        st.sampled_from(["", "Q7"]),
        st.integers(0, 10**9),
        labels,
        terms,
        aliases,
        st.lists(edits, max_size=3).map(tuple),
        st.lists(conflicts, max_size=2).map(tuple),
    )


findings = st.builds(
    Finding,
    st.sampled_from(Severity),
    words,
    st.one_of(st.none(), locations),
    words,
    st.sampled_from([*KEYS, "participations/1", "benefits/9"]),
    words,
    st.sampled_from(["shape/one", "shape/two"]),
)
_listed = st.lists(findings, max_size=3).map(in_order)


rows = st.builds(
    RowPlan,
    words,
    st.one_of(st.none(), locations),
    st.sampled_from(["", *KEYS]),
    st.sampled_from(["", "Q7"]),
    st.lists(st.sampled_from(KEYS), unique=True, max_size=2).map(tuple),
    st.sampled_from([Fate.DONE, Fate.UNCHANGED, Fate.CONFLICT, Fate.LEFT_OUT, Fate.HELD_BACK]),
    words,
)


def _plan(
    changes: list[ItemChange],
    places: list[Location | None],
    outlook: Outlook,
    allowed: bool,
    listed: list[RowPlan],
) -> Plan:
    records = sorted({record for change in changes for record in records_of(change)})
    sources = {record: place for record, place in zip(records, places, strict=False) if place}
    found = {each.shape for each in (*outlook.new, *outlook.old, *outlook.fixed)}
    known = Outlook(
        outlook.new, outlook.old, outlook.fixed, outlook.profiles, outlook.blocking & found
    )
    labels = {key: f"<b>{key}</b>" for key in KEYS}
    return Plan(
        "http://wiki.test/api.php", tuple(changes), 3, {"goals/c": "Q3"}, labels, sources, known,
        allowed, tuple(listed),
    )  # fmt: skip


outlooks = st.builds(
    Outlook, _listed, _listed, _listed, st.just(("record",)),
    st.frozensets(st.sampled_from(["shape/one", "shape/two"])),
)  # fmt: skip
plans = st.builds(
    _plan,
    st.lists(st.sampled_from(KEYS), unique=True).flatmap(
        lambda keys: st.tuples(*map(_changes, keys)).map(list)
    ),
    st.lists(st.one_of(st.none(), locations), min_size=6, max_size=6),
    outlooks,
    st.booleans(),
    st.lists(rows, max_size=4),
)
