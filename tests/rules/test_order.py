"""The order of rules follows from what they read and produce."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.errors import QueryError
from pfgraph.rules.files import rules
from pfgraph.rules.order import in_order


def test_a_circle_is_named() -> None:
    """Rules that read one another's results cannot be ordered; the message says which."""
    with pytest.raises(QueryError, match=r"(A → B → A)|(B → A → B)"):
        in_order({"A": ["x"], "B": ["y"]}, {"A": ["y"], "B": ["x"]})


@given(st.lists(st.sets(st.integers(0, 9)), min_size=1, max_size=10))
def test_rules_stand_after_what_they_read(reads: list[set[int]]) -> None:
    """Whatever lower-numbered results rules read, each comes after them."""
    wanted = {f"r{n}": [f"t{m}" for m in sorted(each) if m < n] for n, each in enumerate(reads)}
    order = in_order(wanted, {f"r{n}": [f"t{n}"] for n in range(len(reads))})
    for name, terms in wanted.items():
        for term in terms:
            assert order.index(f"r{term[1:]}") < order.index(name)


def test_bundled_rules_run_after_their_sources() -> None:
    """No rule of the project reads a term that a later one produces."""
    seen: set[str] = set()
    produced = {term for rule in rules() for term in rule.header.produces}
    last = {term: rule.name for rule in rules() for term in rule.header.produces}
    for rule in rules():
        for term in set(rule.header.reads) & produced:
            assert last[term] in seen
        seen.add(rule.name)
