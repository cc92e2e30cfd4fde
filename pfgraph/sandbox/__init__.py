"""A small Wikibase for tests, rehearsals and demonstrations; not a wiki to keep data on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pfgraph.sandbox.server import Sandbox

__all__ = ["Sandbox"]


def __getattr__(name: str) -> Any:
    """Bring the server in when it is asked for: the parts that need none start faster."""
    if name == "Sandbox":
        from pfgraph.sandbox.server import Sandbox

        return Sandbox
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
