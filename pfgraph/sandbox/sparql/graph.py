"""The wiki's RDF in an Oxigraph store, as far as it was told of."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from pfgraph.sandbox.rdf.flavours import indexed_lines
from pfgraph.sandbox.rdf.names import PREDICATES, local_names
from pfgraph.sandbox.store.storage import Revision

Change = tuple[str, Revision | None]


class Graph:
    """Everything the wiki says, as one default graph; used by one thread at a time."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.store = ox.Store()
        self._names = local_names(server)
        self._statements = (self._names["wds"],)
        self._shared = (self._names["wdref"], self._names["wdv"])
        self._held: set[str] = set()

    def update(self, changes: Iterable[Change]) -> None:
        """Take in the newest revision of each entity named, each once; None is one that is gone."""
        lines: list[str] = []
        orphans: set[ox.NamedNode] = set()
        for entity_id, revision in changes:
            if entity_id in self._held:
                orphans |= self._remove(entity_id)
                self._held.discard(entity_id)
            if revision is not None:
                self._held.add(entity_id)
                lines += indexed_lines(self.server, revision)
        if lines:
            # entities share values and sources; IRIs were made by us and need no second look
            text = "\n".join(dict.fromkeys(lines)).encode()
            self.store.load(text, ox.RdfFormat.N_TRIPLES, lenient=True)
        self._drop_orphans(orphans)

    def _remove(self, entity_id: str) -> set[ox.NamedNode]:
        """Take away what an entity says; returns the shared nodes it used."""
        subject = ox.NamedNode(self._names["wd"] + entity_id)
        shared: set[ox.NamedNode] = set()
        for quad in list(self.store.quads_for_pattern(subject, None, None)):
            if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(
                self._statements
            ):
                shared |= self._clear(quad.object)
            self.store.remove(quad)
        self._clear(ox.NamedNode(self._names["data"] + entity_id))
        if entity_id.startswith("P"):
            self._remove_predicates(entity_id)
        return shared

    def _remove_predicates(self, property_id: str) -> None:
        for prefix in PREDICATES:
            self._clear(ox.NamedNode(self._names[prefix] + property_id))

    def _clear(self, subject: ox.NamedNode | ox.BlankNode) -> set[ox.NamedNode]:
        """Remove a subject's triples; returns the references and values they pointed to."""
        shared: set[ox.NamedNode] = set()
        for quad in list(self.store.quads_for_pattern(subject, None, None)):
            at = quad.object
            if isinstance(at, ox.NamedNode) and at.value.startswith(self._shared):
                shared.add(at)
            self.store.remove(quad)
            if isinstance(at, ox.BlankNode):
                self._clear(at)  # nothing else can point to it
        return shared

    def _drop_orphans(self, nodes: set[ox.NamedNode]) -> None:
        """Remove references, then values, that nothing points to any more."""
        while nodes:
            nodes = {
                below
                for node in nodes
                if next(self.store.quads_for_pattern(None, None, node), None) is None
                for below in self._clear(node)
            }
