"""The stylesheet of all pages, and the script that some forms are a little better with."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_DAY = 24 * 3600  # seconds
_KINDS = {
    "sandbox.css": "text/css; charset=utf-8",
    "suggest.js": "text/javascript; charset=utf-8",
}


@cache
def _content(name: str) -> bytes:
    return files("pfgraph.sandbox.pages").joinpath("static", name).read_bytes()


@cache
def asset(name: str) -> str:
    """The address of a file; it changes with its content."""
    return f"/static/{name}?{sha256(_content(name)).hexdigest()[:8]}"


async def static(request: Request) -> Response:
    """One of the files, kept by browsers for a day."""
    name = request.path_params["name"]
    if name not in _KINDS:
        raise HTTPException(404)
    headers = {"Cache-Control": f"public, max-age={_DAY}", "X-Content-Type-Options": "nosniff"}
    return Response(_content(name), media_type=_KINDS[name], headers=headers)
