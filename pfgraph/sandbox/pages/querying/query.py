"""The query page: an editor, the library of questions, the answer and its download."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from starlette.responses import Response

from pfgraph.sandbox.pages.querying.library import Question, library
from pfgraph.sandbox.pages.querying.resulttable import Table, table
from pfgraph.sandbox.pages.rendering import HEADERS, missing, show
from pfgraph.sandbox.pages.visits import Visit
from pfgraph.sandbox.rdf.names import prefixes
from pfgraph.sandbox.sparql.endpoint import Refused, run_query

_FORMATS = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
}
_TRIPLES = "text/turtle"
_LONGEST_LINK = 6000  # characters that every browser and server takes
_EXAMPLE = """SELECT ?item ?label WHERE {
  ?item a wikibase:Item ;
    rdfs:label ?label .
}
LIMIT 20"""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a query: a table, or the reason why there is none."""

    table: Table | None = None
    problem: str = ""


def query_page(visit: Visit) -> Response:
    """`query` is run; `question` puts one of the library into the editor, and runs it if told."""
    question = library().get(visit.field("question"))
    query, problem = visit.field("query"), ""
    if visit.field("question") and question is None:
        return missing(visit, f"There is no question “{visit.field('question')}”.")
    if question and not query:
        try:
            query = question.filled(_values(visit, question))
        except ValueError as error:
            problem = str(error)
    asks = bool(query) and visit.field("run") != "0" and not problem
    if asks and visit.field("download") in _FORMATS:
        return _download(visit, query, visit.field("download"))
    answered = _answered(visit, query) if asks else Answered(problem=problem)
    return _page(visit, question, query, answered)


def _values(visit: Visit, question: Question) -> dict[str, str]:
    return {each.name: visit.field(f"p.{each.name}") for each in question.parameters}


def _answered(visit: Visit, query: str) -> Answered:
    try:
        return Answered(table(visit, query))
    except Refused as refusal:
        return Answered(problem=str(refusal))


def _page(visit: Visit, question: Question | None, query: str, answered: Answered) -> Response:
    link = f"/query?{urlencode({'query': query})}" if query else ""
    values = _values(visit, question) if question else {}
    return show(
        visit, "query.html", question.title if question else "Query",
        400 if answered.problem else 200, question=question, values=values,
        query=query or _EXAMPLE, answer=answered.table, problem=answered.problem,
        link=link if len(link) < _LONGEST_LINK else "", formats=list(_FORMATS),
        groups=[
            (group, list(found))
            for group, found in groupby(library().values(), key=lambda each: each.group)
        ],
        prefixes=sorted(prefixes(visit.graph.server).items()),
    )  # fmt: skip


def _download(visit: Visit, query: str, form: str) -> Response:
    try:
        body, kind = run_query(visit.graph, query, f"{_FORMATS[form]}, {_TRIPLES};q=0.5")
    except Refused as refusal:
        return _page(visit, None, query, Answered(problem=str(refusal)))
    ending = "ttl" if kind == _TRIPLES else form
    name = f'attachment; filename="answer.{ending}"'
    return Response(body, media_type=kind, headers={**HEADERS, "Content-Disposition": name})
