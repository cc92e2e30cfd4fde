"""Dumps of a wiki, read as the wiki itself would be: JSON, entity data, Turtle, N-Triples.

https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON
https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format
"""

from pfgraph.wikibase.dump.reading import read_dump

__all__ = ["read_dump"]
