"""Turtle and N-Triples, with the lines of their subjects."""

import re
from collections.abc import Iterator

from rdflib import Graph, URIRef
from rdflib.exceptions import ParserError as ParseError
from rdflib.plugins.parsers.notation3 import BadSyntax

from pfgraph.namespaces import PFD, new_graph

_SUBJECT = re.compile(r"^(?:<([^<>\s]*)>|([\w-]*):([\w./%-]*))\s")
Problem = tuple[int, str]  # a line from 1, and what is wrong there


def turtle_graph(text: str) -> tuple[Graph, list[Problem]]:
    """The graph of a Turtle text; empty, with the first problem, when it cannot be read."""
    graph = new_graph()
    try:
        graph.parse(data=text, format="turtle", publicID=str(PFD))
    except BadSyntax as error:
        why = error._why or "cannot be read"
        return new_graph(), [(error.lines + 1, f"this is no Turtle: {why}")]
    except (ValueError, RecursionError) as error:
        return new_graph(), [(1, f"this is no Turtle: {error}")]
    return graph, []


def ntriples_graph(text: str) -> tuple[Graph, list[Problem]]:
    """The graph of an N-Triples text, without the lines that cannot be read, and these."""
    graph = new_graph()
    try:
        graph.parse(data=text, format="nt")
        return graph, []
    except (ParseError, ValueError):
        pass  # look for the lines that are to blame
    graph, problems = new_graph(), []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            graph.parse(data=line + "\n", format="nt")
        except (ParseError, ValueError) as error:
            problems.append((number, f"this is no N-Triples: {error}"))
    return graph, problems


def subject_lines(text: str, graph: Graph) -> Iterator[tuple[URIRef, int]]:
    """Subjects that begin a line, with that line; a subject may come again."""
    prefixes = dict(graph.namespaces())
    for number, line in enumerate(text.split("\n"), 1):
        match = _SUBJECT.match(line)
        if match is None:
            continue
        iri, prefix, name = match.groups()
        if iri is not None:
            yield URIRef(iri, base=str(PFD)), number
        elif prefix in prefixes:
            yield prefixes[prefix] + name, number
