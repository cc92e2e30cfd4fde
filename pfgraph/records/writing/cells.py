"""The cells of every row, as the graph has them; a cell that says the same stays as it was."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from pfgraph.namespaces import PF, PFD
from pfgraph.ontology import Column, Ontology
from pfgraph.ontology.tables import Kind
from pfgraph.records.cells import CellError
from pfgraph.records.columns import ON_WIKI, Columns, UnknownColumn, Use
from pfgraph.records.languages import DEFAULT
from pfgraph.records.rows import Row, Written
from pfgraph.records.triples import RowReader
from pfgraph.records.writing.existing import Existing
from pfgraph.records.writing.named import Thing
from pfgraph.records.writing.words import CellWords

Triple = tuple[Node, Node, Node]
_APART = (Kind.ID, Kind.CLASS)


@dataclass(frozen=True, slots=True)
class Filled:
    """The cells of one row, and which of them are not as they were."""

    thing: Thing
    cells: dict[str, Written]
    changed: frozenset[str]


@dataclass
class Filling:
    """Fills rows from a graph whose nodes are named after record ids.

    `first` are triples that go before others where a cell takes one value. After `row` was called
    for every thing, `held` are the triples that stand in a cell and `failed` why others do not.
    """

    graph: Graph
    things: dict[str, Thing]
    old: Existing
    reader: RowReader
    columns: Columns
    terms: Ontology
    first: Container[Triple]
    held: set[Triple] = field(default_factory=set)
    failed: dict[Triple, str] = field(default_factory=dict)
    _places: dict[Triple, set[tuple[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = CellWords(self.reader, self.terms)
        for record_id in self.things.keys() & self.old.rows.keys():
            row = self.old.rows[record_id]
            for name in row.cells:
                use = self.columns.find(row.table, name)
                for triple in self._stated(record_id, row, use):
                    self._places.setdefault(triple, set()).add((record_id, use.name))

    def row(self, thing: Thing, listed: bool, on_wiki: bool) -> Filled:
        """The cells of a thing's row; `on_wiki` says whether its address on the wiki is told."""
        old = self.old.rows.get(thing.record_id)
        before = dict(old.cells) if old else {}
        cells = self._identity(thing, before, on_wiki)
        for use in self._uses(thing, before):
            shell = Row(thing.table, "", 0, cells)  # what an affiliation takes depends on itself
            kept = self._cell(thing, self.reader.meant(shell, use), before.get(use.name), listed)
            if kept:
                cells[use.name] = kept
        names = before.keys() | cells.keys()
        changed = {name for name in names if before.get(name) != cells.get(name)}
        return Filled(thing, cells, frozenset(changed))

    def _identity(
        self, thing: Thing, before: dict[str, Written], on_wiki: bool
    ) -> dict[str, Written]:
        cells: dict[str, Written] = {
            "id": before.get("id", thing.record_id.partition("/")[2]),
        }
        if self.old.classes.get(thing.record_id) == thing.cls and "class" in before:
            cells["class"] = before["class"]
        elif thing.cls != thing.table.classes[0]:
            cells["class"] = self.terms.label(thing.cls)
        if on_wiki:
            cells[ON_WIKI.name] = str(thing.node)
        return cells

    def _uses(self, thing: Thing, before: dict[str, Written]) -> Iterator[Use]:
        """The columns that a row fills, each in every language that is there."""
        for column in thing.table.columns.values():
            if column.kind in _APART:
                continue
            if column.kind is not Kind.TEXT:
                yield Use(column.name, column)
                continue
            tags = {_language(value) for value in self._values(thing, column)}
            named = (self.columns.find(thing.table, name) for name in before)
            tags |= {use.language for use in named if use.column.name == column.name}
            for tag in sorted(tags, key=lambda each: (each != DEFAULT, each)):
                yield self._in_language(thing, column, tag)

    def _in_language(self, thing: Thing, column: Column, tag: str) -> Use:
        if tag == DEFAULT:
            return Use(column.name, column)
        try:
            return self.columns.find(thing.table, f"{column.name}_{tag.replace('-', '_')}")
        except UnknownColumn:
            return Use(column.name, column, tag)  # what is said of it is told as not held

    def _values(self, thing: Thing, column: Column) -> list[Node]:
        node = PFD[thing.record_id]
        if column.inverse:
            return list(self.graph.subjects(column.prop, node))
        return list(self.graph.objects(node, column.prop))

    def _cell(self, thing: Thing, use: Use, before: Written | None, listed: bool) -> Written:
        """What the cell holds: as it was where it says the same."""
        column, node = use.column, PFD[thing.record_id]
        old = (self.words.nodes(use, before) if before else ()) or ()
        texts: dict[Node, str] = {}
        for value in self._values(thing, column):
            if column.kind is Kind.TEXT and _language(value) != use.language:
                continue
            triple = (value, column.prop, node) if column.inverse else (node, column.prop, value)
            if not self._belongs(thing, use, triple):
                continue
            if value in old:  # whatever it looks like, it is read as this value
                texts[value] = ""
                continue
            if use.language != DEFAULT and use.name == column.name:
                self.failed[triple] = f"there is no column for the language “{use.language}”"
                continue
            try:
                texts[value] = self.words.text(use, value, listed)
            except CellError as error:
                self.failed[triple] = str(error)
        chosen = self._chosen(thing, use, old, texts)
        self.held |= {
            (value, column.prop, node) if column.inverse else (node, column.prop, value)
            for value in chosen
        }
        if before and set(chosen) == set(old):
            return before
        return self._written(use, chosen, listed)

    def _chosen(
        self, thing: Thing, use: Use, old: tuple[Node, ...], texts: dict[Node, str]
    ) -> list[Node]:
        """The values in the order of the cell: those that stood there, then the others."""
        node, prop = PFD[thing.record_id], use.column.prop
        ranked = sorted(
            texts,
            key=lambda value: (
                old.index(value) if value in old else len(old),
                (node, prop, value) not in self.first,
                texts[value],
            ),
        )
        if use.column.many:
            return ranked
        for value in ranked[1:]:
            self.failed[(node, prop, value)] = (
                f"the column {use.name} takes one value, and holds “{texts[ranked[0]] or old[0]}”"
            )
        return ranked[:1]

    def _written(self, use: Use, chosen: list[Node], listed: bool) -> Written:
        texts = [self.words.text(use, value, listed) for value in chosen]
        if listed and len(texts) > 1:
            return tuple(texts)
        return "; ".join(texts)

    def _stated(self, record_id: str, row: Row, use: Use) -> Iterator[Triple]:
        if use.column.kind in _APART:
            return
        use, node = self.reader.meant(row, use), PFD[record_id]
        for value in self.words.nodes(use, row.cells[use.name]) or ():
            prop = use.column.prop
            yield (value, prop, node) if use.column.inverse else (node, prop, value)

    def _belongs(self, thing: Thing, use: Use, triple: Triple) -> bool:
        """Whether a triple that two rows may hold, one of them backwards, stands in this one."""
        if places := self._places.get(triple):
            return (thing.record_id, use.name) in places
        return use.column.inverse or not self._held_backwards(triple)

    def _held_backwards(self, triple: Triple) -> bool:
        subject, prop, value = triple
        other = self.things.get(str(value).removeprefix(PFD))
        if other is None:
            return False
        backwards = [c for c in other.table.columns.values() if c.inverse and c.prop == prop]
        for column in backwards:
            try:
                return bool(self.words.text(Use(column.name, column), subject, True))
            except CellError:
                continue
        return False


def _language(value: Node) -> str:
    return (value.language or DEFAULT).lower() if isinstance(value, Literal) else DEFAULT


def is_identity(triple: Triple) -> bool:
    """Whether a triple says what something is or what its id is, not more."""
    return triple[1] in (RDF.type, PF.recordId)


def facts(graph: Graph, things: dict[str, Thing]) -> Iterator[Triple]:
    """The plain facts that rows of affiliations state beside themselves."""
    for thing in things.values():
        if thing.cls == RDF.Statement:
            node = PFD[thing.record_id]
            parts = [graph.value(node, part) for part in (RDF.subject, RDF.predicate, RDF.object)]
            if all(isinstance(part, Node) for part in parts):
                subject, prop, value = (URIRef(str(part)) for part in parts)
                yield (subject, prop, value)
