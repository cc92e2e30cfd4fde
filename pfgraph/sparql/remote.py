"""A SPARQL endpoint on the web, through SPARQLWrapper."""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.error import HTTPError, URLError

from rdflib import BNode, Literal, URIRef
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from pfgraph import __version__
from pfgraph.errors import QueryError
from pfgraph.sparql.binding import Term, bind
from pfgraph.sparql.results import Node, ResultTable

AGENT = f"pfgraph/{__version__} (SPARQL client; +https://w3id.org/partnerships-framework/)"
TIMEOUT = 60  # seconds for one answer
TRIES = 3
LONGEST_WAIT = 60.0  # seconds; what a server asks for beyond this is an error


class RemoteEndpoint:
    """Answers SELECT queries over HTTP, by POST; waits when the server says Retry-After."""

    def __init__(self, url: str, timeout: int = TIMEOUT) -> None:
        self.url = url
        self._timeout = timeout

    def select(self, text: str, bindings: Mapping[str, Term] | None = None) -> ResultTable:
        """The rows of a SELECT; QueryError when the endpoint refuses or cannot be reached."""
        query = bind(text, bindings or {})
        for attempt in range(1, TRIES + 1):
            try:
                return _table(self._ask(query))
            except HTTPError as error:
                wait = _retry_after(error)
                if wait is None or attempt == TRIES:
                    raise QueryError(f"{self.url} answered {error.code} {error.reason}") from error
                time.sleep(wait)
            except (SPARQLWrapperException, URLError, TimeoutError, ValueError) as error:
                raise QueryError(f"{self.url}: {_words(error)}") from error
        raise AssertionError("the loop returns or raises")

    def _ask(self, query: str) -> dict[str, Any]:
        wrapper = SPARQLWrapper(self.url, agent=AGENT)
        wrapper.setMethod(POST)
        wrapper.setReturnFormat(JSON)
        wrapper.setTimeout(self._timeout)
        wrapper.setQuery(query)
        answer = wrapper.queryAndConvert()
        if not isinstance(answer, dict) or "bindings" not in answer.get("results", {}):
            raise QueryError(f"{self.url} gave no rows; only SELECT can be asked of an endpoint")
        return answer


def _retry_after(error: HTTPError) -> float | None:
    """Seconds to wait before asking again, or None when that would not help."""
    said = error.headers.get("Retry-After") if error.headers else None
    if error.code not in (429, 503) or said is None:
        return None
    seconds = (
        float(said) if said.isdigit() else parsedate_to_datetime(said).timestamp() - time.time()
    )
    return max(seconds, 0.0) if seconds <= LONGEST_WAIT else None


def _table(answer: dict[str, Any]) -> ResultTable:
    names = tuple(answer["head"]["vars"])
    rows = answer["results"]["bindings"]
    return ResultTable(
        names,
        tuple(tuple(_node(row[name]) if name in row else None for name in names) for row in rows),
    )


def _node(said: dict[str, str]) -> Node:
    """A term of https://www.w3.org/TR/sparql11-results-json/"""
    value = said["value"]
    if said["type"] == "uri":
        return URIRef(value)
    if said["type"] == "bnode":
        return BNode(value)
    if "xml:lang" in said:
        return Literal(value, lang=said["xml:lang"])
    datatype = said.get("datatype")
    return Literal(value, datatype=URIRef(datatype) if datatype else None, normalize=False)


def _words(error: Exception) -> str:
    reason = getattr(error, "reason", None) or getattr(error, "msg", None) or error
    lines = str(reason).strip().splitlines()
    return lines[0] if lines else type(error).__name__
