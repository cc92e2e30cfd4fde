"""The ontology's own files, read into plain values."""

from pfgraph.ontology.declaration import Cardinality, Datatype, Declaration, declaration
from pfgraph.ontology.tables import Column, Table, positions, tables
from pfgraph.ontology.terms import Ontology, ontology

__all__ = [
    "Cardinality",
    "Column",
    "Datatype",
    "Declaration",
    "Ontology",
    "Table",
    "declaration",
    "ontology",
    "positions",
    "tables",
]
