"""pySHACL, the engine that gives every verdict; the only module that knows it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pyshacl
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from pfgraph.errors import PfgraphError
from pfgraph.namespaces import SH


@dataclass(frozen=True, slots=True)
class Verdict:
    """One result: which node failed which shape, and the value at fault where there is one."""

    focus: Node
    shape: Node
    value: Node | None


class _PreparedGraph(Graph):
    """A view of a graph that parses the text of each query once in a process.

    pySHACL hands over the text of a SHACL-SPARQL constraint again for every focus node, and
    parsing it took most of the time; https://www.w3.org/TR/shacl/#sparql-constraints
    """

    def __init__(self, graph: Graph) -> None:
        super().__init__(store=graph.store, identifier=graph.identifier)

    def query(self, query_object: str | Query, *arguments: Any, **options: Any) -> Result:
        if isinstance(query_object, str):
            query_object = _prepared(query_object)
        return super().query(query_object, *arguments, **options)


@cache
def _prepared(query: str) -> Query:
    return prepareQuery(query)


def verdicts(data: Graph, shapes: Graph) -> tuple[Verdict, ...]:
    """What fails, in no order. Nothing is inferred and neither graph is changed.

    Raises PfgraphError when the engine cannot carry out the shapes.
    """
    report = _report(data, shapes)
    return tuple(
        Verdict(focus, shape, report.value(result, SH.value))
        for result in report.objects(None, SH.result)  # not their details
        if (focus := report.value(result, SH.focusNode)) is not None
        and (shape := report.value(result, SH.sourceShape)) is not None
    )


def _report(data: Graph, shapes: Graph) -> Graph:
    try:
        _, report, text = pyshacl.validate(
            _PreparedGraph(data), shacl_graph=shapes, inference="none", advanced=False
        )
    except Exception as problem:  # the engine and its parsers raise many kinds
        raise PfgraphError(f"the shapes could not be carried out: {problem}") from problem
    if not isinstance(report, Graph):  # a ValidationFailure is returned, not raised
        raise PfgraphError(f"the shapes could not be carried out: {report or text}")
    return report
