"""The four graphs of shapes, and what each shape tells an editor."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.term import Node

from pfgraph.errors import PfgraphError
from pfgraph.findings import Severity
from pfgraph.namespaces import SH
from pfgraph.resources import folder
from pfgraph.turtle import add_turtle

PROFILES = ("record", "framework", "alignment", "ontology")
LANGUAGES = ("en", "fr", "de", "es")

_SEVERITIES = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class ShapeText:
    """What a property shape says: messages by language, and the property that it is about.

    `path` is the property itself, the last step of a longer path, or the first of several
    that would do: the field in which an editor would look.
    """

    iri: URIRef
    severity: Severity
    messages: dict[str, str]
    path: URIRef | None

    def message(self, language: str) -> str:
        """The advice in that language; English where it is missing, the shape where all are."""
        return self.messages.get(language) or self.messages.get("en") or str(self.iri)


@cache
def shapes(profile: str) -> Graph:
    """The shapes of a profile as they stand in its file; read once. Do not add to it.

    Raises PfgraphError, naming the profiles there are, for a name that is none of them.
    """
    if profile not in PROFILES:
        known = ", ".join(PROFILES)
        raise PfgraphError(f"there is no profile {profile!r} of shapes; there are {known}")
    return add_turtle(folder("shapes") / f"{profile}.ttl", Graph())


@cache
def bare_shapes(profile: str) -> Graph:
    """The same without words, so that the engine has none to copy into each result."""
    graph = Graph()
    for triple in shapes(profile):
        if triple[1] not in (SH.message, SH.name):
            graph.add(triple)
    return graph


@cache
def texts(profile: str) -> dict[URIRef, ShapeText]:
    """What each named property shape of a profile says, by its IRI."""
    graph = shapes(profile)
    return {
        shape: _text(graph, shape)
        for shape in graph.subjects(RDF.type, SH.PropertyShape)
        if isinstance(shape, URIRef)
    }


def _text(graph: Graph, shape: URIRef) -> ShapeText:
    messages = {
        text.language: str(text)
        for text in graph.objects(shape, SH.message)
        if isinstance(text, Literal) and text.language
    }
    severity = graph.value(shape, SH.severity, default=SH.Violation)
    path = _field(graph, graph.value(shape, SH.path))
    return ShapeText(shape, _SEVERITIES[URIRef(str(severity))], messages, path)


def _field(graph: Graph, path: Node | None) -> URIRef | None:
    if path is None or isinstance(path, URIRef):
        return path
    choices = graph.value(path, SH.alternativePath)
    if choices is not None:
        return _field(graph, next(iter(Collection(graph, choices)), None))
    inverse = graph.value(path, SH.inversePath)
    return _field(graph, inverse or _last(list(Collection(graph, path))))


def _last(steps: Sequence[Node]) -> Node | None:
    return steps[-1] if steps else None
