"""The answer to a query as rows of cells for a page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from pfgraph.sandbox.pages.formerviews import Link
from pfgraph.sandbox.rdf.names import prefixes
from pfgraph.sandbox.sparql.endpoint import ask
from pfgraph.sandbox.sparql.graph import Graph

ROWS = 1000


@dataclass(frozen=True, slots=True)
class Table:
    """Names of the columns, the first rows, and whether there are more."""

    columns: tuple[str, ...]
    rows: list[list[Link]]
    more: bool


def table(graph: Graph, query: str) -> Table:
    """Ask and arrange; raises Refused for what is no query."""
    result = ask(graph, query)
    known = prefixes(graph.server)
    if isinstance(result, ox.QueryBoolean):
        return Table(("answer",), [[Link("yes" if result else "no")]], False)
    if isinstance(result, ox.QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        found = [
            [_cell(solution[name], known, graph.server) for name in columns]
            for solution in islice(result, ROWS + 1)
        ]
    else:
        columns = ("subject", "predicate", "object")
        found = [
            [_cell(term, known, graph.server) for term in triple]
            for triple in islice(result, ROWS + 1)
        ]
    return Table(columns, found[:ROWS], len(found) > ROWS)


def _cell(term: object, known: dict[str, str], server: str) -> Link:
    if term is None:
        return Link("")
    if isinstance(term, ox.Literal):
        return Link(term.value, "", term.language or "")
    if isinstance(term, ox.NamedNode):
        return Link(_short(term.value, known), _address(term.value, known, server))
    return Link(str(term))


def _short(iri: str, known: dict[str, str]) -> str:
    fitting = [(base, prefix) for prefix, base in known.items() if iri.startswith(base)]
    if not fitting:
        return iri
    base, prefix = max(fitting, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri[len(base) :]}"


def _address(iri: str, known: dict[str, str], server: str) -> str:
    local = iri.removeprefix(known["wd"])
    if local != iri and "/" not in local:
        return f"/wiki/{'Property' if local[:1] == 'P' else 'Item'}:{local}"
    if iri.startswith(server):
        return ""
    return iri if iri.startswith(("http://", "https://")) else ""
