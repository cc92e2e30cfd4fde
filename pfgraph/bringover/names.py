"""Who and what the names in raw cells mean: ids and labels of all rows that are there."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache

from rdflib import URIRef

from pfgraph.bringover.ids import slug
from pfgraph.namespaces import PF
from pfgraph.ontology.tables import tables
from pfgraph.ontology.terms import ontology

_PUBLIC = ("public", "the public", "general public")


@dataclass(slots=True)
class Names:
    """Known rows by table: their id under each name by which a raw table may call them."""

    known: dict[str, dict[str, str]] = field(default_factory=dict)
    _ids: dict[str, set[str]] = field(default_factory=dict)

    def learn(self, table: str, row_id: str, *names: str) -> None:
        """Takes in a row; a name that is taken stays with the row that had it first."""
        self._ids.setdefault(table, set()).add(row_id)
        there = self.known.setdefault(table, {})
        for name in (row_id, *names):
            if name:
                there.setdefault(_folded(name), row_id)

    def find(self, table: str, name: str) -> str:
        """The id of the row that is called so, by its id rather than by its name; "" if none is."""
        return name if name in self.ids(table) else self.known.get(table, {}).get(_folded(name), "")

    def cell(self, table: str, column: str, name: str) -> str:
        """How a cell of that column names the row: the bare id, or table/id where the bare one
        could mean several; "" where no row is called so."""
        within = tables_for(table, column)
        hits = [where for where in within if name in self.ids(where)] or [
            where for where in within if self.find(where, name)
        ]
        if not hits:
            return ""
        row_id = self.find(hits[0], name)
        clear = sum(row_id in self.ids(where) for where in within) == 1
        return row_id if clear else f"{hits[0]}/{row_id}"

    def ids(self, table: str) -> AbstractSet[str]:
        """The ids of all known rows of a table."""
        return self._ids.get(table, frozenset())

    def free(self, row_id: str, otherwise: str) -> str:
        """The id where no row of any table has it, else with what tells it apart."""
        taken = any(row_id in self.ids(table) for table in self.known)
        return f"{row_id}-{otherwise}" if taken else row_id


def is_public(name: str) -> bool:
    """Whether a name stands for everybody, who is no actor."""
    return name.casefold() in _PUBLIC


@cache
def tables_for(table: str, column: str) -> tuple[str, ...]:
    """The record tables whose rows may stand in a column, in the order of tables.yaml."""
    takes = tables()[table].columns[column].classes
    return tuple(
        name for name, entry in tables().items() if not takes or _fits(entry.classes[0], takes)
    )


def _fits(cls: URIRef, takes: frozenset[URIRef]) -> bool:
    above = ontology().superclasses(cls) if cls in ontology().classes else {PF.Nothing}
    return bool(takes.intersection(above))


def _folded(name: str) -> str:
    return slug(name) if name.isascii() else " ".join(name.casefold().split())
