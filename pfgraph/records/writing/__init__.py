"""A graph written back into tables and YAML, beside what stands there already."""

from pfgraph.records.writing.folder import Outcome, write_records
from pfgraph.records.writing.told import Unheld

__all__ = ["Outcome", "Unheld", "write_records"]
