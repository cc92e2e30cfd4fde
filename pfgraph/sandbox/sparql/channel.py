"""The server's ends of the lines to the keeper and its readers."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from pfgraph.sandbox.sparql.frames import DATA, END
from pfgraph.sandbox.sparql.graph import Change
from pfgraph.sandbox.sparql.question import Question, Refused

_MODULE = "pfgraph.sandbox.sparql.keeper"
_LOOK_UP = 0.5  # seconds between looks at whether the answer is still wanted
_GRACE = 2.0


class Gone(Exception):
    """The keeper has ended without being told to."""


class Reader:
    """One forked reader; used for one question at a time."""

    def __init__(self, connection: Connection, generation: int) -> None:
        self.generation = generation
        self._connection = connection
        try:
            self._process = int(connection.recv())
        except (EOFError, OSError):
            connection.close()
            raise Gone from None

    def ask(
        self, question: Question, seconds: float, gone: Callable[[], bool]
    ) -> tuple[bytes, str]:
        """Body and media type of the answer; raises Refused."""
        deadline = time.monotonic() + seconds
        body = bytearray()
        try:
            self._connection.send((question, seconds))
            while True:
                self._wait(deadline, gone)
                piece = self._connection.recv_bytes()
                if piece[:1] == END:
                    return bytes(body), piece[1:].decode()
                if piece[:1] != DATA:
                    raise Refused(*json.loads(piece[1:]))
                body += piece[1:]
        except (EOFError, OSError):
            raise _ended(time.monotonic() >= deadline - _LOOK_UP, seconds) from None

    def _wait(self, deadline: float, gone: Callable[[], bool]) -> None:
        while not self._connection.poll(_LOOK_UP):
            if gone() or time.monotonic() > deadline + _GRACE:
                raise EOFError

    def kill(self) -> None:
        """End it in the middle of its work; whoever waits for it is told so."""
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)

    def end(self) -> None:
        """End it, whatever it does."""
        self.kill()
        self._connection.close()


def _ended(late: bool, seconds: float) -> Refused:
    if late:
        return Refused(
            504,
            f"Query timeout limit reached: the query was ended after {seconds:g} seconds. "
            "Ask for less, or narrow the query down.",
        )
    return Refused(
        500,
        "The query was ended: it needed more memory than a query may have here, "
        "or is nested too deep.",
    )


class Keeper:
    """The process that holds the graph."""

    def __init__(self, server: str) -> None:
        self.generation = 0
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", _MODULE, str(theirs.fileno()), server],
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._messages = Connection(os.dup(self._line.fileno()))

    def tell(self, changes: list[Change]) -> None:
        """Hand over newer revisions; raises Gone."""
        self.generation += 1
        self._send(changes)

    def reader(self) -> Reader:
        """A new reader of the graph as it is now; raises Gone."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._send(None)
            try:
                socket.send_fds(self._line, [b"r"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise Gone from None
        return Reader(Connection(ours.detach()), self.generation)

    def _send(self, message: list[Change] | None) -> None:
        try:
            self._messages.send(message)
        except OSError:
            raise Gone from None

    def end(self) -> None:
        """End the process; readers that are at work are ended one by one."""
        self._messages.close()
        self._line.close()
        self._process.kill()
        self._process.wait()
