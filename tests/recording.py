"""A small server that keeps what it was asked and answers always the same."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its parameters, of the address and the body alike, and its headers."""

    parameters: dict[str, str]
    headers: dict[str, str]


class Recording:
    """Answers with a text, or with what a function makes of the parameters."""

    def __init__(
        self, answer: str | Callable[[dict[str, str]], str], kind: str = "application/json"
    ) -> None:
        self.asked: list[Asked] = []
        make = answer if callable(answer) else lambda parameters: answer
        self._server = ThreadingHTTPServer(("127.0.0.9", 0), _handler(self.asked, make, kind))
        self.host = f"127.0.0.9:{self._server.server_port}"
        self.url = f"http://{self.host}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Recording:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(
    asked: list[Asked], make: Callable[[dict[str, str]], str], kind: str
) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            said = parse_qs(urlsplit(self.path).query) | parse_qs(body)
            parameters = {name: values[0] for name, values in said.items()}
            asked.append(Asked(parameters, dict(self.headers)))
            text = make(parameters).encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = _answer

        def log_message(self, *arguments: object) -> None:
            """Nothing is said."""

    return Handler
