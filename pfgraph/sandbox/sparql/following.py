"""Telling the graph of edits while nobody asks, so that the next question need not wait for them.

The graph's process works beside the server's; an edit costs the server only the moment in which it
is handed over. Before the first question there is no graph, and no edit costs anything here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

_TOGETHER = 0.2  # seconds in which edits are gathered


class Follower:
    """Calls `catch_up` a moment after something happened, in a thread of its own."""

    def __init__(self, catch_up: Callable[[], None]) -> None:
        self._catch_up = catch_up
        self._news = threading.Event()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def note(self, _: str) -> None:
        """Something happened; for `Storage.listeners`."""
        self._news.set()

    def start(self) -> None:
        """Follow from now on; safe to call again."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._follow, daemon=True)
            self._thread.start()

    def _follow(self) -> None:
        while not self._ended.is_set():
            self._news.wait()
            self._ended.wait(_TOGETHER)
            self._news.clear()
            if not self._ended.is_set():
                self._catch_up()

    def end(self) -> None:
        """Stop following."""
        self._ended.set()
        self._news.set()
