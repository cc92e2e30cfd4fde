"""The rules: what follows from the records, kept in graphs of its own."""

from pfgraph.rules.derive import Derived, derive

__all__ = ["Derived", "derive"]
