"""The time of a revision in words."""

from __future__ import annotations

from datetime import UTC

from pfgraph.sandbox.model.datetimes import parsed

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def moment(timestamp: str) -> str:
    """Such as `5 May 2026, 14:03 UTC`."""
    when = parsed(timestamp).astimezone(UTC)
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}, {when:%H:%M} UTC"
