"""The answer to a query as rows of cells for a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from pfgraph.sandbox.model.ids import normal_id
from pfgraph.sandbox.pages.views.links import Link
from pfgraph.sandbox.pages.visits import Visit
from pfgraph.sandbox.rdf.names import prefixes
from pfgraph.sandbox.sparql.endpoint import ask

ROWS = 1000
_TRIPLE = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Table:
    """Names of the columns, the first rows, and whether there are more."""

    columns: tuple[str, ...]
    rows: list[list[Link]]
    more: bool


def table(visit: Visit, query: str) -> Table:
    """Ask and arrange; raises Refused for what is no query."""
    result = ask(visit.graph, query)
    cell = _cells(visit)
    if isinstance(result, ox.QueryBoolean):
        return Table(("answer",), [[Link("yes" if result else "no")]], False)
    rows: Iterable[Iterable[object]]
    if isinstance(result, ox.QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        rows = ((solution[name] for name in columns) for solution in result)
    else:
        columns, rows = _TRIPLE, result
    found = [[cell(term) for term in row] for row in islice(rows, ROWS + 1)]
    return Table(columns, found[:ROWS], len(found) > ROWS)


def _cells(visit: Visit) -> Callable[[object], Link]:
    known = prefixes(visit.graph.server)

    def cell(term: object) -> Link:
        if term is None:
            return Link("")
        if isinstance(term, ox.Literal):
            language = term.language or ""
            return visit.reader.text(term.value, language) if language else Link(term.value)
        if isinstance(term, ox.NamedNode):
            entity_id = normal_id(term.value.removeprefix(known["wd"]))
            if entity_id:
                return visit.reader.link(entity_id)
            address = _address(term.value, visit.graph.server)
            return Link(_short(term.value, known), address)
        return Link(str(term))

    return cell


def _short(iri: str, known: dict[str, str]) -> str:
    fitting = [(base, prefix) for prefix, base in known.items() if iri.startswith(base)]
    if not fitting:
        return iri
    base, prefix = max(fitting, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri[len(base) :]}"


def _address(iri: str, server: str) -> str:
    if iri.startswith(server):
        return ""
    return iri if iri.startswith(("http://", "https://")) else ""
