"""Dumps that a real Wikibase wrote: the same statements in JSON and in RDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from pfgraph.wikibase.datamodel import Item, Statement
from pfgraph.wikibase.dump.jsonform import JsonDump
from pfgraph.wikibase.dump.rdfform import RdfDump
from pfgraph.wikibase.entityjson import item_from_json
from pfgraph.wikibase.state import names_of
from pfgraph.wikibase.values import OtherValue

DUMPS = Path(__file__).parent / "dumps"
_NAMES = names_of({}, {})


def items(dump: JsonDump | RdfDump) -> dict[str, Item]:
    """The items of a dump."""
    found = [item_from_json(each, _NAMES) for each in dump.entities("item")]
    dump.close()
    return {each.id: each for each in found}


def told(item: Item) -> set[Statement]:
    """The statements with values that the ontology has a use for."""
    return {each for each in item.statements if not isinstance(each.main.value, OtherValue)}


@pytest.mark.parametrize("ending", ["ttl", "nt"])
def test_both_forms_say_the_same(ending: str) -> None:
    """Statements with GUID, rank, qualifiers and references; labels and aliases."""
    read = items(JsonDump([DUMPS.parent.parent / "sandbox" / "dumps" / "entities.json.gz"]))
    rdf = items(RdfDump([DUMPS / f"wiki.{ending}.gz"]))
    assert read.keys() == rdf.keys()
    assert any(told(each) for each in read.values())
    for entity_id, item in read.items():
        assert (item.labels, item.aliases) == (rdf[entity_id].labels, rdf[entity_id].aliases)
        assert told(item) == told(rdf[entity_id])
