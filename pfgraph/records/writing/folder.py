"""A folder of records brought up to what a graph says."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from pfgraph.namespaces import PFD
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.records.columns import ON_WIKI, Columns
from pfgraph.records.index import RecordIndex
from pfgraph.records.rows import Row, Written
from pfgraph.records.suggestions import Suggestions
from pfgraph.records.triples import RowReader
from pfgraph.records.vocabulary import Vocabulary
from pfgraph.records.writing.cells import Filled, Filling, Triple, facts, is_identity
from pfgraph.records.writing.csvfile import csv_text, new_csv, write
from pfgraph.records.writing.document import document_text
from pfgraph.records.writing.existing import Existing, existing, is_listed
from pfgraph.records.writing.named import Named, Thing, in_one_form, named
from pfgraph.records.writing.told import CellChange, Unheld

_FACT = (RDF.subject, RDF.predicate, RDF.object)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written: the new text of files by path; what changed; what is told besides.

    `only_here` are record ids of rows that the graph does not have; they stay. `elsewhere` are
    those that RDF files describe, which are not written.
    """

    files: dict[Path, str]
    changes: tuple[CellChange, ...]
    added: tuple[str, ...]
    only_here: tuple[str, ...]
    elsewhere: dict[str, str]
    unheld: tuple[Unheld, ...]

    def save(self) -> None:
        """Write the files, each whole or not at all."""
        for path, text in self.files.items():
            write(path, text)


def write_records(
    graph: Graph,
    folder: Path,
    first: Container[Triple] = frozenset(),
    addresses: bool = False,
) -> Outcome:
    """What the files of a folder have to hold so that they say what the graph does.

    Rows that are there keep their place, cells that say the same their text, files in which
    nothing changes every byte. `first` are triples that go before others where a cell takes only
    one value. A row tells its address on the wiki where it does so already, where it has no other
    name there, and in a new file; with `addresses` every row does. Nothing is written before
    `save`. Raises RecordError.
    """
    return _Writing(graph, folder, first, addresses).run()


class _Writing:
    def __init__(
        self, graph: Graph, folder: Path, first: Container[Triple], addresses: bool
    ) -> None:
        suggestions = Suggestions()
        self.folder, self.old = folder, existing(folder)
        self.columns = Columns(suggestions)
        vocabulary = Vocabulary(ontology(), declaration(), suggestions)
        self.found = named(graph, ontology(), tables(), vocabulary.relations, self.old.given)
        index = _index(self.found, self.old, suggestions)
        self.filling = Filling(
            self.found.graph,
            self.found.things,
            self.old,
            RowReader(ontology(), vocabulary, self.columns, index),
            self.columns,
            ontology(),
            _Renamed(first, self.found.things),
        )
        self.addresses = addresses

    def run(self) -> Outcome:
        things = self.found.things
        elsewhere = {each: path for each, path in self.old.elsewhere.items() if each in things}
        here = [each for each in self.old.rows if each in things]
        new = [each for each in sorted(things) if each not in self.old.rows | elsewhere]
        filled = [self._filled(things[each]) for each in [*here, *new]]
        added = [each.thing.record_id for each in filled[len(here) :]]
        return Outcome(
            dict(self._files(filled)),
            tuple(self._changes(filled)),
            tuple(added),
            tuple(each for each in self.old.rows if each not in things),
            elsewhere,
            (*self.found.unheld, *self._unheld(set(elsewhere))),
        )

    def _filled(self, thing: Thing) -> Filled:
        path, row = self._file(thing), self.old.rows.get(thing.record_id)
        tells = self.addresses or thing.is_given or (_tells(row) if row else not path.exists())
        return self.filling.row(thing, is_listed(path), tells)

    def _file(self, thing: Thing) -> Path:
        row = self.old.rows.get(thing.record_id)
        default = self.folder / f"{thing.table.name}.csv"
        return Path(row.path) if row else self.old.files.get(thing.table.name, default)

    def _files(self, filled: list[Filled]) -> Iterator[tuple[Path, str]]:
        """The files in which something changes, with their new text."""
        by_file: dict[Path, list[Filled]] = {}
        for each in filled:
            if each.changed:
                by_file.setdefault(self._file(each.thing), []).append(each)
        for path, rows in by_file.items():
            if is_listed(path):
                yield path, self._document(path, rows)
            elif path.exists():
                yield path, self._csv(path, rows)
            else:
                yield path, new_csv(rows[0].thing.table, self.columns, [r.cells for r in rows])

    def _csv(self, path: Path, rows: list[Filled]) -> str:
        lines = {row.line: each for each, row in self.old.of_file(path)}
        there = {each: line for line, each in lines.items()}
        replaced = {
            there[each.thing.record_id]: each.cells
            for each in rows
            if each.thing.record_id in there
        }
        new = [each.cells for each in rows if each.thing.record_id not in there]
        return csv_text(path, rows[0].thing.table, self.columns, replaced, new)

    def _document(self, path: Path, rows: list[Filled]) -> str:
        cells = {each.thing.record_id: each for each in rows}
        kept: list[tuple[str, dict[str, Written]]] = []
        for record_id, row in self.old.of_file(path):
            changed = cells.pop(record_id, None)
            kept.append((row.table.name, changed.cells if changed else dict(row.cells)))
        kept += [(each.thing.table.name, each.cells) for each in cells.values()]
        return document_text(path, kept)

    def _changes(self, filled: list[Filled]) -> Iterator[CellChange]:
        for each in filled:
            row = self.old.rows.get(each.thing.record_id)
            for name in sorted(each.changed) if row else ():
                after = _text(each.cells.get(name, ""))
                before = _text(row.cells.get(name, "")) if row else ""
                yield CellChange(each.thing.record_id, name, before, after)

    def _unheld(self, elsewhere: set[str]) -> Iterator[Unheld]:
        """All that the graph says and that now stands in no cell, with the reason."""
        held = self.filling.held | set(facts(self.found.graph, self.found.things))
        for triple in sorted(self.found.graph):
            subject = str(triple[0]).removeprefix(PFD)
            if triple in held or is_identity(triple) or subject in elsewhere:
                continue
            if subject in self.found.things:
                reason = self.filling.failed.get(triple, "the table has no column for it")
                yield Unheld(subject, _said(triple), reason)
            elif (triple[0], RDF.type, RDF.Statement) in self.found.graph:
                yield from self._beside(triple)

    def _beside(self, triple: Triple) -> Iterator[Unheld]:
        """What is said of a plain statement, which has no row of its own."""
        node, prop, _ = triple
        if prop not in _FACT:
            graph = self.found.graph
            subject, of, value = (graph.value(node, part) for part in _FACT)
            if subject is not None and of is not None and value is not None:
                of_what = _said((subject, of, value))
                reason = f"a table has no room for what is said of its cells ({of_what})"
                yield Unheld(str(subject).removeprefix(PFD), _said(triple), reason)


class _Renamed:
    """Triples of the graph as it came, asked for by the names of records."""

    def __init__(self, triples: Container[Triple], things: dict[str, Thing]) -> None:
        self.triples = triples
        self.nodes: dict[Node, Node] = {PFD[each]: thing.node for each, thing in things.items()}

    def __contains__(self, triple: object) -> bool:
        if not isinstance(triple, tuple):
            return False
        subject, prop, value = triple
        return (
            self.nodes.get(subject, subject),
            prop,
            self.nodes.get(value, value),
        ) in self.triples


def _index(found: Named, old: Existing, suggestions: Suggestions) -> RecordIndex:
    index = RecordIndex(ontology(), suggestions)
    for record_id, cls in old.classes.items():
        index.add(record_id, cls)
    for thing in found.things.values():
        index.add(thing.record_id, thing.cls)
    return index


def _tells(row: Row) -> bool:
    return bool(row.text(ON_WIKI.name))


def _text(written: Written) -> str:
    return written if isinstance(written, str) else "; ".join(written)


def _said(triple: Triple) -> str:
    _, prop, value = triple
    label = ontology().label(prop) if isinstance(prop, URIRef) else str(prop)
    return f"{label} “{str(in_one_form(value)).removeprefix(PFD)}”"
