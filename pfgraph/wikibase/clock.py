"""Times of a wiki's clock, written as 2026-11-22T19:30:00Z."""

from datetime import datetime, timedelta

FORM = "%Y-%m-%dT%H:%M:%SZ"


def earlier(timestamp: str, seconds: float) -> str:
    """A time some seconds before another."""
    return (datetime.strptime(timestamp, FORM) - timedelta(seconds=seconds)).strftime(FORM)
