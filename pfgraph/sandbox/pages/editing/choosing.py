"""The entity that a typed text means: by id, or by the only label that fits."""

from __future__ import annotations

import re

from pfgraph.sandbox.model.ids import EntityType, normal_id, type_of
from pfgraph.sandbox.pages.editing.unreadable import Unreadable
from pfgraph.sandbox.pages.views.finding import Found, find
from pfgraph.sandbox.pages.views.links import Reader

_BEHIND = re.compile(r".*\(([QqPp][1-9]\d{0,9})\)")
_OFFERED = 8
_SEARCHED = 50


def chosen(reader: Reader, text: str, kind: EntityType) -> str:
    """The id of the entity named; raises Unreadable with choices where several could be meant."""
    behind = _BEHIND.fullmatch(text.strip())
    entity_id = normal_id(behind[1] if behind else text.strip())
    if entity_id:
        return _existing(reader, entity_id, kind)
    found = find(reader.storage, text, reader.language, _SEARCHED, kind)
    exact = [each for each in found if _is_name(each) and _same(each.text, text)]
    if len(exact) == 1:
        return exact[0].entity_id
    offered = exact or found
    choices = tuple(reader.link(each.entity_id) for each in offered[:_OFFERED])
    if exact:
        raise Unreadable(f"More than one {kind} is called “{text}”. Choose one.", choices)
    if found:
        raise Unreadable(f"No {kind} is called “{text}”, but these come near. Choose one.", choices)
    article = "an item" if kind == "item" else "a property"
    raise Unreadable(f"Nothing here is called “{text}”. Type the label of {article}, or its id.")


def _existing(reader: Reader, entity_id: str, kind: EntityType) -> str:
    if type_of(entity_id) != kind:
        raise Unreadable(f"{entity_id} is not an id of the right kind; one of {kind} is needed.")
    if reader.storage.latest(entity_id) is None:
        raise Unreadable(f"There is no {entity_id} on this wiki.")
    return entity_id


def _is_name(found: Found) -> bool:
    return found.kind in ("labels", "aliases")


def _same(one: str, other: str) -> bool:
    return one.casefold() == " ".join(other.split()).casefold()
