"""Closing a client's connection under its feet, which ASGI has no word for.

The server's own protocol class is given an eye on the connections, by the client's address.
"""

from __future__ import annotations

import asyncio
from typing import Any, cast

from starlette.types import Receive, Scope
from uvicorn.protocols.http.auto import AutoHTTPProtocol


class ConnectionCut(ConnectionError):
    """The connection would be closed here, but there is none: the application runs in process."""


class Connections:
    """The open connections of a server."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, int], asyncio.Transport] = {}

    def protocol(self) -> type[asyncio.Protocol]:
        """uvicorn's protocol, noting each connection here."""
        opened = self._open
        base: Any = AutoHTTPProtocol

        class Noted(base):  # type: ignore[misc]  # uvicorn picks the base when it is imported
            def connection_made(self, transport: asyncio.Transport) -> None:
                self.address = transport.get_extra_info("peername")[:2]
                opened[self.address] = transport
                super().connection_made(transport)

            def connection_lost(self, exc: Exception | None) -> None:
                opened.pop(self.address, None)
                super().connection_lost(exc)

        return cast(type[asyncio.Protocol], Noted)

    async def close(self, scope: Scope, receive: Receive) -> None:
        """Close the request's connection after what was sent so far; returns when it is closed.

        Raises ConnectionCut where there is no connection to close.
        """
        transport = self._open.get(tuple(scope.get("client") or ()))
        if transport is None:
            raise ConnectionCut("The connection was closed without an answer.")
        transport.close()
        while (await receive())["type"] != "http.disconnect":
            pass
