"""Answers of EntityData that are no data: redirects and refusals, with the headers of a wiki."""

from __future__ import annotations

import html
from email.utils import formatdate

from starlette.responses import HTMLResponse, RedirectResponse, Response

OPEN = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
FRAMED = {"X-Frame-Options": "DENY"}
_UNKEPT = {
    "Vary": "Accept-Encoding, Cookie",
    "Expires": "Thu, 01 Jan 1970 00:00:00 GMT",
    "Cache-Control": "private, must-revalidate, max-age=0",
}
_SERVER_PAGE = (
    "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n"
    "<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n"
)


def refusal(status: int, title: str, text: str) -> Response:
    """A short page that says what is wrong."""
    safe = html.escape(text, quote=False).replace("'", "&#039;").replace('"', "&quot;")
    page = (
        f"<!DOCTYPE html>\n<html><head><title>{title}</title>"
        '<meta name="color-scheme" content="light dark" /></head>\n'
        f"<body><h1>{title}</h1><p>{safe}</p></body></html>\n"
    )
    return HTMLResponse(page, status, headers=OPEN)


def led_to(address: str, status: int = 303) -> Response:
    """A redirect that the wiki itself gives."""
    headers = OPEN | _UNKEPT | {"Last-Modified": formatdate(usegmt=True)}
    headers["Content-Type"] = "text/html; charset=UTF-8"
    return RedirectResponse(address, status, headers)


def unchanged() -> Response:
    """Nothing is newer than what the client has."""
    headers = OPEN | FRAMED | _UNKEPT | {"Content-Language": "en"}
    return Response(status_code=304, headers=headers)


def server_page(status: int, title: str, address: str = "") -> Response:
    """What the web server before a wiki answers by itself, in the words of the recorded one."""
    headers = {"Content-Type": "text/html"}
    if address:
        headers["Location"] = address
    return Response(_SERVER_PAGE.format(f"{status} {title}"), status, headers)
