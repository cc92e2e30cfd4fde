"""A sandbox in a process of its own: its address, its processor time and its memory.

Time and memory are read from /proc, so on Linux alone.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

USER, PASSWORD = "WikibaseBot@tool", "a-password-of-the-benchmarks"
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Serving:
    """`started` is how many seconds passed until the address was printed."""

    url: str
    process: int
    started: float

    def worked(self) -> float:
        """Seconds of processor time of the server, without the processes it started."""
        fields = _stat(self.process)
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> float:
        """Megabytes that the server holds."""
        return _memory(self.process)

    def graph_memory(self) -> float:
        """Megabytes that the processes hold which it started: the graph, for one."""
        return sum(_memory(each) for each in _children(self.process))


def _stat(process: int) -> list[str]:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _memory(process: int) -> float:
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE / 1e6


def _children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task").glob("*/children")
    return [int(each) for file in found for each in file.read_text().split()]


@contextmanager
def serving(data: Path | None = None) -> Iterator[Serving]:
    """Start one, on a file or in memory, and stop it in the end."""
    command = [sys.executable, "-m", "pfgraph", "sandbox", *(["--data", str(data)] if data else [])]
    environment = {**os.environ, "PFGRAPH_PASSWORD": PASSWORD}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        yield Serving(url, process.pid, time.perf_counter() - start)
    finally:
        process.terminate()
        process.wait()
