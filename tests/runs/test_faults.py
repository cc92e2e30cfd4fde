"""Whatever a wiki does to a run, in the end it holds what an undisturbed run leaves."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pfgraph.errors import WikiError
from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.wikibase.state import read_state
from tests.runs.conftest import HOST, connected
from tests.runs.loading import Loading, Said, actors, said, statements

COUNT = 4
EXAMPLES = {"thorough": 500}.get(os.environ.get("PFGRAPH_HYPOTHESIS", ""), 25)
PASSING = [  # each ends by itself, and the run goes on
    Fault("lost-before", module="wbeditentity"),
    Fault("lost-after", module="wbeditentity"),
    Fault("cut", module="wbeditentity"),
    Fault("cut", module="wbeditentity", share=0.01),
    Fault("http-error", module="wbeditentity", status=502),
    Fault("http-error", module="wbeditentity", status=503, retry_after=1),
    Fault("http-error", module="wbeditentity", status=504),
    Fault("http-error", module="wbgetentities", status=502),
    Fault("too-many-requests", retry_after=1),
    Fault("maxlag", module="wbeditentity"),
    Fault("read-only", module="wbeditentity"),
    Fault("lost-session", module="wbeditentity"),
    Fault("bad-token", module="wbeditentity"),
    Fault("collision", module="wbeditentity"),
    Fault("rate-limited", module="wbeditentity", code="ratelimited"),
    Fault("rate-limited", module="wbeditentity"),
    Fault("slow", module="wbeditentity", delay=0.01),
]


@pytest.fixture(scope="module")
def undisturbed(with_ontology: Path) -> tuple[Said, int]:
    """What an undisturbed run leaves."""
    return after([], with_ontology)


def after(faults: list[Fault], wiki: Path) -> tuple[Said, int]:
    """What a load leaves on a copy of a wiki that is troubled so; taken up until it is done."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(wiki, Path(folder) / "wiki.sqlite")
        with Sandbox(data=copy, host=HOST) as sandbox, connected(sandbox) as repository:
            loading = Loading(repository, Path(folder))
            repository.identity  # noqa: B018  # what happens before a run is not its concern
            sandbox.faults.add(*faults)
            run_to_the_end(loading)
            sandbox.faults.clear()
            state = read_state(repository)
            return said(state), statements(state)


def run_to_the_end(loading: Loading) -> None:
    """Load, and take the run up again as often as the wiki makes it give up."""
    for _ in range(8):
        try:
            run = loading.load(actors(COUNT))
        except WikiError:
            continue
        if not run.refused and not run.stopped:
            return
    raise AssertionError("the run did not come to an end")


@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: f"{fault.kind} {fault.status}")
def test_each_trouble_alone_changes_nothing_in_the_end(
    fault: Fault, with_ontology: Path, undisturbed: tuple[Said, int]
) -> None:
    """A fault that strikes the second request leaves the wiki of an undisturbed run."""
    struck = Fault(**{**fault.settings(), "at": 2})
    assert after([struck], with_ontology) == undisturbed


@st.composite
def troubles(draw: st.DrawFn) -> list[Fault]:
    """Up to four faults, each at some of the requests that it can strike."""
    chosen = draw(st.lists(st.sampled_from(PASSING), min_size=1, max_size=4))
    return [
        Fault(
            **{**fault.settings(), "at": draw(st.integers(1, 6)), "times": draw(st.integers(1, 3))}
        )
        for fault in chosen
    ]


@given(troubles())
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([Fault("lost-after", module="wbeditentity", times=3)])
def test_any_mixture_of_troubles_changes_nothing_in_the_end(
    with_ontology: Path, undisturbed: tuple[Said, int], faults: list[Fault]
) -> None:
    """The wiki after a troubled run is the wiki after an undisturbed one."""
    assert after(faults, with_ontology) == undisturbed
