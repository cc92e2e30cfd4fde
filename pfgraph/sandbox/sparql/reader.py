"""A forked reader: answers questions from its copy of the graph, within limits of its own.

It can open nothing, neither a file nor a connection; it is ended by an alarm when its time is up.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pfgraph.sandbox.sparql.answering import answer
from pfgraph.sandbox.sparql.frames import DATA, END, REFUSED
from pfgraph.sandbox.sparql.graph import Graph
from pfgraph.sandbox.sparql.question import Question, Refused

LARGEST_ANSWER = 128 * 1024 * 1024
MEMORY = 1024**3  # of its own, beside what it shares
_PIECE = 256 * 1024
_NICE = 10  # edits go first


def read(graph: Graph, connection: Connection) -> None:
    """Tell the own number, then answer question after question until the connection is closed."""
    _limit()
    connection.send(os.getpid())
    with contextlib.suppress(EOFError, OSError):
        while True:
            question, seconds = connection.recv()
            signal.setitimer(signal.ITIMER_REAL, seconds)
            _answer(graph, question, connection)
            signal.setitimer(signal.ITIMER_REAL, 0)


def _limit() -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    os.nice(_NICE)
    statm = Path("/proc/self/statm")
    if statm.exists():
        held = int(statm.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, held + MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _answer(graph: Graph, question: Question, connection: Connection) -> None:
    try:
        output = io.BufferedWriter(_Pieces(connection), _PIECE)
        kind = answer(graph.store, graph.server, question, output)
        output.flush()
        connection.send_bytes(END + kind.encode())
    except Refused as refusal:
        told = json.dumps([refusal.status, str(refusal)])
        connection.send_bytes(REFUSED + told.encode())


class _Pieces(io.RawIOBase):
    """Sends what is written in pieces, and stops an answer that grows too large."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sent = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any, /) -> int:
        self._sent += len(piece)
        if self._sent > LARGEST_ANSWER:
            raise Refused(
                400,
                f"The answer is larger than {LARGEST_ANSWER // 1024**2} MB; "
                "ask for less, for example with LIMIT.",
            )
        self._connection.send_bytes(DATA + bytes(piece))
        return len(piece)
