"""Questions in SPARQL: the embedded store, the library of questions, and how answers are written."""
