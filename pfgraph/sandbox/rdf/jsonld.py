"""JSON-LD with a context, as Wikibase writes it. See https://www.w3.org/TR/json-ld11/.

A predicate's local name becomes its key, the first time that it is free; a second predicate of the
same local name (`wdt:P1`, then `p:P1`) keeps its prefix. What kind of value a key has is declared
by its first value; a value of another kind says so itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pfgraph.sandbox.rdf.names import RDF, XSD
from pfgraph.sandbox.rdf.shortening import Shortener, file_prefixes
from pfgraph.sandbox.rdf.triples import Term, blocks

_NUMBERS = {f"{XSD}integer": int, f"{XSD}double": float}


@dataclass(slots=True)
class Document:
    """The context as it grows; `keys` and `kinds` are the key and the kind of each predicate."""

    short: Shortener
    namespaces: dict[str, str]
    context: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def name(self, iri: str) -> str:
        """The IRI with a prefix that the context knows, or whole."""
        found = self.short.split(iri)
        if found is None:
            return iri
        self.context.setdefault(found[0], self.namespaces[found[0]])
        return f"{found[0]}:{found[1]}"

    def key(self, predicate: str, first: Term) -> str:
        """The key of a predicate, declared when it is first used."""
        if predicate not in self.keys:
            name = self.name(predicate)
            local = name.partition(":")[2]
            kind = self._kind(first)
            declared = {"@type": kind} if kind else {}
            if local in self.context:
                self.keys[predicate] = name
            else:
                self.keys[predicate] = local
                declared = {"@id": name, **declared}
            if declared:
                self.context[self.keys[predicate]] = declared
            self.kinds[predicate] = kind
        return self.keys[predicate]

    def _kind(self, value: Term) -> str:
        if value.kind != "literal":
            return "@id"
        if not value.datatype or value.datatype in _NUMBERS:
            return ""
        return self.name(value.datatype)

    def value(self, predicate: str, value: Term) -> Any:
        """A value in the shortest form that its key allows."""
        declared = self.kinds[predicate]
        if value.kind != "literal":
            node = self.name(value.text) if value.kind == "iri" else value.written
            return node if declared == "@id" else {"@id": node}
        if value.language:
            return {"@language": value.language, "@value": value.text}
        if value.datatype in _NUMBERS and not declared:
            return _NUMBERS[value.datatype](value.text)
        kind = self.name(value.datatype) if value.datatype else ""
        if kind == declared:
            return value.text
        return {"@type": kind, "@value": value.text} if kind else {"@value": value.text}


def json_ld(lines: Iterable[str], server: str) -> str:
    """The same triples as the lines of N-Triples."""
    document = Document(Shortener.on(server), file_prefixes(server))
    graph = [_node(document, subject, said) for subject, said in blocks(lines)]
    whole = {"@graph": graph, "@context": document.context}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _node(document: Document, subject: Term, said: list[tuple[str, list[Term]]]) -> dict[str, Any]:
    name = document.name(subject.text) if subject.kind == "iri" else subject.written
    held: dict[str, list[Any]] = {}
    for predicate, values in said:
        if predicate == f"{RDF}type":
            held.setdefault("@type", []).extend(document.name(each.text) for each in values)
        else:
            key = document.key(predicate, values[0])
            held.setdefault(key, []).extend(document.value(predicate, each) for each in values)
    node: dict[str, Any] = {"@id": name}
    return node | {key: each[0] if len(each) == 1 else each for key, each in held.items()}
