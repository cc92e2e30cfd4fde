"""JSON-LD, with the project's own context and without the network.

https://www.w3.org/TR/json-ld11/
"""

import json
from collections.abc import Iterator
from typing import Any

import yaml
from rdflib import Graph, URIRef

from pfgraph.namespaces import BASE
from pfgraph.records.cells import shown
from pfgraph.records.context import context
from pfgraph.records.documents import line_of, pairs, plain
from pfgraph.records.parsing import ParsingError, iri, parsed

CONTEXT_IRI = BASE + "context.jsonld"
_MARKS = frozenset({"@context", "@graph", "@id", "@type"})


def is_jsonld(document: yaml.Node | None) -> bool:
    """Whether a document uses the keywords of JSON-LD at its top."""
    if isinstance(document, yaml.SequenceNode):
        return any(is_jsonld(each) for each in document.value)
    return isinstance(document, yaml.MappingNode) and any(
        key in _MARKS for key, _, _ in pairs(document)
    )


def refused(node: yaml.Node) -> Iterator[tuple[int, str, str]]:
    """Line, address and message for each context that would have to be fetched."""
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from refused(each)
    elif isinstance(node, yaml.MappingNode):
        for key, _, value in pairs(node):
            if key in ("@context", "@import"):
                yield from _addresses(key, value)
            yield from refused(value)


def _addresses(key: str, node: yaml.Node) -> Iterator[tuple[int, str, str]]:
    for each in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if not isinstance(each, yaml.ScalarNode) or not each.value:
            continue
        if key == "@import" or each.value != CONTEXT_IRI:
            yield (
                line_of(each),
                str(each.value),
                f'the context "{shown(each.value)}" is not fetched, so the file is not read; write '
                f'the context itself into the file, or use "{CONTEXT_IRI}"',
            )


def jsonld_graph(document: yaml.Node) -> Graph:
    """The graph of a document in which nothing is `refused`; ids are relative to the records.

    Raises ValueError where the document is no JSON-LD.
    """
    try:
        return parsed(json.dumps(_with_context(plain(document))), "json-ld")
    except ParsingError as error:
        raise ValueError(f"this is no JSON-LD: {error}") from error


def _with_context(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_context(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _contexts(each) if key == "@context" else _with_context(each)
        for key, each in value.items()
    }


def _contexts(value: Any) -> Any:
    if value == CONTEXT_IRI:
        return context()["@context"]
    return [_contexts(each) for each in value] if isinstance(value, list) else value


def id_lines(node: yaml.Node) -> Iterator[tuple[URIRef, int]]:
    """The ids of nodes as IRIs, each with its line."""
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from id_lines(each)
    elif isinstance(node, yaml.MappingNode):
        for key, _, value in pairs(node):
            if key in ("@id", "id") and isinstance(value, yaml.ScalarNode):
                subject = iri(str(value.value))
                if subject is not None:
                    yield subject, line_of(value)
            yield from id_lines(value)
