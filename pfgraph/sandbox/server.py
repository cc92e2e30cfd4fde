"""Running the sandbox: in the foreground, or in a thread beside a program that uses it."""

from __future__ import annotations

import secrets
import signal
import socket
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn

from pfgraph.sandbox.accounts import APP_ID
from pfgraph.sandbox.app import make_app
from pfgraph.sandbox.sparql.service import QUERY_TIMEOUT
from pfgraph.sandbox.store.storage import Storage
from pfgraph.sandbox.wiki import Wiki

LOOPBACK = "127.0.0.1"
_PATIENCE = 10.0


class Sandbox:
    """The embedded Wikibase on a port of this machine.

    `port` 0 takes a free one; `data` is an SQLite file, None keeps everything in memory;
    `password` None makes one up; a SPARQL query may take `query_timeout` seconds. As a context
    manager it serves from a thread while it is open.
    """

    def __init__(
        self,
        port: int = 0,
        data: Path | str | None = None,
        password: str | None = None,
        host: str = LOOPBACK,
        query_timeout: float = QUERY_TIMEOUT,
    ) -> None:
        self.password = password or secrets.token_urlsafe(18)
        # asyncio switches Nagle's delay off only on sockets that name their protocol
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.bind((host, port))
            self._storage = Storage(None if data is None else Path(data))
        except BaseException:
            self._socket.close()
            raise
        bound = self._socket.getsockname()[1]
        self.url = f"http://{host}:{bound}"
        self.wiki = Wiki(self.url, self.password, self._storage)
        self._app = make_app(self.wiki, query_timeout)
        config = uvicorn.Config(
            self._app, log_config=None, access_log=False, lifespan="off", ws="none",
            timeout_graceful_shutdown=2,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread: threading.Thread | None = None

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
        """Return when the process is told to stop, by SIGINT or SIGTERM."""
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        stop.wait()

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
