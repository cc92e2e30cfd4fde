"""Entity ids, page titles and statement GUIDs."""

from __future__ import annotations

import re
import secrets
from functools import lru_cache
from typing import Literal

EntityType = Literal["item", "property"]

NAMESPACES: dict[EntityType, int] = {"item": 120, "property": 122}
TITLES: dict[EntityType, str] = {"item": "Item", "property": "Property"}
_LETTERS: dict[str, EntityType] = {"Q": "item", "P": "property"}
_ID = re.compile(r"([QqPp])([1-9][0-9]{0,9})")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
LARGEST = 2147483647
_LONGEST = 11


def normal_id(text: object) -> str | None:
    """The id in upper case, or None where the text is no id of an item or a property."""
    return _normal_id(text) if isinstance(text, str) and len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _normal_id(text: str) -> str | None:
    match = _ID.fullmatch(text)
    if match is None or int(match[2]) > LARGEST:
        return None
    return match[0].upper()


def type_of(entity_id: str) -> EntityType:
    """`item` or `property`, told from the letter of a normal id."""
    return _LETTERS[entity_id[0]]


def title_of(entity_id: str) -> str:
    """The title of the entity's page, such as `Item:Q1`."""
    return f"{TITLES[type_of(entity_id)]}:{entity_id}"


def link_to(entity_id: str) -> str:
    """The wiki link that messages use."""
    return f"[[{title_of(entity_id)}|{entity_id}]]"


def id_of_title(title: str) -> str | None:
    """The id behind a page title such as `Item:Q1`, `Property:P1`; None for every other page."""
    prefix, _, rest = title.replace("_", " ").partition(":")
    entity_id = normal_id(rest.strip())
    if entity_id is None or TITLES[type_of(entity_id)].lower() != prefix.strip().lower():
        return None
    return entity_id


def split_guid(guid: str) -> tuple[str, str] | None:
    """Entity id (normalised) and the rest of a GUID `Q1$…`; None without a known entity."""
    entity, dollar, rest = guid.partition("$")
    entity_id = normal_id(entity)
    return (entity_id, rest) if dollar and entity_id else None


def is_uuid(text: str) -> bool:
    return _UUID.fullmatch(text) is not None


def new_guid(entity_id: str) -> str:
    """A fresh statement id with a random UUID in upper case."""
    number = secrets.token_hex(16).upper()
    variant = "89AB"[int(number[16], 16) % 4]
    parts = (number[:8], number[8:12], "4" + number[13:16], variant + number[17:20], number[20:])
    return f"{entity_id}${'-'.join(parts)}"
