"""The wiki as it is: which pages stand for which terms and records, and what they say.

A wiki is recognised by the ontology IRIs that its own pages carry; the property that holds
them is the one that states its own IRI. No number is configured anywhere.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pfgraph.errors import SchemaError
from pfgraph.namespaces import PF
from pfgraph.wikibase.datamodel import Item
from pfgraph.wikibase.entityjson import RECORD_ID, Names, item_from_json
from pfgraph.wikibase.keys import is_wiki_id, key_of_iri
from pfgraph.wikibase.repository import Entity, Identity, Repository

ONTOLOGY_IRI = str(PF.ontologyIri)


@dataclass(frozen=True, slots=True)
class WikiProperty:
    """A property of the wiki; `iri` is empty where it carries none."""

    id: str
    iri: str
    datatype: str
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class WikiState:
    """What a wiki held when it was read.

    `items` are by key; `twins` are ids of further items that carry a key that is taken. `merged`
    are the further keys that an item carries, each with its first one; `redirects` lead from the
    id of a former item to that of another, as far as they were looked up.
    """

    identity: Identity
    properties: dict[str, WikiProperty]  # by IRI, or by id where there is none
    items: dict[str, Item]
    item_ids: dict[str, str]  # key → Q42
    twins: dict[str, tuple[str, ...]] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> Names:
        """How numbers and names translate on this wiki."""
        return names_of(self.properties, self.item_ids, self.redirects)


def names_of(
    properties: Mapping[str, WikiProperty],
    item_ids: Mapping[str, str],
    redirects: Mapping[str, str] | None = None,
) -> Names:
    """Both ways between numbers and names; `item_ids` may grow while items are made.

    Of several keys of one item the first in `item_ids` is its name.
    """
    iris = {prop.id: iri for iri, prop in properties.items()}
    keys = {item_id: key for key, item_id in reversed(list(item_ids.items()))}
    keys |= {old: keys.get(item_id, item_id) for old, item_id in (redirects or {}).items()}

    def prop_id(iri: str) -> str:
        if iri not in properties:
            raise SchemaError(
                f"the wiki has no property for {iri}; run `pfgraph schema apply` first"
            )
        return properties[iri].id

    return Names(
        prop_of=lambda number: iris.get(number, number),
        key_of=lambda number: keys.get(number, number),
        prop_id=prop_id,
        item_id=lambda key: item_ids[key] if key in item_ids else _own_id(key),
        datatype=lambda iri: properties[iri].datatype,
    )


def read_state(repository: Repository) -> WikiState:
    """Read the whole wiki: its properties, then its items, in batches."""
    properties = read_properties(repository)
    entities = list(repository.entities(repository.ids("item")))
    return state_of(repository.identity, properties, entities)


def read_properties(repository: Repository) -> dict[str, WikiProperty]:
    """The properties of a wiki by the IRI they carry, or by id where they carry none."""
    return properties_of(repository.entities(repository.ids("property")))


def properties_of(found: Iterable[Entity]) -> dict[str, WikiProperty]:
    """Properties by the IRI they carry, or by id where they carry none."""
    entities = list(found)
    home = next((each["id"] for each in entities if _states_own_iri(each)), "")
    named: dict[str, WikiProperty] = {}
    for entity in entities:
        iri = next(iter(_strings(entity, home)), "")
        labels = {code: term["value"] for code, term in (entity.get("labels") or {}).items()}
        made = WikiProperty(entity["id"], iri, entity["datatype"], labels)
        named[iri if iri and iri not in named else made.id] = made
    return named


def state_of(
    identity: Identity, properties: dict[str, WikiProperty], entities: Iterable[Entity]
) -> WikiState:
    """The state that these entities make up; of several items with one key the first counts."""
    listed = list(entities)
    return state_from(identity, properties, lambda: listed)


def state_from(
    identity: Identity,
    properties: dict[str, WikiProperty],
    entities: Callable[[], Iterable[Entity]],
) -> WikiState:
    """As `state_of`, of entities that are read twice and never held all at once."""
    carrying = [properties[iri].id for iri in (ONTOLOGY_IRI, RECORD_ID) if iri in properties]
    item_ids: dict[str, str] = {}
    twins: dict[str, tuple[str, ...]] = {}
    further: dict[str, str] = {}
    for entity in entities():
        key, *others = _keys(entity, carrying)
        if key in item_ids:
            twins[key] = (*twins.get(key, ()), entity["id"])
        item_ids.setdefault(key, entity["id"])
        further |= dict.fromkeys(others, key)
    merged = {other: key for other, key in further.items() if other not in item_ids}
    item_ids |= {other: item_ids[key] for other, key in merged.items()}
    names = names_of(properties, item_ids)
    items = {(item := item_from_json(entity, names)).key: item for entity in entities()}
    return WikiState(identity, properties, items, item_ids, twins, merged)


def _keys(entity: Entity, carrying: list[str]) -> list[str]:
    """All that a page says it stands for; its own id where it says nothing."""
    said = [key_of_iri(text) for prop in carrying for text in _strings(entity, prop)]
    return list(dict.fromkeys(said)) or [str(entity["id"])]


def _own_id(key: str) -> str:
    if is_wiki_id(key):
        return key
    raise LookupError(key)


def _states_own_iri(entity: Entity) -> bool:
    return ONTOLOGY_IRI in _strings(entity, entity["id"])


def _strings(entity: Entity, prop: str) -> list[str]:
    """The string values of one property, deprecated ones apart, in the page's order."""
    claims: Any = entity.get("claims") or {}
    return [
        statement["mainsnak"]["datavalue"]["value"]
        for statement in claims.get(prop, ())
        if statement["rank"] != "deprecated" and statement["mainsnak"]["snaktype"] == "value"
    ]
