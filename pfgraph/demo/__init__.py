"""The whole road on records, from an empty wiki to answers, in one folder."""

from pfgraph.demo.road import Road, walk
from pfgraph.demo.summary import summary

__all__ = ["Road", "summary", "walk"]
