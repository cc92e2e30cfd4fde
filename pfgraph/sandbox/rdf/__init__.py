"""The RDF form of entities, and `Special:EntityData`."""
