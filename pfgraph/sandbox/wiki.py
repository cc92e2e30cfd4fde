"""The sandbox as one value: its address, its memory, its sessions and its secret."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pfgraph.sandbox.model.datatypes import Surroundings
from pfgraph.sandbox.model.statements import Properties
from pfgraph.sandbox.sessions import Sessions
from pfgraph.sandbox.store.storage import Revision, Storage

NAME = "Sandbox"


@dataclass(frozen=True, slots=True)
class Wiki:
    """`server` is scheme, host and port without a slash at the end."""

    server: str
    secret: str = field(repr=False)
    storage: Storage
    sessions: Sessions = field(default_factory=Sessions)

    @property
    def concepts(self) -> str:
        """What the IRI of each entity begins with."""
        return f"{self.server}/entity/"

    @property
    def api(self) -> str:
        return f"{self.server}/w/api.php"

    def page(self, title: str) -> str:
        """The address of a page."""
        return f"{self.server}/wiki/{title.replace(' ', '_')}"

    def datatype(self, property_id: str) -> str | None:
        """The datatype of a property, None where there is no such property."""
        found = self.storage.latest(property_id)
        return None if found is None else found.content.get("datatype")

    def resolved(self, entity_id: str) -> Revision | None:
        """What a reader of an id is given: its redirect's target if it is one; None for nothing.

        Of two redirects in a row a wiki follows the first alone, and finds nothing.
        """
        found = self.storage.latest(entity_id)
        if found is None or found.target is None:
            return found
        found = self.storage.latest(found.target)
        return None if found is None or found.target else found

    def exists(self, entity_id: str) -> bool:
        return self.storage.latest(entity_id) is not None

    @property
    def properties(self) -> Properties:
        """What statements are checked against, as it is now: to be asked for by each edit."""
        return Properties(cache(self.datatype), Surroundings(self.exists, self.concepts))
