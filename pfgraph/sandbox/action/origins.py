"""Requests from pages of other sites: which are let in, and as whom.

See https://www.mediawiki.org/wiki/API:Cross-site_requests
"""

from __future__ import annotations

from collections.abc import Mapping

EXPOSED = "MediaWiki-API-Error, Retry-After, X-Database-Lag, MediaWiki-Login-Suppressed"
_METHODS = {"Access-Control-Allow-Methods": "POST, GET, HEAD"}
_ASKABLE = frozenset(
    [
        "accept",
        "accept-language",
        "content-language",
        "content-type",
        "accept-encoding",
        "dnt",
        "origin",
        "user-agent",
        "api-user-agent",
        "access-control-max-age",
        "authorization",
    ]
)
MISMATCH = "'origin' parameter does not match Origin header\n"


def suppressed(sent: Mapping[str, str]) -> bool:
    """Whether the request counts as a visitor's, as another site may read the answer."""
    script = sent.get("format", "").startswith("json") and "callback" in sent
    return script or sent.get("origin") == "*"


def mismatched(sent: Mapping[str, str], header: str | None) -> bool:
    """Whether `origin` names another site than the one the browser says it is on."""
    origin = sent.get("origin")
    return origin not in (None, "*") and origin not in (header or "").split()


def origin_headers(
    sent: Mapping[str, str], method: str, asked: Mapping[str, str]
) -> dict[str, str]:
    """The headers that tell a browser, and the client, what holds for it."""
    headers = {"MediaWiki-Login-Suppressed": "true"} if suppressed(sent) else {}
    if sent.get("origin") != "*":
        return headers
    headers |= {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Credentials": "false"}
    if method != "OPTIONS":
        return headers | {"Access-Control-Expose-Headers": EXPOSED}
    wanted = asked.get("access-control-request-headers", "")
    names = [each.strip() for each in wanted.split(",") if each.strip()]
    if names and all(each.lower() in _ASKABLE for each in names):
        headers["Access-Control-Allow-Headers"] = ", ".join(names)
    return headers | _METHODS
