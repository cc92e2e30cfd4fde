"""rdflib's parsers, without their warnings, and whatever goes wrong in them as one error."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from rdflib import Dataset, Graph, URIRef

from pfgraph.namespaces import PFD, new_graph


class ParsingError(ValueError):
    """A text that a parser refuses; `line` counts from 1, and is 1 where it is not known."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def parsed(text: str, form: str) -> Graph:
    """The triples of a text in one graph, named graphs and all; IRIs are relative to the records.

    Raises ParsingError.
    """
    graph, found = new_graph(), Dataset()
    try:
        with _in_quiet():
            found.parse(data=text, format=form, publicID=str(PFD))
    except Exception as error:  # the parsers let through whatever goes wrong inside them
        line = getattr(error, "lines", 0) + 1
        why = getattr(error, "_why", "") or str(error) or type(error).__name__
        raise ParsingError(line, why) from error
    for subject, predicate, value, _ in found.quads():
        graph.add((subject, predicate, value))
    for prefix, namespace in found.namespaces():
        graph.bind(prefix, namespace)
    return graph


def iri(said: str) -> URIRef | None:
    """The IRI that a file writes, relative to the records; None where it is malformed."""
    try:
        with _in_quiet():
            return URIRef(said, base=str(PFD))
    except ValueError:
        return None


@contextmanager
def _in_quiet() -> Iterator[None]:
    """Without warnings of malformed IRIs, which are findings here, and of rdflib about itself."""
    log = logging.getLogger("rdflib.term")
    before, log.disabled = log.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        log.disabled = before
