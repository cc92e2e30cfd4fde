"""Find the node of a record by what people call it."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Protocol

from rdflib import Literal, URIRef

from pfgraph.namespaces import PF
from pfgraph.ontology.tables import tables
from pfgraph.ontology.terms import local_name, ontology
from pfgraph.sparql.binding import Term
from pfgraph.sparql.results import ResultTable

_HEAD = """PREFIX pf: <https://w3id.org/partnerships-framework/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_BY_ID = _HEAD + "SELECT ?node WHERE { ?node pf:recordId ?id }"
_BY_ITEM = _HEAD + "SELECT ?node WHERE { ?node pf:wikidataItem ?id } ORDER BY ?node"
_TYPES = _HEAD + "SELECT ?type WHERE { ?node a ?type }"
_ALL = (
    _HEAD
    + """SELECT ?id ?label WHERE {
  ?node pf:recordId ?id . OPTIONAL { ?node skos:prefLabel ?label }
} ORDER BY ?id ?label"""
)


class Endpoint(Protocol):
    """Anything that answers a SELECT."""

    def select(self, text: str, bindings: Mapping[str, Term] | None = None) -> ResultTable:
        """The rows of a SELECT with the bindings put in as terms."""


class RecordFinder:
    """Finds records in one store: by id, table/id, IRI or Wikidata item."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def find(self, text: str, classes: tuple[URIRef, ...] = ()) -> URIRef:
        """The one record that `text` names, of one of the classes.

        Raises ValueError, with the ids that come near, where there is none or more than one.
        """
        found = self._candidates(text.removeprefix("<").removesuffix(">"), classes)
        fitting = [node for node in found if not classes or self._types(node) & _below(classes)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise ValueError(f"several records have this id: {', '.join(self._ids(fitting))}")
        if found:
            raise ValueError(f"this is no {_named(classes)} but {_named(self._types(found[0]))}")
        raise ValueError(f"there is no such {_named(classes)}{self._near(text, classes)}")

    def _candidates(self, text: str, classes: tuple[URIRef, ...]) -> list[URIRef]:
        if "://" in text:
            return [URIRef(text)] if _is_iri(text) and self._types(URIRef(text)) else []
        if "/" in text:
            return self._nodes(_BY_ID, text)
        named = [
            node for table in _tables(classes) for node in self._nodes(_BY_ID, f"{table}/{text}")
        ]
        return named or self._nodes(_BY_ITEM, text.removeprefix("wd:"))

    def _nodes(self, query: str, text: str) -> list[URIRef]:
        rows = self._endpoint.select(query, {"id": Literal(text)}).rows
        return [node for (node,) in rows if isinstance(node, URIRef)]

    def _types(self, node: URIRef) -> set[URIRef]:
        rows = self._endpoint.select(_TYPES, {"node": node}).rows
        return {cls for (cls,) in rows if isinstance(cls, URIRef)}

    def _ids(self, nodes: list[URIRef]) -> list[str]:
        query = _HEAD + "SELECT ?id WHERE { ?node pf:recordId ?id }"
        return sorted(
            str(row[0])
            for node in nodes
            for row in self._endpoint.select(query, {"node": node}).rows
        )

    def _near(self, text: str, classes: tuple[URIRef, ...]) -> str:
        names: dict[str, str] = {}
        wanted = set(_tables(classes))
        for found, label in self._endpoint.select(_ALL).rows:
            table, _, bare = str(found).partition("/")
            if table in wanted:
                names[bare.casefold()] = names[str(label or bare).casefold()] = bare
        close = get_close_matches(
            text.rpartition("/")[2].casefold(), sorted(names), n=5, cutoff=0.6
        )
        ids = dict.fromkeys(names[name] for name in close)
        return f"; did you mean {', '.join(ids)}?" if ids else ""


def _is_iri(text: str) -> bool:
    return not any(sign in text for sign in ' <>"{}|^`\\\n\r\t')


def _below(classes: tuple[URIRef, ...]) -> set[URIRef]:
    return {sub for cls in classes for sub in ontology().subclasses(cls)}


def _tables(classes: tuple[URIRef, ...]) -> list[str]:
    wanted = _below(classes)
    return [name for name, table in tables().items() if not classes or wanted & set(table.classes)]


def _named(classes: tuple[URIRef, ...] | set[URIRef]) -> str:
    ours = [cls for cls in classes if cls.startswith(str(PF))]
    leaves = [cls for cls in ours if not (ontology().subclasses(cls) - {cls}) & set(ours)]
    return " or ".join(sorted(ontology().label(cls) for cls in leaves or ours)) or local_name(
        PF.record
    )
