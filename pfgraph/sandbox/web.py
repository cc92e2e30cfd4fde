"""Bodies of requests: read whole, within limits, as fields of a form."""

from __future__ import annotations

from starlette.requests import Request

from pfgraph.sandbox.forms import fields

LARGEST_BODY = 10 * 1024 * 1024
TOO_LARGE = "The request is larger than this server takes.\n"
_KEPT = "sandbox.form"
_URLENCODED = "application/x-www-form-urlencoded"


class BodyTooLarge(Exception):
    """The client sent more than the server takes."""


async def read_body(request: Request) -> bytes:
    """The whole body; raises BodyTooLarge as soon as that is known."""
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > LARGEST_BODY:
        raise BodyTooLarge
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise BodyTooLarge
    return bytes(body)


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form; files count as text, and other bodies as no form.

    They are kept with the request, so that whoever asks next has them too.
    """
    if _KEPT not in request.scope:
        request.scope[_KEPT] = await _read_form(request)
    kept: dict[str, str] = request.scope[_KEPT]
    return kept


async def _read_form(request: Request) -> dict[str, str]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        declared = request.headers.get("content-length", "")
        if not declared.isdigit() or int(declared) > LARGEST_BODY:
            raise BodyTooLarge
        async with request.form(max_part_size=LARGEST_BODY) as form:
            return {
                key: value if isinstance(value, str) else (await value.read()).decode("utf-8")
                for key, value in form.multi_items()
            }
    body = await read_body(request)
    if kind not in ("", _URLENCODED):
        return {}
    return fields(body)
