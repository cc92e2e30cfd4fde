"""Fault files: what they may say, and how mistakes in them are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.cli.sandbox import sandbox_command
from pfgraph.sandbox.faults import Fault, FaultError
from pfgraph.sandbox.faults.kinds import KINDS
from pfgraph.sandbox.faults.problems import COMMON, OWN
from pfgraph.sandbox.faults.reading import faults_from, read_faults

GOOD = """
seed = 7

[[fault]]
kind = "maxlag"
lag = 9
module = "wbeditentity"
at = [2, 3]

[[fault]]
kind = "slow"
probability = 0.5
seed = 8
"""
BAD = """
sed = 1

[[fault]]
kind = "maxlagg"

[[fault]]
kind = "slow"
delay = 0
modul = "wbeditentity"
module = "wbeditentitty"

[[fault]]
kind = "http-error"
status = 200
first = 5
last = 3

[[fault]]
at = 1
"""


def test_a_toml_file_is_read(tmp_path: Path) -> None:
    """The faults come in their order; the file's seed is that of those without one."""
    file = tmp_path / "faults.toml"
    file.write_text(GOOD, encoding="utf-8")
    assert read_faults(file) == [
        Fault("maxlag", lag=9, module="wbeditentity", at=(2, 3), seed=7),
        Fault("slow", probability=0.5, seed=8),
    ]


def test_a_json_file_is_read(tmp_path: Path) -> None:
    """The ending says that it is JSON."""
    file = tmp_path / "faults.json"
    file.write_text('{"fault": [{"kind": "cut", "share": 0.1}]}', encoding="utf-8")
    assert read_faults(file) == [Fault("cut", share=0.1)]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    """Each with the file, the number of the fault, the field, the value and what is allowed."""
    file = tmp_path / "faults.toml"
    file.write_text(BAD, encoding="utf-8")
    with pytest.raises(FaultError) as caught:
        read_faults(file)
    begin = [
        "faults.toml: sed: is not known; allowed is",
        "faults.toml: fault 1: kind: 'maxlagg' is not allowed; allowed is one of lost-before,",
        "faults.toml: fault 2: delay: 0 is not allowed; allowed is seconds above 0",
        "faults.toml: fault 2: modul: is no setting of slow; allowed is at,",
        "faults.toml: fault 2: module: 'wbeditentitty' is not allowed; allowed is a module",
        "faults.toml: fault 3: status: 200 is not allowed; allowed is one of 500, 502",
        "faults.toml: fault 3: last: 3 is not allowed; allowed is a number from 5 on",
        "faults.toml: fault 4: kind: is missing; allowed is one of",
    ]
    assert len(caught.value.problems) == len(begin)
    for problem, wanted in zip(caught.value.problems, begin, strict=True):
        assert problem.startswith(wanted)
    assert "(did you mean maxlag?)" in caught.value.problems[1]


@pytest.mark.parametrize("name", ["faults.toml", "faults.json"])
def test_a_file_of_another_form_is_refused(tmp_path: Path, name: str) -> None:
    """The message says which form was looked for, without the path of the machine."""
    file = tmp_path / name
    file.write_text("{kind: slow", encoding="utf-8")
    with pytest.raises(FaultError, match=f"^{name}: is not (TOML|JSON): "):
        read_faults(file)


def test_a_mistake_in_python_is_told_where_it_is_made() -> None:
    """A fault that makes no sense is not made."""
    with pytest.raises(FaultError, match="lag: -1 is not allowed; allowed is seconds above 0"):
        Fault("maxlag", lag=-1)
    with pytest.raises(FaultError, match="delay: is no setting of maxlag"):
        Fault("maxlag", delay=2)


def test_the_command_tells_the_mistakes(tmp_path: Path) -> None:
    """The sandbox does not start on a file that makes no sense."""
    file = tmp_path / "faults.toml"
    file.write_text('[[fault]]\nkind = "nothing"\n', encoding="utf-8")
    result = CliRunner().invoke(sandbox_command, ["--faults", str(file)])
    assert result.exit_code == 2
    assert "faults.toml: fault 1: kind: 'nothing' is not allowed" in result.output


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_defaults_that_make_sense(kind: str) -> None:
    """A fault needs nothing but its kind, and its settings are known ones."""
    assert Fault(kind).settings() == {"kind": kind}
    assert set(KINDS[kind].settings) <= set(OWN)


_ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 999), st.floats(), st.text(max_size=5),
    st.lists(st.integers(-1, 9), max_size=3),
)  # fmt: skip
_SETTINGS = st.dictionaries(st.sampled_from(["kind", "x", *COMMON, *OWN]), _ANYTHING, max_size=4)


@given(st.sampled_from(sorted(KINDS)), _SETTINGS)
def test_an_entry_is_a_fault_or_has_problems(kind: str, settings: dict[str, object]) -> None:
    """Whatever a file holds, it is either understood or refused in words."""
    entry = {"kind": kind} | settings
    try:
        (fault,) = faults_from({"fault": [entry]}, "file")
    except FaultError as error:
        assert all(problem.startswith("file: fault 1: ") for problem in error.problems)
    else:
        assert fault.settings().items() <= {
            **entry, "at": tuple(at) if isinstance(at := entry.get("at"), list) else at,
        }.items()  # fmt: skip


@given(st.one_of(_ANYTHING, st.dictionaries(st.sampled_from(["seed", "fault", "x"]), _ANYTHING)))
def test_a_file_that_is_no_list_of_faults_is_refused(data: object) -> None:
    """Odd shapes end in a FaultError, never in another error."""
    try:
        faults = faults_from(data, "file")
    except FaultError as error:
        assert error.problems
    else:
        assert faults == []
