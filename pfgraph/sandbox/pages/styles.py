"""The one stylesheet of all pages."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

_DAY = 24 * 3600  # seconds


@cache
def _sheet() -> bytes:
    return files("pfgraph.sandbox.pages").joinpath("static", "sandbox.css").read_bytes()


@cache
def address() -> str:
    """Where the stylesheet is; the address changes with its content."""
    return f"/static/sandbox.css?{sha256(_sheet()).hexdigest()[:8]}"


async def stylesheet(_: Request) -> Response:
    """The stylesheet, kept by browsers for a day."""
    headers = {"Cache-Control": f"public, max-age={_DAY}", "X-Content-Type-Options": "nosniff"}
    return Response(_sheet(), media_type="text/css; charset=utf-8", headers=headers)
