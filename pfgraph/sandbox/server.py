"""Running the sandbox: in the foreground, or in a thread beside a program that uses it."""

from __future__ import annotations

import gc
import secrets
import signal
import socket
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn
from starlette.types import ASGIApp

from pfgraph.sandbox.accounts import APP_ID
from pfgraph.sandbox.app import make_app
from pfgraph.sandbox.faults.control import Controls, make_control
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.sandbox.faults.guard import Guarded
from pfgraph.sandbox.faults.log import Counts, Entry
from pfgraph.sandbox.faults.reading import read_faults
from pfgraph.sandbox.faults.register import Faults
from pfgraph.sandbox.sparql.service import QUERY_TIMEOUT
from pfgraph.sandbox.store.storage import Storage
from pfgraph.sandbox.wiki import Wiki

LOOPBACK = "127.0.0.1"
_PATIENCE = 10.0
_BACKLOG = 2048


def _look_for_garbage_less_often() -> None:
    # Entities are trees without circles, thousands of small objects each: looking through them
    # again and again takes a quarter of an edit's time and finds nothing.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


class Sandbox:
    """The embedded Wikibase on a port of this machine.

    `port` 0 takes a free one; `data` is an SQLite file, None keeps everything in memory;
    `password` None makes one up; a SPARQL query may take `query_timeout` seconds. `faults` are
    set from the start, a path names a file of them. `control` opens the control address below
    `/control/`; True makes up the word that its users have to send, a text is that word. As a
    context manager it serves from a thread while it is open.

    Raises FaultError for a file of faults that makes no sense.
    """

    def __init__(
        self,
        port: int = 0,
        data: Path | str | None = None,
        password: str | None = None,
        host: str = LOOPBACK,
        query_timeout: float = QUERY_TIMEOUT,
        faults: Iterable[Fault] | Path | str = (),
        control: bool | str = False,
    ) -> None:
        self.password = password or secrets.token_urlsafe(18)
        self.control_word = secrets.token_urlsafe(18) if control is True else control or ""
        wanted = read_faults(Path(faults)) if isinstance(faults, Path | str) else list(faults)
        self._stopping = threading.Event()
        # asyncio switches Nagle's delay off only on sockets that name their protocol
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.bind((host, port))
            # until somebody listens, others may bind the same port too
            self._socket.listen(_BACKLOG)
            self._storage = Storage(None if data is None else Path(data))
        except BaseException:
            self._socket.close()
            raise
        bound = self._socket.getsockname()[1]
        self.url = f"http://{host}:{bound}"
        self.wiki = Wiki(self.url, self.password, self._storage)
        self._app = make_app(self.wiki, query_timeout)
        self.faults: Faults = self._app.state.faults
        self.faults.add(*wanted)
        config = uvicorn.Config(
            self._guarded(), http=self._app.state.connections.protocol(), proxy_headers=False,
            log_config=None, access_log=False, lifespan="off", ws="none",
            timeout_graceful_shutdown=2,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread: threading.Thread | None = None

    def _guarded(self) -> ASGIApp:
        if not self.control_word:
            return self._app
        log, sessions = self._app.state.log, self.wiki.sessions
        control = make_control(Controls(self.faults, log, sessions, self._ask_to_stop))
        return Guarded(self._app, control, self.control_word)

    @property
    def log(self) -> tuple[Entry, ...]:
        """The requests so far, the oldest of the newest 10,000 first."""
        entries: tuple[Entry, ...] = self._app.state.log.entries()
        return entries

    @property
    def requests(self) -> Counts:
        """How many requests there were so far: in all, by action, by path and by method."""
        counts: Counts = self._app.state.log.counts
        return counts

    @property
    def api(self) -> str:
        """The address of the API."""
        return self.wiki.api

    @property
    def sparql(self) -> str:
        """The address of the SPARQL endpoint."""
        return f"{self.url}/sparql"

    @property
    def user(self) -> str:
        """The bot's login name, to be used with `password`."""
        return f"WikibaseBot@{APP_ID}"

    def wait(self) -> None:
        """Return when the process is told to stop: by SIGINT, SIGTERM, or the control address."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self._stopping.set())
        _look_for_garbage_less_often()
        self._stopping.wait()

    def _ask_to_stop(self) -> None:
        self._server.should_exit = True
        self._stopping.set()

    def start(self) -> Self:
        """Serve from a thread; returns when requests are answered."""
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )
        self._thread.start()
        deadline = time.monotonic() + _PATIENCE
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"The sandbox did not start at {self.url}.")
            time.sleep(0.005)
        return self

    def stop(self) -> None:
        """Stop serving and close the file; safe to call again."""
        if self._thread is not None:
            self._server.should_exit = True
            self._app.state.graph.close()
            self._thread.join(_PATIENCE)
            self._thread = None
        self._close()

    def _close(self) -> None:
        self._app.state.graph.close()
        self._socket.close()
        self._storage.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
