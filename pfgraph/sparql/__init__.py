"""Questions in SPARQL: the embedded store, the library, and how answers are written."""
