"""Faults on demand: what goes wrong, when, and for whom."""

from pfgraph.sandbox.faults.fault import Fault
from pfgraph.sandbox.faults.problems import FaultError
from pfgraph.sandbox.faults.register import Faults

__all__ = ["Fault", "FaultError", "Faults"]
