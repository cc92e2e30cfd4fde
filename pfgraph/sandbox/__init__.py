"""A small Wikibase for tests, rehearsals and demonstrations; not a wiki to keep data on."""

from pfgraph.sandbox.server import Sandbox

__all__ = ["Sandbox"]
