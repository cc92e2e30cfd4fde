"""The wiki's RDF in an Oxigraph store, brought up to date before each question.

Edits only note which entities changed; the store catches up when it is asked, so loading many
entities costs nothing here until somebody wants to know.
"""

from __future__ import annotations

import threading

import pyoxigraph as ox

from pfgraph.sandbox.rdf.flavours import indexed_lines
from pfgraph.sandbox.rdf.names import local_names
from pfgraph.sandbox.store.storage import Storage


class Graph:
    """Everything the wiki says, as one default graph."""

    def __init__(self, storage: Storage, server: str) -> None:
        self._storage = storage
        self.server = server
        self._names = local_names(server)
        self._lock = threading.Lock()
        self._store = ox.Store()
        rows = storage.rows("SELECT entity_id FROM page WHERE NOT deleted")
        self._changed = {row[0] for row in rows}
        self._held: set[str] = set()
        storage.listeners.append(self._note)

    def _note(self, entity_id: str) -> None:
        with self._lock:
            self._changed.add(entity_id)

    def current(self) -> ox.Store:
        """The store, holding every edit acknowledged so far."""
        with self._lock:
            changed, self._changed = self._changed, set()
            orphans: set[ox.NamedNode] = set()
            for entity_id in changed & self._held:
                orphans |= self._remove(entity_id)
            self._add(changed)
            self._drop_orphans(orphans)
            return self._store

    def _add(self, changed: set[str]) -> None:
        lines: list[str] = []
        for entity_id in changed:
            revision = self._storage.latest(entity_id)
            if revision is None:
                self._held.discard(entity_id)
            else:
                self._held.add(entity_id)
                lines += indexed_lines(self.server, revision)
        if lines:
            self._store.extend(ox.parse("\n".join(lines), ox.RdfFormat.N_TRIPLES))

    def _remove(self, entity_id: str) -> set[ox.NamedNode]:
        """Take away what an entity says; returns the shared nodes it used."""
        subject = ox.NamedNode(self._names["wd"] + entity_id)
        shared: set[ox.NamedNode] = set()
        for quad in list(self._store.quads_for_pattern(subject, None, None)):
            if isinstance(quad.object, ox.NamedNode) and self._is(quad.object, "wds"):
                shared |= self._clear(quad.object)
            self._store.remove(quad)
        self._clear(ox.NamedNode(self._names["data"] + entity_id))
        return shared

    def _is(self, node: ox.NamedNode, *prefixes: str) -> bool:
        return node.value.startswith(tuple(self._names[prefix] for prefix in prefixes))

    def _clear(self, subject: ox.NamedNode) -> set[ox.NamedNode]:
        """Remove a subject's triples; returns the references and values they pointed to."""
        shared: set[ox.NamedNode] = set()
        for quad in list(self._store.quads_for_pattern(subject, None, None)):
            if isinstance(quad.object, ox.NamedNode) and self._is(quad.object, "wdref", "wdv"):
                shared.add(quad.object)
            self._store.remove(quad)
        return shared

    def _drop_orphans(self, nodes: set[ox.NamedNode]) -> None:
        """Remove references, then values, that nothing points to any more."""
        while nodes:
            nodes = {
                below
                for node in nodes
                if next(self._store.quads_for_pattern(None, None, node), None) is None
                for below in self._clear(node)
            }
