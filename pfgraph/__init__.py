"""A knowledge graph of partnerships in the free knowledge ecosystem, kept on a Wikibase."""

__version__ = "0.1.0"
