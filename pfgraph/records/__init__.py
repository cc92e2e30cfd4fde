"""Files of records, read into one ontology graph; every finding names file, row and column."""

from pfgraph.records.addresses import normal_address
from pfgraph.records.origins import Origins
from pfgraph.records.read import Records, read_records

__all__ = ["Origins", "Records", "normal_address", "read_records"]
