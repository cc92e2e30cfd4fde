"""Values, statements and items as hypothesis makes them up."""

from hypothesis import strategies as st

from pfgraph.dates import PartialDate
from pfgraph.namespaces import PF
from pfgraph.wikibase.datamodel import Item, Rank, Snak, Statement, Unknown
from pfgraph.wikibase.values import (
    ItemValue,
    QuantityValue,
    StringValue,
    TextValue,
    TimeValue,
    Value,
)

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1).map(
    lambda text: " ".join(text.split()) or "x"
)
keys = st.sampled_from(["actors/a", "actors/b", "goals/c", "vocab/role-lead", "Q77"])
dates = st.one_of(
    st.integers(1, 9999).map(lambda year: f"{year:04}"),
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
).map(PartialDate)

values: st.SearchStrategy[Value] = st.one_of(
    keys.map(ItemValue),
    words.map(StringValue),
    st.builds(TextValue, words, st.sampled_from(["en", "de", "pt-br"])),
    dates.map(TimeValue),
    st.integers(-(10**6), 10**6).map(lambda number: QuantityValue(f"{number:+d}")),
)
props = st.sampled_from([str(PF[name]) for name in ("role", "details", "startDate", "sector")])
plain_props = st.sampled_from([str(PF[name]) for name in ("topic", "worksIn", "endDate")])
snaks = st.builds(Snak, props, st.one_of(values, st.sampled_from(Unknown)))
references = st.frozensets(st.frozensets(snaks, min_size=1, max_size=2), max_size=2)


def statements(markers: st.SearchStrategy[str]) -> st.SearchStrategy[Statement]:
    """Statements whose markers come from `markers`."""
    return st.builds(
        Statement,
        snaks,
        st.frozensets(snaks, max_size=3),
        references,
        markers,
        rank=st.sampled_from(Rank),
    )


terms = st.dictionaries(st.sampled_from(["en", "fr", "de"]), words, max_size=3)


def items(key: str) -> st.SearchStrategy[Item]:
    """Items of one key, as records would want them: rows with markers of their own, each once,
    and plain values that carry the item's own key."""
    rows = st.lists(
        statements(st.sampled_from([f"participations/{n}" for n in range(6)])),
        max_size=4,
        unique_by=lambda statement: statement.marker,
    )
    plain = st.lists(
        st.builds(Statement, st.builds(Snak, plain_props, values), marker=st.just(key)),
        max_size=4,
        unique_by=lambda statement: statement.main.prop,
    )
    return st.builds(
        lambda labels, made, said: Item(key, labels, statements=(*made, *said)), terms, rows, plain
    )
