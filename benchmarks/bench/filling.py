"""A file with many items, filled without the way through HTTP."""

from pathlib import Path

from bench.items import DATATYPES, SMALL, Json, new_item, new_property

from pfgraph.sandbox.model.entities import empty, read_data
from pfgraph.sandbox.model.ids import EntityType
from pfgraph.sandbox.model.saving import create
from pfgraph.sandbox.store.storage import Edit, Storage
from pfgraph.sandbox.wiki import Wiki

_EDIT = Edit("WikibaseBot", "a measurement", bot=True)


def fill(path: Path, items: int) -> None:
    """Make the properties and so many small items, checked and saved as the API does it."""
    storage = Storage(path)
    wiki = Wiki("http://127.0.0.1", "secret", storage)
    properties = {
        datatype: _make(wiki, "property", new_property(datatype)) for datatype in DATATYPES
    }
    target = _make(wiki, "item", {})
    for number in range(items - 1):
        _make(wiki, "item", new_item(number, properties, target, SMALL))
    storage.close()


def _make(wiki: Wiki, kind: EntityType, data: Json) -> str:
    with wiki.storage.editing():
        entity_id = wiki.storage.new_id(kind)
        changes = read_data(data, wiki.properties)
        create(wiki, empty(kind, entity_id, data.get("datatype")), changes, _EDIT)
    return entity_id
