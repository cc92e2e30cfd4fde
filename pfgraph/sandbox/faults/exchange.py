"""The answer on its way to the client: noted for the log, swallowed, or cut."""

from __future__ import annotations

import time
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import Message, Send

from pfgraph.sandbox.faults.asked import Asked
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.sandbox.faults.log import Entry, Log
from pfgraph.sandbox.model.datetimes import now


class Cut(Exception):
    """From here on the client gets nothing more."""


class Exchange:
    """A request and its answer, put into the log before the last of it is sent."""

    def __init__(self, log: Log, asked: Asked, struck: Sequence[Fault], send: Send) -> None:
        self._log = log
        self._asked = asked
        self._send = send
        self._time, self._begun = now(), time.perf_counter()
        self._status: int | None = None
        self._error = ""
        self._logged = False
        self.struck = tuple(struck)

    async def send(self, message: Message) -> None:
        """Pass a message of the answer on."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            self._error = Headers(raw=message["headers"]).get("mediawiki-api-error", "")
        elif not message.get("more_body"):
            self.finish(self._status)
        await self._send(message)

    def finish(self, status: int | None) -> None:
        """Put the request into the log, once."""
        if self._logged:
            return
        self._logged = True
        asked = self._asked
        kinds = tuple(fault.kind for fault in self.struck)
        duration = round((time.perf_counter() - self._begun) * 1000, 3)
        self._log.add(
            Entry(0, self._time, asked.method, asked.path, asked.action, asked.user, status,
                  self._error, kinds, duration)
        )  # fmt: skip


async def swallowed(_: Message) -> None:
    """Send nothing."""


def cutting(send: Send, share: float) -> Send:
    """A way to send that ends in the middle of the body, after a share of its first part.

    The headers promise the whole of it. Raises Cut where the client's share is sent.
    """
    kept: list[Message] = []

    async def cut(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept.append(message)
            return
        body = message.get("body", b"")
        part = body[: max(1, int(len(body) * share))] if len(body) > 1 else b""
        if part:
            await send(kept[0])
            await send({"type": "http.response.body", "body": part, "more_body": True})
        raise Cut

    return cut
