"""A dump as the state of the wiki that it was made from."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

from rdflib.namespace import RDF, SKOS

from pfgraph.errors import DumpError
from pfgraph.wikibase.dump.files import dump_files, form_of
from pfgraph.wikibase.dump.jsonform import JsonDump
from pfgraph.wikibase.dump.rdfform import RdfDump
from pfgraph.wikibase.entityjson import RECORD_ID
from pfgraph.wikibase.repository import Entity, Identity
from pfgraph.wikibase.state import ONTOLOGY_IRI, WikiProperty, WikiState, properties_of, state_from


class Dump(Protocol):
    """A dump whose entities can be read several times."""

    concept_base: str

    def entities(self, kind: str) -> Iterator[Entity]:
        """The items, or the properties."""

    def close(self) -> None:
        """Give back what it holds."""


def read_dump(path: Path, concept_base: str = "") -> WikiState:
    """The state that a dump holds: one file, or a folder of entity data.

    `concept_base` is what an id is put behind to make its IRI (http://wiki.example/entity/); a
    dump in RDF says that itself. Only what concerns the ontology is kept in memory. Raises
    DumpError.
    """
    files = dump_files(path)
    dump: Dump = JsonDump(files) if form_of(files[0]) == "json" else RdfDump(files)
    with closing(dump):
        base = dump.concept_base or concept_base
        if not base:
            raise DumpError(
                f"{path}: a dump in JSON does not say its wiki's address; add --concept-base, "
                "which mostly is the wiki's address with /entity/ behind it"
            )
        properties = properties_of(dump.entities("property"))
        if ONTOLOGY_IRI not in properties:
            raise DumpError(
                f"{path}: no property of this dump carries its own ontology IRI, so nothing in it "
                "can be recognised; is it of a wiki on which `pfgraph schema apply` was run?"
            )
        identity = Identity(base, base, "", 0)
        return state_from(identity, properties, lambda: _that_count(dump, properties))


def _that_count(dump: Dump, properties: dict[str, WikiProperty]) -> Iterator[Entity]:
    """The items that carry a key or a class; all others are only ever named."""
    telling = (ONTOLOGY_IRI, RECORD_ID, str(RDF.type), str(SKOS.inScheme))
    needed = {properties[iri].id for iri in telling if iri in properties}
    for entity in dump.entities("item"):
        claims = entity.get("claims")
        if isinstance(claims, dict) and not needed.isdisjoint(claims):
            yield entity
