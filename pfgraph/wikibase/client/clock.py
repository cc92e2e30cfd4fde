"""The wiki's own time; that of this machine may be wrong and is only ever subtracted."""

from time import monotonic
from typing import Any

from pfgraph.wikibase.clock import earlier


class Timed:
    """What a connection knows of time; `opened_at` is when it was made, by a clock of its own."""

    opened_at: float

    def _ask(self, **asked: Any) -> dict[str, Any]:
        raise NotImplementedError

    def clock(self) -> str:
        """The wiki's own time."""
        answer = self._ask(action="query", meta="siteinfo", siprop="general")
        return str(answer["query"]["general"]["time"])

    def opened(self) -> str:
        """The wiki's own time when this connection was made, or a second before."""
        return earlier(self.clock(), monotonic() - self.opened_at + 1)
