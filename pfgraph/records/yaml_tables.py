"""Rows in a YAML or JSON document.

A document is a mapping of tables to rows, one row with the name of its `table`, or a list of
such rows. Rows are a list of mappings with an `id`, or a mapping of ids to mappings. A row may
hold rows of other tables: they point back to it in the column that takes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from rdflib import URIRef

from pfgraph.findings import Finding, Location, Severity
from pfgraph.ontology import Column, Ontology, Table
from pfgraph.ontology.tables import Kind
from pfgraph.records.cells import shown
from pfgraph.records.columns import Columns, UnknownColumn, Use
from pfgraph.records.documents import BOOL, NULL, line_of, pairs
from pfgraph.records.languages import languages
from pfgraph.records.rows import Row, Written
from pfgraph.records.suggestions import Suggestions, did_you_mean

_POINTING = (Kind.RECORD, Kind.RECORD_OR_CONCEPT)
_APART = frozenset({"table", "@context"})


@dataclass(frozen=True, slots=True)
class YamlTables:
    """Reads the nodes of one file; what is wrong with them is added to `findings`."""

    path: str
    tables: dict[str, Table]
    terms: Ontology
    columns: Columns
    suggestions: Suggestions
    findings: list[Finding] = field(default_factory=list)

    def rows(self, document: yaml.Node | None) -> Iterator[Row]:
        """All rows of a document, each before the rows that stand within it."""
        if isinstance(document, yaml.SequenceNode):
            for node in document.value:
                yield from self._single(node)
        elif isinstance(document, yaml.MappingNode):
            keys = {key for key, _, _ in pairs(document)}
            if "table" in keys or "class" in keys or "id" in keys:
                yield from self._single(document)
            else:
                yield from self._by_table(document)
        elif document is not None and document.tag != NULL:
            self._report(document, "there are no rows here; begin with a table: actors:")

    def _by_table(self, document: yaml.MappingNode) -> Iterator[Row]:
        for name, key, value in pairs(document):
            table = self.tables.get(name.casefold())
            if table is not None:
                yield from self._of_table(table, value, "")
            elif name not in _APART:
                self._report(key, f'"{shown(name)}" is no table{self._near_table(name)}', name)

    def _single(self, node: yaml.Node) -> Iterator[Row]:
        if not isinstance(node, yaml.MappingNode):
            self._report(node, "a row is a mapping of columns to values, such as id: unesco")
            return
        named = {key: value.value for key, _, value in pairs(node)}
        table = self._table_of(str(named.get("table", "")), str(named.get("class", "")))
        if table is not None:
            yield from self._row(table, node, "", "")
        elif "table" in named:
            said = str(named["table"])
            self._report(node, f'"{shown(said)}" is no table{self._near_table(said)}', said)
        else:
            self._report(node, "the row does not say its table; add a line such as table: actors")

    def _table_of(self, name: str, cls: str) -> Table | None:
        if name:
            return self.tables.get(name.casefold())
        for table in self.tables.values():
            said = {each for term in table.classes for each in self.terms.names(term)}
            if cls and cls.casefold() in {each.casefold() for each in said}:
                return table
        return None

    def _of_table(self, table: Table, node: yaml.Node, parent: str) -> Iterator[Row]:
        if isinstance(node, yaml.SequenceNode):
            for each in node.value:
                yield from self._item(table, each, "", parent)
        elif isinstance(node, yaml.MappingNode):
            if any(key == "id" for key, _, _ in pairs(node)):
                yield from self._row(table, node, "", parent)
            else:
                for row_id, _, value in pairs(node):
                    yield from self._item(table, value, row_id, parent)
        elif node.tag != NULL:
            self._report(node, f"{table.name} holds rows: a list of mappings, each with an id")

    def _item(self, table: Table, node: yaml.Node, row_id: str, parent: str) -> Iterator[Row]:
        if isinstance(node, yaml.MappingNode):
            yield from self._row(table, node, row_id, parent)
        else:
            said = f"a row of {table.name} is a mapping of columns to values, such as id: x"
            scalar = isinstance(node, yaml.ScalarNode) and node.tag != NULL
            self._report(node, said, str(node.value) if scalar else "")

    def _row(self, table: Table, node: yaml.MappingNode, row_id: str, parent: str) -> Iterator[Row]:
        cells: dict[str, Written] = {}
        lines: dict[str, int] = {}
        within: list[Row] = []
        if row_id:
            cells["id"] = row_id
        own = row_id or next((str(v.value) for key, _, v in pairs(node) if key == "id"), "")
        for name, key, value in pairs(node):
            for use, written in self._cells(table, own, name, key, value, within):
                if cells.get(use.name, written) != written:
                    self._report(key, f'column "{use.name}" is there twice; keep one', use.name)
                    continue
                cells[use.name] = written
                lines[use.name] = line_of(value)
        self._point_back(table, node, parent, cells)
        yield Row(table, self.path, line_of(node), cells, lines)
        yield from within

    def _point_back(
        self, table: Table, node: yaml.MappingNode, parent: str, cells: dict[str, Written]
    ) -> None:
        if not parent:
            return
        column = self._column_to(table, self.tables[parent.partition("/")[0]])
        if column is None:
            self._report(node, f"{table.name} cannot stand within {parent}; put them beside it")
        else:
            cells.setdefault(column.name, parent)

    def _column_to(self, table: Table, above: Table) -> Column | None:
        pointing = [each for each in table.columns.values() if each.kind in _POINTING]
        pointing.sort(key=lambda each: (each.name not in table.required, not each.classes))
        return next((each for each in pointing if self._takes(each, above.classes[0])), None)

    def _takes(self, column: Column, cls: URIRef) -> bool:
        return not column.classes or not column.classes.isdisjoint(self.terms.superclasses(cls))

    def _cells(
        self,
        table: Table,
        own: str,
        name: str,
        key: yaml.Node,
        value: yaml.Node,
        within: list[Row],
    ) -> Iterator[tuple[Use, Written]]:
        if name in _APART:
            return
        try:
            use = self.columns.find(table, name)
        except UnknownColumn as error:
            if name.casefold() in self.tables:
                record_id = own if "/" in own else f"{table.name}/{own}"
                within.extend(self._of_table(self.tables[name.casefold()], value, record_id))
            else:
                self._report(key, f"{error}{self._beside(name)}", name)
            return
        if isinstance(value, yaml.MappingNode) and use.column.kind is Kind.TEXT:
            yield from self._languages(table, use, value)
        elif written := self._written(use, value, within):
            yield use, written

    def _languages(
        self, table: Table, use: Use, node: yaml.MappingNode
    ) -> Iterator[tuple[Use, Written]]:
        for code, key, value in pairs(node):
            if code.casefold() not in languages():
                said = (
                    f'"{shown(code)}" is no language that a Wikibase knows; write {{en: …, fr: …}}'
                )
                self._report(key, said, code)
            elif written := self._written(use, value, []):
                yield self.columns.find(table, f"{use.name}_{code.replace('-', '_')}"), written

    def _written(self, use: Use, node: yaml.Node, within: list[Row]) -> Written:
        if isinstance(node, yaml.SequenceNode):
            return tuple(
                text for each in node.value if (text := self._value(use, each, within)).strip()
            )
        return self._value(use, node, within)

    def _value(self, use: Use, node: yaml.Node, within: list[Row]) -> str:
        if isinstance(node, yaml.ScalarNode):
            return "" if node.tag == NULL else _text(use, node)
        table = self._table_in(use)
        if isinstance(node, yaml.MappingNode) and table is not None:
            rows = list(self._row(table, node, "", ""))
            within.extend(rows)
            return f"{table.name}/{rows[0].text('id').removeprefix(table.name + '/')}"
        self._report(node, f'column "{use.name}" takes texts, not {_shape(node)}', use.name)
        return ""

    def _table_in(self, use: Use) -> Table | None:
        """The table of rows that are written out within a column, where there is but one."""
        if use.column.kind not in _POINTING:
            return None
        fitting = [t for t in self.tables.values() if set(t.classes) & use.column.classes]
        if not fitting:
            fitting = [t for t in self.tables.values() if self._takes(use.column, t.classes[0])]
        return fitting[0] if len(fitting) == 1 else None

    def _beside(self, name: str) -> str:
        if name == "<<":
            return "; repeat the columns in each row"
        near = self.suggestions.near("tables", self.tables, name)
        return f"; rows of another table may stand here too, such as {near[0]}" if near else ""

    def _near_table(self, name: str) -> str:
        near = self.suggestions.near("tables", self.tables, name)
        return did_you_mean(near) or "; tables are " + ", ".join(self.tables)

    def _report(self, node: yaml.Node, message: str, value: str = "") -> None:
        place = Location(self.path, line_of(node))
        self.findings.append(Finding(Severity.VIOLATION, message, place, value=value))


def _text(use: Use, node: yaml.ScalarNode) -> str:
    if use.column.kind is Kind.CONCEPT and node.tag == BOOL and not node.style:
        return {"true": "yes", "false": "no"}.get(node.value.lower(), str(node.value))
    return str(node.value)


def _shape(node: yaml.Node) -> str:
    return "a mapping" if isinstance(node, yaml.MappingNode) else "lists within a list"
