"""Turtle and N-Triples, with the lines of their subjects."""

import re
from collections.abc import Iterator

from rdflib import Graph, URIRef

from pfgraph.namespaces import new_graph
from pfgraph.records.parsing import ParsingError, iri, parsed

_SUBJECT = re.compile(r"^(?:<([^<>\s]*)>|([\w-]*):([\w./%-]*))\s")
Problem = tuple[int, str]  # a line from 1, and what is wrong there


def turtle_graph(text: str) -> tuple[Graph, list[Problem]]:
    """The graph of a Turtle text; empty, with the first problem, when it cannot be read."""
    try:
        return parsed(text, "turtle"), []
    except ParsingError as error:
        return new_graph(), [(error.line, f"this is no Turtle: {error}")]


def ntriples_graph(text: str) -> tuple[Graph, list[Problem]]:
    """The graph of an N-Triples text, without the lines that cannot be read, and these."""
    try:
        return parsed(text, "nt"), []
    except ParsingError:
        graph, problems = new_graph(), []  # look for the lines that are to blame
    for number, line in enumerate(text.split("\n"), 1):
        try:
            graph += parsed(line + "\n", "nt")
        except ParsingError as error:
            problems.append((number, f"this is no N-Triples: {error}"))
    return graph, problems


def subject_lines(text: str, graph: Graph) -> Iterator[tuple[URIRef, int]]:
    """Subjects that begin a line, with that line; a subject may come again."""
    prefixes = dict(graph.namespaces())
    for number, line in enumerate(text.split("\n"), 1):
        match = _SUBJECT.match(line)
        if match is None:
            continue
        said, prefix, name = match.groups()
        if said is not None and (subject := iri(said)) is not None:
            yield subject, number
        elif prefix in prefixes:
            yield prefixes[prefix] + name, number
