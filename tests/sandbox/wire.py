"""A client without manners of its own: it sends bytes and tells what came back."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from pfgraph.sandbox import Sandbox


@dataclass(frozen=True)
class Answer:
    """What came over the wire until the server closed the connection."""

    raw: bytes

    @property
    def status(self) -> int | None:
        return int(self.raw.split(b" ", 2)[1]) if self.raw else None

    @property
    def headers(self) -> dict[str, str]:
        lines = self.raw.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
        pairs = (line.partition(": ") for line in lines)
        return {name.lower(): value for name, _, value in pairs}

    @property
    def body(self) -> bytes:
        return self.raw.partition(b"\r\n\r\n")[2]


def ask(sandbox: Sandbox, head: str, body: bytes = b"", host: str = "") -> Answer:
    """Send a request line with headers, and a body, and read until the connection is closed."""
    place = urlsplit(sandbox.url)
    line, _, headers = head.partition("\n")
    lines = [
        f"{line} HTTP/1.1", f"Host: {host or place.netloc}", "Connection: close",
        f"Content-Length: {len(body)}", *filter(None, headers.split("\n")), "", "",
    ]  # fmt: skip
    with socket.create_connection((str(place.hostname), int(place.port or 0)), 10) as wire:
        wire.sendall("\r\n".join(lines).encode() + body)
        parts = []
        while part := wire.recv(65536):
            parts.append(part)
    return Answer(b"".join(parts))


def post(sandbox: Sandbox, cookie: str = "", **fields: str) -> Answer:
    """Send a form to the API."""
    head = "POST /w/api.php\nContent-Type: application/x-www-form-urlencoded\n"
    body = urlencode({"format": "json", **fields}).encode()
    return ask(sandbox, head + (f"Cookie: {cookie}" if cookie else ""), body)
