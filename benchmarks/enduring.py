"""What a run endures, tried at length: the tests of `make test` with many more cases each.

Each of them fails where anything is lost, doubled or taken from people, so that a number in the
table is a number of cases in which nothing was. Takes an hour or so.

    python benchmarks/enduring.py [PART-OF-A-NAME]
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field

from bench.tables import print_table

_THOROUGH = {"PFGRAPH_HYPOTHESIS": "thorough"}


@dataclass(frozen=True, slots=True)
class Trial:
    """One test with so many cases of one kind; `environment` asks for that many."""

    name: str
    cases: int
    of: str
    test: str
    environment: dict[str, str] = field(default_factory=dict)


_TRIALS = (
    Trial(
        "a load killed by -9, then run again", 1000, "kills", "tests/runs/test_kills.py",
        {"PFGRAPH_KILLS": "1000"},
    ),
    Trial(
        "a load through mixtures of the sandbox's faults", 500, "mixtures",
        "tests/runs/test_faults.py::test_any_mixture_of_troubles_changes_nothing_in_the_end",
        _THOROUGH,
    ),
    Trial(
        "edits of people and of the tool in turns", 5000, "histories",
        "tests/wikibase/test_histories.py", _THOROUGH,
    ),
    Trial(
        "runs taken back after edits of people", 2000, "histories",
        "tests/wikibase/test_history_of_undos.py", _THOROUGH,
    ),
    Trial("what an undo leaves to people", 2000, "items", "tests/runs/test_inverse.py", _THOROUGH),
)  # fmt: skip


def main() -> None:
    """Print the table; end with 1 where a trial failed."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    rows = [_tried(trial) for trial in _TRIALS if part in f"{trial.name} {trial.of}"]
    print_table("What a run endures", ("", "cases", "", "outcome", "minutes"), rows)
    sys.exit(any(outcome != "nothing lost" for *_, outcome, _ in rows))


def _tried(trial: Trial) -> tuple[str, int, str, str, float]:
    start = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "load", trial.test]
    done = subprocess.run(
        command, env={**os.environ, **trial.environment}, capture_output=True, text=True
    )
    if done.returncode:
        print(done.stdout[-3000:], file=sys.stderr)
    outcome = "FAILED" if done.returncode else "nothing lost"
    return trial.name, trial.cases, trial.of, outcome, (time.monotonic() - start) / 60


if __name__ == "__main__":
    main()
