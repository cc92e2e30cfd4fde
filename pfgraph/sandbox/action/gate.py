"""What a wiki looks at before it carries a request out: read-only mode, then lag.

See https://www.mediawiki.org/wiki/Manual:Maxlag_parameter.
"""

from __future__ import annotations

from pfgraph.sandbox.conditions import current
from pfgraph.sandbox.model.errors import ApiError

SHORTEST_PAUSE = 5  # seconds; Retry-After is never less
_ALONE = -1.0  # the lag of a wiki with one database, as a client with a negative `maxlag` learns
_LAGGED = "Waiting for a database server: {} seconds lagged."


class Lagged(ApiError):
    """The databases lag by more than the client puts up with; `headers` go with the answer."""

    def __init__(self, lag: float, maxlag: int) -> None:
        extra = {"host": "db2", "lag": lag, "type": "db"}
        super().__init__("maxlag", _LAGGED.format(f"{lag:g}"), extra=extra)
        self.headers = {
            "Retry-After": str(max(maxlag, SHORTEST_PAUSE)),
            "X-Database-Lag": str(int(lag)),
        }


def read_only(reason: str) -> ApiError:
    """What everything that would write ends in while the wiki is read-only."""
    text = "The wiki is currently in read-only mode."
    return ApiError("readonly", text, extra={"readonlyreason": reason})


def check_gate(writes: bool, maxlag: int | None) -> None:
    """Raise `readonly` for what would write, and `maxlag` where the lag is above `maxlag`."""
    conditions = current()
    if writes and conditions.read_only:
        raise read_only(conditions.read_only)
    lag = conditions.lag or _ALONE
    if maxlag is not None and lag > maxlag:
        raise Lagged(lag, maxlag)
