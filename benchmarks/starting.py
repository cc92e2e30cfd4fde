"""How long `pfgraph --help` takes to start, beside Python itself and one heavy import.

Commands import what they need when they are called, so asking for help should cost little more
than Python; rdflib alone shows what importing everything at once would begin with.
"""

import subprocess
import sys
import time
from collections.abc import Sequence

from bench.tables import print_table

_TIMES = 9
_COMMANDS = {
    "python -c pass": ("-c", "pass"),
    "python -c 'import click'": ("-c", "import click"),
    "pfgraph --help": ("-m", "pfgraph", "--help"),
    "pfgraph query --help": ("-m", "pfgraph", "query", "--help"),
    "python -c 'import rdflib'": ("-c", "import rdflib"),
}


def main() -> None:
    """Print the table."""
    took: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    for _ in range(_TIMES):  # by turns, so that what disturbs one disturbs all
        for name, arguments in _COMMANDS.items():
            took[name].append(_seconds(arguments))
    python = min(took["python -c pass"])
    print_table(
        f"Starting, the shortest of {_TIMES} times",
        ("", "seconds", "of Python's"),
        [(name, min(each), f"{min(each) / python:.1f}×") for name, each in took.items()],
    )


def _seconds(arguments: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
