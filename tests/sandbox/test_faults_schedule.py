"""When faults strike: counted, drawn from a seed, for a while."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox.faults import Fault, Faults
from pfgraph.sandbox.faults.asked import API, Asked, concerns
from pfgraph.sandbox.faults.schedule import draw, picks


def _asked(module: str = "query", method: str = "GET", user: str = "anonymous") -> Asked:
    return Asked(method, API, {"action": module}, user)


def _struck(fault: Fault, times: Sequence[float]) -> list[int]:
    """The numbers of the requests, asked at these times, that the fault strikes."""
    faults = Faults([fault])
    return [n for n, now in enumerate(times, 1) if faults.strike(_asked(), now)]


@pytest.mark.parametrize(
    ("fault", "numbers"),
    [
        (Fault("slow"), [1, 2, 3, 4, 5, 6, 7, 8]),
        (Fault("slow", at=3), [3]),
        (Fault("slow", at=(2, 5)), [2, 5]),
        (Fault("slow", every=3), [3, 6]),
        (Fault("slow", every=3, first=2), [4, 7]),
        (Fault("slow", first=4, last=6), [4, 5, 6]),
        (Fault("slow", times=2), [1, 2]),
        (Fault("slow", every=2, times=2), [2, 4]),
        (Fault("slow", at=2, seconds=2.5), [2, 3, 4]),
        (Fault("slow", every=4, seconds=1.5), [4, 5, 8]),
        (Fault("slow", every=4, seconds=1.5, times=1), [4, 5]),
    ],
    ids=lambda value: str(value.settings()) if isinstance(value, Fault) else "",
)
def test_a_fault_strikes_when_it_is_set_to(fault: Fault, numbers: list[int]) -> None:
    """Of eight requests, one each second, these are struck."""
    assert _struck(fault, range(1, 9)) == numbers


@given(st.integers(0, 2**32), st.floats(0.01, 1), st.integers(1, 60))
def test_the_same_seed_strikes_the_same_requests(
    seed: int, probability: float, length: int
) -> None:
    """Time and what came before do not matter to a draw, only seed and number."""
    fault = Fault("slow", probability=probability, seed=seed)
    first = _struck(fault, range(length))
    assert first == _struck(fault, [number / 7 for number in range(length)])
    assert first == [n for n in range(1, length + 1) if picks(fault, n)]


@given(
    st.lists(st.sampled_from(["query", "wbgetentities", "wbeditentity"]), max_size=40),
    st.integers(0, 99),
)
def test_requests_of_others_do_not_change_the_draw(modules: list[str], seed: int) -> None:
    """A fault counts the requests that it is for, and is blind to the rest."""
    fault = Fault("slow", module="query", probability=0.5, seed=seed)
    mixed, alone = Faults([fault]), Faults([fault])
    among = [bool(mixed.strike(_asked(module), 0)) for module in modules]
    queries = [hit for module, hit in zip(modules, among, strict=True) if module == "query"]
    assert queries == [bool(alone.strike(_asked("query"), 0)) for _ in queries]
    assert sum(among) == sum(queries)


@given(st.integers(0, 50))
def test_a_probability_is_about_kept(seed: int) -> None:
    """Of a thousand requests about that share is struck."""
    fault = Fault("slow", probability=0.3, seed=seed)
    assert 200 < sum(draw(fault, number) < 0.3 for number in range(1000)) < 400


@pytest.mark.parametrize(
    ("fault", "asked", "expected"),
    [
        (Fault("slow", module="wbeditentity|wbsetlabel"), _asked("wbsetlabel"), True),
        (Fault("slow", module="wbeditentity|wbsetlabel"), _asked("wbgetentities"), False),
        (Fault("slow", module="query+tokens"), Asked("GET", API, {
            "action": "query", "meta": "siteinfo|tokens"}), True),
        (Fault("slow", module="query+tokens"), _asked("query"), False),
        (Fault("slow", method="POST"), _asked(method="GET"), False),
        (Fault("slow", user="WikibaseBot"), _asked(user="WikibaseBot"), True),
        (Fault("slow", user="anonymous"), _asked(user="WikibaseBot"), False),
        (Fault("slow", path="/wiki/"), Asked("GET", "/wiki/Item:Q1", {}), True),
        (Fault("slow", path="/wiki/"), _asked(), False),
        (Fault("read-only"), _asked("login", "POST"), True),
        (Fault("read-only"), _asked("wbgetentities", "POST"), False),
        (Fault("collision"), _asked("login", "POST"), False),
        (Fault("collision"), Asked("PATCH", "/w/rest.php/wikibase/v1/entities/items/Q1", {}), True),
        (Fault("collision"), Asked("POST", "/wiki/Special:EditTerms/Q1", {}), True),
        (Fault("collision"), Asked("GET", "/wiki/Special:EditTerms/Q1", {}), False),
        (Fault("collision"), Asked("POST", "/wiki/Special:EntityData", {}), False),
        (Fault("collision"), Asked("POST", "/sparql", {}), False),
        (Fault("lost-session"), _asked(), False),
        (Fault("lost-session"), _asked(user="Admin"), True),
        (Fault("foreign-edit"), Asked("POST", API, {
            "action": "wbeditentity", "new": "item"}), False),
        (Fault("foreign-edit"), Asked("POST", API, {
            "action": "wbsetclaimvalue", "claim": "q7$ab"}), True),
    ],
)  # fmt: skip
def test_a_fault_is_for_those_it_names(fault: Fault, asked: Asked, expected: bool) -> None:
    """Module, path, method and user all have to fit, and the kind has its own reach."""
    assert concerns(fault, asked) is expected


@pytest.mark.parametrize(
    ("path", "sent", "entity"),
    [
        (API, {"action": "wbsetclaim", "claim": '{"id": "Q1$x"}'}, ""),
        (API, {"action": "wbremoveclaims", "claim": "q5$A-B"}, "Q5"),
        (API, {"action": "wbcreateclaim", "entity": "P3"}, "P3"),
        ("/w/rest.php/wikibase/v1/entities/items/q9/labels/en", {}, "Q9"),
        ("/w/rest.php/wikibase/v1/statements/Q9$A", {}, "Q9"),
        ("/w/rest.php/wikibase/v1/entities/items", {}, ""),
        ("/wiki/Item:Q12", {}, "Q12"),
    ],
)
def test_the_entity_of_an_edit_is_found(path: str, sent: dict[str, str], entity: str) -> None:
    """By its id, by that of a statement, or in the path."""
    assert Asked("POST", path, sent).entity == entity


def test_what_a_fault_did_can_be_asked() -> None:
    """Each fault tells how many requests it was for and how many it struck."""
    faults = Faults([Fault("slow", every=2)])
    for _ in range(5):
        faults.strike(_asked(), 0)
    (standing,) = faults.standing
    assert (standing.turn.matched, standing.turn.struck) == (5, 2)


def test_a_wiki_is_read_only_while_its_next_write_would_fail() -> None:
    """To ask for that counts for nothing; a fault of one module closes no wiki."""
    faults = Faults([Fault("read-only", at=2), Fault("read-only", module="wbsetlabel")])
    write = _asked("wbeditentity", "POST")
    told = []
    for _ in range(3):
        told.append(len(faults.closed(0)))
        faults.strike(write, 0)
    assert told == [0, 1, 0]


def test_faults_of_one_kind_can_be_taken_away() -> None:
    """Others stay, and go on counting where they were."""
    faults = Faults([Fault("slow"), Fault("cut")])
    faults.clear("slow")
    assert [each.fault.kind for each in faults.standing] == ["cut"]
    faults.clear()
    assert faults.standing == ()
