"""How the road tells where it is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol


class Steps(Protocol):
    """Something that shows a step while it lasts; what `counting` gives is called once a thing."""

    def counting(
        self, name: str, total: int | None = None
    ) -> AbstractContextManager[Callable[[], None]]:
        """One step, with how many things it has to do where that is known."""
