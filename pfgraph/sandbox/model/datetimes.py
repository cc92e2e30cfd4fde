"""Times as the wiki writes them."""

from __future__ import annotations

from datetime import UTC, datetime

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def now() -> str:
    """This second, in UTC."""
    return datetime.now(UTC).strftime(_FORM)


def parsed(text: str) -> datetime:
    """The point in time that `now` wrote."""
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)
