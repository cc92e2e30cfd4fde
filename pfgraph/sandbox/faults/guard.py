"""Who may use the control address: a program on this machine that knows the word.

A page in somebody's browser can send requests to loopback, and by a name that it lets point there
even read the answers; see https://owasp.org/www-community/attacks/csrf and
https://en.wikipedia.org/wiki/DNS_rebinding. So four things are asked for: a client on this
machine, an address that is a loopback one, nothing by which a browser says that a page asks, and
the word.
"""

from __future__ import annotations

import hmac
import ipaddress
import re

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/control"
HEADER = "X-Sandbox-Control"
_NAMES = re.compile(r"(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(?::[0-9]+)?", re.IGNORECASE)
_FROM_A_PAGE = ("origin", "referer", "sec-fetch-site")


class Guarded:
    """`app`, and `control` below `/control/` for those who may."""

    def __init__(self, app: ASGIApp, control: ASGIApp, word: str) -> None:
        self._app = app
        self._control = control
        self._word = word

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or not (path == PATH or path.startswith(PATH + "/")):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if not _loopback(request.client.host if request.client else ""):
            await self._app(scope, receive, send)
            return
        refused = self._refused(request)
        if refused:
            await JSONResponse({"error": refused}, 403)(scope, receive, send)
        else:
            await self._control(scope, receive, send)

    def _refused(self, request: Request) -> str:
        if not _NAMES.fullmatch(request.headers.get("host", "")):
            return "The control address is not to be used under this name; use 127.0.0.1."
        if any(each in request.headers for each in _FROM_A_PAGE):
            return "The control address is for programs, not for pages in a browser."
        told = request.headers.get(HEADER, "").encode()
        if not hmac.compare_digest(told, self._word.encode()):
            return f"Send the header {HEADER} with the word that was shown at the start."
        return ""


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
