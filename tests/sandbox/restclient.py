"""A client of the sandbox's REST API."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx

BASE = "/w/rest.php/wikibase/v1"


@dataclass(frozen=True)
class Rest:
    """Asks with the cookies of `http`; JSON goes out as bodies and comes back parsed."""

    http: httpx.Client

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.request(method, BASE + path, json=body, headers=named)

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, **headers).json()

    def item(self, **parts: Any) -> str:
        made = self.ask("POST", "/entities/items", {"item": parts})
        return str(made.json()["id"])

    def property(self, datatype: str, **parts: Any) -> str:
        sent = {"property": {"data_type": datatype, **parts}}
        return str(self.ask("POST", "/entities/properties", sent).json()["id"])

    def statement(self, item: str, property_id: str, content: Any) -> dict[str, Any]:
        sent = {"statement": stating(property_id, content)}
        made = self.ask("POST", f"/entities/items/{item}/statements", sent)
        kept: dict[str, Any] = made.json()
        return kept


def stating(property_id: str, content: Any, **parts: Any) -> dict[str, Any]:
    """A property with a value."""
    value = {"type": "value", "content": content}
    return {"property": {"id": property_id}, "value": value, **parts}


def patch(*operations: dict[str, Any]) -> dict[str, Any]:
    """The body of a request that patches."""
    return {"patch": list(operations)}


def refusal(response: httpx.Response) -> tuple[int, str, Any]:
    """Status, code and context of an error."""
    told = response.json()
    return response.status_code, told["code"], told.get("context")


class InProcess(httpx.BaseTransport):
    """Asks an application in this process, without a socket."""

    def __init__(self, app: Any) -> None:
        self._asgi = httpx.ASGITransport(app)
        self._loop = asyncio.Runner()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._loop.run(self._asked(request))

    async def _asked(self, request: httpx.Request) -> httpx.Response:
        answer = await self._asgi.handle_async_request(request)
        content = await answer.aread()
        return httpx.Response(answer.status_code, headers=answer.headers, content=content)

    def close(self) -> None:
        self._loop.close()
