"""The HTML pages by which a gateway tells that the wiki behind it does not answer."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import HTMLResponse, Response

from pfgraph.sandbox.faults.fault import Fault

SERVER = "nginx/1.22.1"
RETRY_AFTER = 5  # seconds, where the fault does not say
_NAMES = {503: "Service Temporarily Unavailable", 504: "Gateway Time-out"}


def gateway_page(fault: Fault) -> Response:
    """The answer of `http-error` and `too-many-requests`."""
    too_many = fault.kind == "too-many-requests"
    status = 429 if too_many else fault.status
    pause = RETRY_AFTER if too_many and fault.retry_after is None else fault.retry_after
    headers = {} if pause is None else {"Retry-After": str(pause)}
    title = f"{status} {_NAMES.get(status) or HTTPStatus(status).phrase}"
    page = (
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n"
        f"<center><h1>{title}</h1></center>\r\n<hr><center>{SERVER}</center>\r\n"
        "</body>\r\n</html>\r\n"
    )
    response = HTMLResponse(page, status, headers)
    response.headers["content-type"] = "text/html"
    return response
