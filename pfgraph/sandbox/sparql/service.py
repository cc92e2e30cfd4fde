"""Questions answered beside the server, in processes that can be ended.

One keeper process holds the graph; it is started by the first question, which waits until the graph
is filled: about two seconds for a thousand large items. From then on it is told of edits soon after
they are made, and of the last ones before each question. A reader that has answered waits for the
next question as long as nothing was edited.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from anyio import CapacityLimiter

from pfgraph.sandbox.sparql.channel import Gone, Keeper, Reader
from pfgraph.sandbox.sparql.feed import Feed
from pfgraph.sandbox.sparql.following import Follower
from pfgraph.sandbox.sparql.question import Question, Refused
from pfgraph.sandbox.store.storage import Storage

QUERY_TIMEOUT = 60.0
AT_ONCE = 16
_IDLE = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer as it goes to the client, with its media type."""

    body: bytes
    kind: str


class QueryService:
    """Answers questions on a wiki; each may take `timeout` seconds."""

    def __init__(self, storage: Storage, server: str, timeout: float = QUERY_TIMEOUT) -> None:
        self.server, self.timeout = server, timeout
        self._feed = Feed(storage)
        self._follower = Follower(self._follow)
        storage.listeners.append(self._follower.note)
        self._lock = threading.Lock()
        self.threads = CapacityLimiter(AT_ONCE)  # the endpoint's own: edits never wait for queries
        self._slots = threading.BoundedSemaphore(AT_ONCE)
        self._keeper: Keeper | None = None
        self._idle: list[Reader] = []
        self._busy: set[Reader] = set()
        self._closed = False

    def answer(self, question: Question, gone: Callable[[], bool] = lambda: False) -> Answer:
        """The answer; raises Refused. `gone` says whether nobody wants it any more."""
        if not self._slots.acquire(timeout=self.timeout):
            raise Refused(503, f"{AT_ONCE} other queries are still running; try again later.")
        try:
            return self._asked(question, gone)
        finally:
            self._slots.release()

    def _asked(self, question: Question, gone: Callable[[], bool]) -> Answer:
        reader = self._reader()
        try:
            answer = Answer(*reader.ask(question, self.timeout, gone))
        except Refused as refusal:
            self._settle(reader, reusable=refusal.status in (400, 406))
            raise
        except BaseException:
            self._settle(reader, reusable=False)
            raise
        self._settle(reader, reusable=True)
        return answer

    def _reader(self) -> Reader:
        """A reader that knows every edit acknowledged so far."""
        with self._lock:
            with suppress(Gone):
                return self._fresh()
            self._end_keeper()  # it was ended from outside: once more from the beginning
            self._feed.rewind()
            try:
                return self._fresh()
            except Gone:
                self._end_keeper()
                raise Refused(500, "The part that answers queries does not start.") from None

    def _fresh(self) -> Reader:
        if self._closed:
            raise Refused(503, "The wiki is being stopped.")
        if not hasattr(os, "fork"):
            raise Refused(501, "Queries need a system whose processes can fork, such as Linux.")
        self._keeper = self._keeper or Keeper(self.server)
        self._tell(self._keeper)
        self._follower.start()
        self._drop_stale(self._keeper.generation)
        reader = self._idle.pop() if self._idle else self._keeper.reader()
        self._busy.add(reader)
        return reader

    def _tell(self, keeper: Keeper) -> None:
        for changes in self._feed.changes():
            keeper.tell(changes)

    def _follow(self) -> None:
        with self._lock:
            try:
                if self._keeper is not None:
                    self._tell(self._keeper)
            except Gone:
                self._end_keeper()
                self._feed.rewind()

    def _drop_stale(self, generation: int) -> None:
        for reader in self._idle:
            if reader.generation != generation:
                reader.end()
        self._idle = [reader for reader in self._idle if reader.generation == generation]

    def _settle(self, reader: Reader, reusable: bool) -> None:
        with self._lock:
            self._busy.discard(reader)
            current = self._keeper is not None and reader.generation == self._keeper.generation
            if reusable and current and not self._closed and len(self._idle) < _IDLE:
                self._idle.append(reader)
            else:
                reader.end()

    def _end_keeper(self) -> None:
        for reader in self._idle:
            reader.end()
        self._idle = []
        if self._keeper is not None:
            self._keeper.end()
            self._keeper = None

    def close(self) -> None:
        """End all processes, and with them the queries that are running."""
        self._follower.end()
        with self._lock:
            self._closed = True
            self._end_keeper()
            for reader in self._busy:
                reader.kill()
