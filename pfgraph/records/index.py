"""Which records there are, and which of them an id in a cell means."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from rdflib import URIRef

from pfgraph.namespaces import PFD
from pfgraph.ontology import Ontology
from pfgraph.records.cells import CellError, shown
from pfgraph.records.suggestions import Suggestions, did_you_mean

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class RecordIndex:
    """All records by id, with their classes; rows refer to one another through it."""

    def __init__(self, terms: Ontology, suggestions: Suggestions) -> None:
        self._terms = terms
        self._suggestions = suggestions
        self._classes: dict[str, URIRef] = {}
        self._bare: dict[str, list[str]] = {}
        self._above: dict[URIRef, frozenset[URIRef]] = {}
        self._labels: dict[str, str] = {}
        self._nodes: dict[str, URIRef] = {}

    def add(self, record_id: str, cls: URIRef, node: URIRef | None = None, label: str = "") -> None:
        """Make a record known; one that is known already gets the new class.

        Its node is `pfd:` and its id, unless another is given.
        """
        if node is not None and node != PFD[record_id]:
            self._nodes[record_id] = node
        if record_id not in self._classes:
            self._bare.setdefault(record_id.partition("/")[2], []).append(record_id)
        self._classes[record_id] = cls
        if label:
            self._labels.setdefault(label.casefold(), record_id)

    def add_all(self, known: Mapping[str, URIRef]) -> None:
        """Make records known that are kept elsewhere."""
        for record_id, cls in known.items():
            self.add(record_id, cls)

    def node(self, record_id: str) -> URIRef:
        """The node that stands for a record."""
        return self._nodes.get(record_id) or PFD[record_id]

    def __contains__(self, record_id: str) -> bool:
        return record_id in self._classes

    def resolve(self, text: str, classes: frozenset[URIRef]) -> URIRef:
        """The record that `text` names: an id, table/id or the record's IRI.

        A bare id is looked for among records of `classes` (empty: any). Raises CellError when
        there is none, when there are several, or when it is of another class.
        """
        said = text.removeprefix(str(PFD))
        if "/" in said:
            candidates = [said] if said in self._classes else []
        else:
            candidates = self._bare.get(said, [])
        fitting = [each for each in candidates if self._is_any(each, classes)]
        if len(fitting) == 1:
            return self.node(fitting[0])
        raise CellError(self._complaint(text, classes, candidates, fitting))

    def _is_any(self, record_id: str, classes: frozenset[URIRef]) -> bool:
        cls = self._classes[record_id]
        if cls not in self._above:
            self._above[cls] = self._terms.superclasses(cls)
        return not classes or not classes.isdisjoint(self._above[cls])

    def _complaint(
        self, text: str, classes: frozenset[URIRef], candidates: list[str], fitting: list[str]
    ) -> str:
        wanted = self._named(classes)
        if len(fitting) > 1:
            return f'"{text}" may be {" or ".join(sorted(fitting))}; write which of them'
        if candidates:
            found = self._named(frozenset(self._classes[each] for each in candidates))
            return f'"{shown(text)}" is the id of: {found}; this column takes: {wanted}'
        return f'no {wanted} has the id "{shown(text)}"{self._hint(text, classes)}'

    def _hint(self, text: str, classes: frozenset[URIRef]) -> str:
        labelled = self._labels.get(text.casefold())
        if labelled and self._is_any(labelled, classes):
            return f'; write its id, "{labelled.partition("/")[2]}"'
        near = self._suggestions.near(("records", classes), self._names(classes), text)
        return did_you_mean(near) or "; correct the id, or add the row that has it"

    def _names(self, classes: frozenset[URIRef]) -> Iterable[str]:
        return (
            record_id.partition("/")[2]
            for record_id in self._classes
            if self._is_any(record_id, classes)
        )

    def _named(self, classes: frozenset[URIRef]) -> str:
        return " or ".join(sorted(self._terms.label(cls) for cls in classes)) or "record"


def checked_id(text: str, table: str) -> str:
    """The id in a row's id column without its table's name. Raises CellError when it is none."""
    if not text:
        raise CellError("the row has no id, so it is not read; give it one that never changes")
    said = text.removeprefix(f"{table}/")
    if _ID.fullmatch(said):
        return said
    ascii_text = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode()
    better = re.sub(r"[^A-Za-z0-9._]+", "-", ascii_text).strip("-._").lower()
    raise CellError(
        f'"{shown(text)}" is no id: use letters a-z, digits, hyphens and points'
        + (f', such as "{better}"' if better else "")
    )
